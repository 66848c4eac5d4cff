"""Columns of a list of people: told by their header, else by what stands in them.

    Display name, User principal name, Block credential      known headers
    連絡用    taro@example.co.jp, hanako@example.co.jp, …       unknown: addresses

Headers are compared by `tables/export_columns.tsv`; a program that writes others needs a
word there and nothing here.  Of two columns for one thing the first with anything in it
counts.  A column that nobody understands is shown as not used: it is not guessed at when
there is an address and a name already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

from honmono import tables
from honmono.setup.exports._core import Column, Field
from honmono.setup.exports.accounts import addresses_in
from honmono.setup.person_names import is_cjk, is_kana, tidy

_ABOUT_OTHERS: Final = (
    *("コード", "番号", "電話", "住所", "会社", "区分", "年月", "id", "種類", "敬称"),
    *("表示名", "旧姓", "保護者", "家族"),
)
"""Words of headers whose column is not what another word in them says."""

_PRIVATE: Final = (
    *("個人", "私用", "自宅", "携帯", "緊急", "再設定", "復旧"),
    *("上司", "上長", "承認", "管理者", "マネージャ", "秘書", "転送", "新しい"),
)
"""An address under such a header is private, or another person's."""

_READINGS: Final = re.compile(
    "フリガナ|ふりがな|ヨミ(?:ガナ)?|よみ(?:がな)?|読み|カナ|かな"
)
_ROMAN: Final = re.compile("ローマ字|英字|英語|英文|アルファベット")
_WHOLE: Final = re.compile("氏名|姓名|お?名前|[社職]?員名|従業員名|担当者名")
_NOT_A_NAME: Final = re.compile("部|課|所属|組織|団体|会社|役職|グループ|拠点|所名")
_REMARK: Final = re.compile(r"\[[^\]]*\]")
_DASH: Final = re.compile("(?<=[a-z])ー(?=[a-z])")
"""Ｅーｍａｉｌ: the kana's long vowel for the hyphen that it looks like."""

_BETWEEN: Final = re.compile(r"[^\w;]+|_+")
_SAMPLE: Final = 200
"""Rows by which a column without a known header is told."""

_MOST: Final = 0.8
_EXAMPLE: Final = 40
_A_NAME: Final = re.compile(r"[^\W\d_][^\d@<>_/\\:;]{0,40}")


def columns_of(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Column, ...]:
    """What each column holds; `rows` are those below the header."""
    sample = rows[:_SAMPLE]
    fields = [field_of(word) for word in header]
    guessed: dict[int, Field] = {}
    for wanted, fits in (
        (Field.ADDRESS, _are_addresses),
        (Field.KANA, _are_kana),
        (Field.NAME, _are_names),
    ):
        if _is_there(wanted, {*fields, *guessed.values()}):
            continue
        at = next(
            (
                place
                for place, field in enumerate(fields)
                if field is None
                and place not in guessed
                and fits(_cells(sample, place))
            ),
            None,
        )
        if at is not None:
            guessed[at] = wanted
    fields = [guessed.get(place, field) for place, field in enumerate(fields)]
    return tuple(
        Column(
            tidy(word),
            field,
            _example(sample, place, field),
            by_content=place in guessed,
        )
        for place, (word, field) in enumerate(zip(header, fields, strict=True))
    )


def _example(rows: Sequence[Sequence[str]], place: int, field: Field | None) -> str:
    """The first value; nothing of a column that is left out, which may be a password."""
    if field in (None, Field.LEFT_OUT):
        return ""
    return next(iter(_cells(rows, place)), "")[:_EXAMPLE]


@lru_cache(maxsize=1024)
def field_of(header: str) -> Field | None:
    """What the column of this header holds; None when nobody knows.

    A Japanese header may stand inside a longer one (ローマ字表記, 勤務先拠点), unless the
    longer one is about something else (部署コード, 会社名フリガナ).  An address under a
    longer header (別のメールアドレス) is a further one.
    """
    key = _key(header)
    known = _known()
    if key in known or key.isascii() or any(word in key for word in _ABOUT_OTHERS):
        return known.get(key)
    if (part := _part_of_name(key)) is not None:
        return part
    within = [word for word in known if len(word) > 1 and word in key]
    within = [word for word in within if not word.isascii()]
    if within and any(word in key for word in _PRIVATE):
        return Field.LEFT_OUT
    found = known[max(within, key=len)] if within else None
    return Field.MORE_ADDRESSES if found is Field.ADDRESS else found


def is_known(header: str) -> bool:
    """Does exactly this header stand in our table?"""
    return _key(header) in _known()


def _part_of_name(key: str) -> Field | None:
    """`よみがな（姓）`, `社員名カナ`, `ローマ字（名）`: the script, the part."""
    for script, fields in (
        (_READINGS, (Field.KANA, Field.KANA_FAMILY, Field.KANA_GIVEN)),
        (_ROMAN, (Field.ROMAJI, Field.ROMAJI_FAMILY, Field.ROMAJI_GIVEN)),
    ):
        if script.search(key) and not _NOT_A_NAME.search(key):
            rest = _WHOLE.sub("", script.sub("", key))
            whole, family, given = fields
            if "姓" in rest or "名字" in rest:
                return family
            return given if "名" in rest else whole
    return None


def known_headers(row: Sequence[str]) -> int:
    """How many headers we know stand in this row; none in one with an address."""
    if any("@" in tidy(cell) for cell in row):
        return 0
    return sum(field_of(cell) is not None for cell in row)


def _is_there(wanted: Field, fields: set[Field | None]) -> bool:
    also = {
        Field.ADDRESS: {Field.LOGIN, Field.MORE_ADDRESSES},
        Field.KANA: {Field.KANA_FAMILY, Field.KANA_GIVEN},
        Field.NAME: {Field.FAMILY, Field.GIVEN},
    }
    return not fields.isdisjoint({wanted, *also[wanted]})


def _are_addresses(cells: list[str]) -> bool:
    return _mostly(cells, lambda cell: bool(addresses_in(cell)))


def _are_kana(cells: list[str]) -> bool:
    return _mostly(cells, is_kana) and len(set(cells)) * 2 > len(cells)


def _are_names(cells: list[str]) -> bool:
    """Words without digits, hardly one like another: no 部署, no 拠点."""
    return len(set(cells)) >= _MOST * len(cells) and _mostly(
        cells,
        lambda cell: (
            _A_NAME.fullmatch(cell) is not None
            and (is_cjk(cell) or " " in cell or "," in cell)
        ),
    )


def _mostly(cells: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(fits, cells)) >= _MOST * len(cells)


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """What stands in a column, where anything does."""
    cells = (tidy(row[place]) for row in rows if place < len(row))
    return [cell for cell in cells if cell]


@cache
def _known() -> dict[str, Field]:
    return {
        _key(header): Field(field)
        for field, header in tables.rows("export_columns.tsv")
    }


def _key(header: str) -> str:
    """`First Name [Required]`, `first_name` → `firstname`."""
    folded = unicodedata.normalize("NFKC", _REMARK.sub("", header)).casefold()
    folded = _DASH.sub("", folded)
    return _BETWEEN.sub("", folded)

"""A header of a list of people → what its column holds.

    User principal name, 所属部署, よみがな（姓）, Date of Exit

Headers are compared by `tables/export_columns.tsv`; a program that writes others needs a
word there and nothing here.  A longer header is understood by the words in it, unless it
is about something else: 部署コード is no department, 上司のメールアドレス nobody's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from honmono import tables
from honmono.setup.exports._core import Field
from honmono.setup.person_names import tidy

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
_FAMILY: Final = "(?:family|last|sur) ?name"
_GIVEN: Final = "(?:given|first) ?name"
_LATIN: Final = "english|roman|romaji|alphabet"
_ENGLISH: Final[tuple[tuple[Field | None, tuple[str, ...]], ...]] = (
    (None, ("id|code|no|number|phone|password|birth",)),
    (Field.LEFT_OUT, ("mail", "private|personal|home|recovery|alternat[a-z]+|manager")),
    (Field.MORE_ADDRESSES, ("e?mails?|alias(?:es)?",)),
    (Field.LEFT, ("date|day", "exit|leaving|termination|resignation|separation")),
    (Field.STATUS, ("status",)),
    (Field.KANA_FAMILY, (_FAMILY, "kana")),
    (Field.KANA_GIVEN, (_GIVEN, "kana")),
    (Field.KANA, ("kana",)),
    (Field.ROMAJI_FAMILY, (_FAMILY, _LATIN)),
    (Field.ROMAJI_GIVEN, (_GIVEN, _LATIN)),
    (Field.FAMILY, (_FAMILY,)),
    (Field.GIVEN, (_GIVEN,)),
    (Field.ROMAJI, ("name", _LATIN)),
    (Field.NAME, ("(?:full|employee|staff|member|display) name|name kanji",)),
    (Field.DEPARTMENT, ("department|dept|section|division",)),
    (Field.TITLE, ("designation|(?:job|organizations?) title|position",)),
)
"""Words of English headers; the first line counts of which every group is found."""


@lru_cache(maxsize=1024)
def field_of(header: str) -> Field | None:
    """What the column of this header holds; None when nobody knows.

    A Japanese header may stand inside a longer one (ローマ字表記, 勤務先拠点), unless the
    longer one is about something else (部署コード, 会社名フリガナ).  An address under a
    longer header (別のメールアドレス) is a further one.
    """
    key = _key(header)
    known = _known()
    rest = key.replace("会社", "") if "メール" in key else key  # 会社メール2
    if key in known or any(word in rest for word in _ABOUT_OTHERS):
        return known.get(key)
    if key.isascii():
        return _in_english(_REMARK.sub("", header))
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
            if rest.startswith("氏") or "姓" in rest or "名字" in rest:
                return family
            return given if "名" in rest else whole
    if _WHOLE.search(key):  # 名前（姓）
        return {"姓": Field.FAMILY, "名": Field.GIVEN}.get(_WHOLE.sub("", key))
    return None


def known_headers(row: Sequence[str]) -> int:
    """How many headers we know stand in this row; none in one with an address."""
    if any("@" in tidy(cell) for cell in row):
        return 0
    return sum(field_of(cell) is not None for cell in row)


def _in_english(header: str) -> Field | None:
    """`Family Name (Kanji)`, `dept_name`, `Date of Exit`."""
    words = re.sub(r"[^a-z]+", " ", header.casefold()).replace("e mail", "mail")
    words = f" {words} ".replace(" email ", " mail ")
    for field, groups in _ENGLISH:
        if all(re.search(rf"\b(?:{group})\b", words) for group in groups):
            return field
    return None


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

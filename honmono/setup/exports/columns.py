"""Columns of a list of people: told by their header, else by what stands in them.

    Display name, User principal name, Block credential      known headers
    連絡用    taro@example.co.jp, hanako@example.co.jp, …       unknown: addresses
    User name    山田 太郎, 佐藤 花子, …                         no login, whatever it says

What a header says is told in `headers.py`.  Of two columns for one thing the first with
anything in it counts.  A column that nobody understands is shown as not used: it is not
guessed at when there is an address and a name already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from honmono.setup.exports._core import Column, Field
from honmono.setup.exports.accounts import addresses_in
from honmono.setup.exports.headers import field_of
from honmono.setup.person_names import is_cjk, is_kana, tidy

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
    fields = [
        _held(field_of(word), _cells(sample, place))
        for place, word in enumerate(header)
    ]
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


def _held(field: Field | None, cells: list[str]) -> Field | None:
    """None where something else stands in the column than its header says."""
    if field is Field.ADDRESS and cells and not any(map(addresses_in, cells)):
        return None
    if field is Field.LOGIN and _are_names(cells):
        return None
    if field is Field.KANA and cells and not any(map(is_kana, cells)):
        return None if any(map(is_cjk, cells)) else field
    return field


def _is_there(wanted: Field, fields: set[Field | None]) -> bool:
    also = {
        Field.ADDRESS: {Field.LOGIN},
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

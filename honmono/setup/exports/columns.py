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
from functools import cache
from typing import Final

from honmono import tables
from honmono.setup.exports._core import Column, Field
from honmono.setup.exports.accounts import addresses_in
from honmono.setup.person_names import is_cjk, is_kana, tidy

_REMARK: Final = re.compile(r"\[[^\]]*\]")
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
    return tuple(
        Column(
            tidy(word),
            guessed.get(place, field),
            next(iter(_cells(sample, place)), "")[:_EXAMPLE],
            by_content=place in guessed,
        )
        for place, (word, field) in enumerate(zip(header, fields, strict=True))
    )


def field_of(header: str) -> Field | None:
    """What the column of this header holds; None when nobody knows."""
    return _known().get(_key(header))


def is_header(row: Sequence[str]) -> bool:
    """Is this row the names of columns?  One known word, and no address."""
    return any(map(field_of, row)) and not any("@" in cell for cell in row)


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
        for field, *headers in tables.rows("export_columns.tsv")
        for header in headers
    }


def _key(header: str) -> str:
    """`First Name [Required]`, `first_name` → `firstname`."""
    folded = unicodedata.normalize("NFKC", _REMARK.sub("", header)).casefold()
    return _BETWEEN.sub("", folded)

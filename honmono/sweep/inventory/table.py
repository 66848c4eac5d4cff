"""The bytes of a list → its rows, whatever program wrote them.

    PC台帳 2022年5月                       a title: passed over
    資産番号,コンピューター名,拠点         the head
    ="0014",TKY-PC014,東京                  Excel's way to keep zeros: 0014

Shift_JIS, UTF-8, UTF-16; commas, tabs, semicolons.  A quote that nobody closes costs its
own line, which is told, and not the rest of the file.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from honmono.sweep.inventory._core import InventoryError, Trouble, plain
from honmono.sweep.inventory.columns import is_known

MAX_FILE: Final = 32 * 2**20
"""Bytes; 60,000 PCs with all columns of a directory have 25 MB."""

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
"""Each of them is a choice on a page."""

_MAX_CELL: Final = 1_000
_MAX_LINE: Final = 100_000
_MAX_HEIGHT: Final = 40
"""Lines of one row; a note in several lines has ten."""

_HEAD: Final = 15
"""Rows among which the head is sought: lists begin with a title, a date, a legend."""

_DELIMITERS: Final = ",\t;"
_NOT_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEP: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_FORMULA: Final = re.compile(r'="(.*)"')
_UTF16: Final = 0.9
"""Part of the zero bytes on one side of pairs, above which a text is UTF-16."""

_SAMPLE: Final = 4_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list as rows of cells."""

    headers: tuple[str, ...]
    """As the file has them; a second `名称` is `名称 (2)`, none is `#7`."""

    rows: tuple[Row, ...]
    troubles: tuple[Trouble, ...]

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Its first rows, for whoever says which column holds what."""
        return tuple(row.cells for row in self.rows[:5])


def read_table(content: bytes) -> Table:
    """The rows of a list.

    Raises:
        InventoryError: it is no table at all.

    """
    if len(content) > MAX_FILE:
        raise InventoryError("too-long", most=str(MAX_FILE >> 20))
    if content.startswith(_NOT_TEXT):
        raise InventoryError("workbook")
    lines, begin, delimiter = _lines(_text(content))
    troubles: list[Trouble] = []
    rows = list(_rows(lines, begin, delimiter, troubles))
    if not rows:
        raise InventoryError("empty")
    at = _head_of(rows)
    headers = _headers(rows[at].cells)
    if len(headers) > MAX_COLUMNS:
        raise InventoryError("too-wide", most=str(MAX_COLUMNS))
    body = tuple(_fitting(rows[at + 1 :], len(headers), troubles))
    return Table(headers, body, tuple(sorted(troubles, key=lambda one: one.line)))


def _text(content: bytes) -> str:
    """Whatever its encoding: by its mark, by its zeros, else the one that fits better."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    high, low = content[:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    if max(high, low) > _UTF16 * (high + low):
        return content.decode("utf-16-be" if high > low else "utf-16-le", "replace")
    both = [content.decode(name, "replace") for name in ("utf-8", "cp932")]
    return min(both, key=lambda text: text.count("\ufffd"))


def _lines(text: str) -> tuple[list[str], int, str]:
    """The lines, on which one the rows begin, and what stands between cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begin = 0
    while begin < len(lines) and not lines[begin].strip():
        begin += 1
    if begin < len(lines) and (sep := _SEP.fullmatch(lines[begin])):
        return lines, begin + 1, sep[1]
    if begin < len(lines) and lines[begin].lstrip('"').startswith("#TYPE"):
        begin += 1
    counts = Counter("".join(line[:_SAMPLE] for line in lines[begin : begin + _HEAD]))
    return lines, begin, max(_DELIMITERS, key=lambda mark: counts[mark])


def _rows(
    lines: list[str], at: int, delimiter: str, troubles: list[Trouble]
) -> Iterator[Row]:
    count = 0
    while at < len(lines):
        height = _height(lines, at)
        if height is None:
            troubles.append(Trouble(at + 1, "quote"))
            at += 1
            continue
        piece = "\n".join(lines[at : at + height])
        at, line = at + height, at + 1
        if not piece.strip():
            continue
        if count == MAX_ROWS:
            troubles.append(Trouble(line, "too-many", {"most": str(MAX_ROWS)}))
            return
        cells = _cells(piece, delimiter)
        if cells is None:
            troubles.append(Trouble(line, "row"))
        elif any(cells):
            count += 1
            yield Row(line, cells)


def _height(lines: list[str], start: int) -> int | None:
    """How many lines the row has that begins here; None when its quote stays open."""
    quotes = 0
    for count, line in enumerate(islice(lines, start, start + _MAX_HEIGHT), start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return None


def _cells(piece: str, delimiter: str) -> tuple[str, ...] | None:
    if len(piece) > _MAX_LINE:
        return None
    try:
        (cells,) = csv.reader([piece], delimiter=delimiter, skipinitialspace=True)
    except (csv.Error, ValueError):
        return None
    return tuple(_plain_cell(cell) for cell in cells)


def _plain_cell(cell: str) -> str:
    """One line of what can be seen; Excel's `="0012"` and `'0012` are 0012."""
    text = "".join(c if c.isprintable() else " " for c in cell[:_MAX_CELL]).strip()
    if found := _FORMULA.fullmatch(text):
        text = found[1]
    return text.removeprefix("'").strip()


def _head_of(rows: Sequence[Row]) -> int:
    """Which row names the columns: that with most known words, else the first wide one."""
    known = [sum(map(is_known, row.cells)) for row in rows[:_HEAD]]
    if max(known) > 0:
        return known.index(max(known))
    wide = (at for at, row in enumerate(rows[:_HEAD]) if sum(map(bool, row.cells)) > 1)
    return next(wide, 0)


def _headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Each with a name of its own."""
    named: list[str] = []
    seen: Counter[str] = Counter()
    for at, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:100] or f"#{at}"
        seen[plain(name)] += 1
        again = seen[plain(name)]
        named.append(name if again == 1 else f"{name} ({again})")
    return tuple(named)


def _fitting(rows: Sequence[Row], width: int, troubles: list[Trouble]) -> Iterator[Row]:
    """Excel leaves out empty cells at the end; more cells than columns are no row."""
    for row in rows:
        if any(row.cells[width:]):
            values = {"count": str(len(row.cells)), "width": str(width)}
            troubles.append(Trouble(row.line, "cells", values))
            continue
        missing = ("",) * (width - len(row.cells))
        yield Row(row.line, (*row.cells[:width], *missing))

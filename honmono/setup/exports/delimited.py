"""Lists as tables: CSV of any program, with commas, semicolons or tabs.

    #TYPE Microsoft.Exchange.Data.Directory.Management.Mailbox
    "DisplayName","PrimarySmtpAddress","RecipientTypeDetails"
    "山田 太郎","yamada@example.co.jp","UserMailbox"

A row is one line, or several while a quote is open; a quote that nobody closes costs its
own line and not the rest of the file.  Rows that differ in their number of cells are read
as far as they go.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from honmono.setup.exports._core import (
    Column,
    Field,
    Form,
    Listed,
    Problem,
    Read,
    Values,
)
from honmono.setup.exports.accounts import listed
from honmono.setup.exports.columns import columns_of
from honmono.setup.exports.decoding import lines_of
from honmono.setup.exports.headers import is_known, known_headers
from honmono.setup.person_names import fuller, tidy

_DELIMITERS: Final = ",;\t|"
_TYPE_LINE: Final = "#TYPE"
_MAX_LINES: Final = 40
"""Lines of one row; an address in several lines has five."""

_BROKEN: Final = "\ufffd"
_LOST: Final = "??"
"""What PowerShell's `Export-Csv` writes for two kanji when it is not told an encoding."""

_TOLD: Final = (Field.NAME, Field.FAMILY, Field.GIVEN, Field.ADDRESS, Field.LOGIN)
"""What a complaint shows of a row: in the others may be a password."""

_HEAD: Final = 15
"""Rows among which the header is sought: some lists begin with their own title."""

_SHOWN: Final = 60
_A_TABLE: Final = 3
"""Columns, from which on a row with a single cell is no person."""

_HEADING: Final = re.compile(
    r"[【\[［■□●○◆◇▼▽<＜].{1,40}|[^@]{1,30}(?:部|課|室|係|支店|支社|営業所|本社|チーム)"
)
_TOTALS: Final = frozenset(("合計", "総計", "小計", "計", "総数", "total", "subtotal"))
_HOW_TO_FILL: Final = re.compile("必須|任意|半角|全角|required|optional|mandatory")
_HEX: Final = re.compile(r"X'((?:[0-9A-Fa-f]{2})+)'")
_FORMULA: Final = re.compile(r'="([^"]*)"')
_ADDED: Final = frozenset(
    (Field.ADDRESS, Field.MORE_ADDRESSES, Field.KIND, Field.STATUS, Field.BLOCKED)
)


class Row(NamedTuple):
    """The cells of one row, and the line on which it begins."""

    line: int
    cells: list[str]


def read(text: str) -> Read:
    """Every account of a table."""
    problems: list[Problem] = []
    rows = list(_rows(text, problems))
    head = _header_of(rows)
    if head is None:
        width = max((len(row.cells) for row in rows), default=0)
        header, body = [""] * width, rows
    else:
        header, body = rows[head].cells, rows[head + 1 :]
    columns = columns_of(header, [row.cells for row in body])
    if not any(column.field for column in columns):
        return Read(columns, (), (*problems, Problem(1, "problem-no-columns")))
    accounts = list(_accounts(columns, body, problems))
    return Read(columns, tuple(accounts), tuple(sorted(problems)))


def _header_of(rows: Sequence[Row]) -> int | None:
    """Which of the first rows names the columns: that with most words we know.

    Where we know none it is the first, if it alone has no address.
    """
    known = [known_headers(row.cells) for row in rows[:_HEAD]]
    most = max(known, default=0)
    if most:
        return known.index(most)
    addressed = [any("@" in tidy(cell) for cell in row.cells) for row in rows[:_HEAD]]
    return 0 if len(rows) > 1 and not addressed[0] and all(addressed[1:]) else None


def _accounts(
    columns: Sequence[Column], rows: Sequence[Row], problems: list[Problem]
) -> Iterator[Listed]:
    used = _in_order(columns)
    heading = ""
    for row in rows:
        if (found := _heading(row, len(columns))) is not None:
            heading = found
            continue
        if _is_about_the_list(row):
            continue
        values: Values = {}
        for place, field in used:
            cell = row.cells[place].strip() if place < len(row.cells) else ""
            if cell:
                _put(values, field, _plain(cell))
        if heading:
            values.setdefault(Field.DEPARTMENT, heading)
        account = listed(values, row.line)
        shown = " ".join(values.get(field, "") for field in _TOLD).strip()[:_SHOWN]
        if account is None:
            if any(cell.strip() for cell in row.cells):
                problems.append(Problem(row.line, "problem-nobody", shown))
        elif _BROKEN in account.name + account.kana + "".join(account.addresses):
            problems.append(Problem(row.line, "problem-characters", shown))
        elif _LOST in account.name:
            problems.append(Problem(row.line, "problem-question-marks", shown))
        else:
            yield account


def _in_order(columns: Sequence[Column]) -> list[tuple[int, Field]]:
    """The columns in use, the one that says most first.

    A header that we know says more than one in which a word is known (部門, 組織名), then
    DisplayName more than Name, Job Title more than Title.
    """
    used = [(at, each) for at, each in enumerate(columns) if each.field]
    used.sort(key=lambda each: (not is_known(each[1].header), -len(each[1].header)))
    return [(at, column.field) for at, column in used if column.field]


def _heading(row: Row, width: int) -> str | None:
    """`【営業部】` alone in its row stands above the people of a department."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) != 1 or width < _A_TABLE or not _HEADING.fullmatch(filled[0]):
        return None
    return filled[0].strip("【】[]［］■□●○◆◇▼▽<>＜＞ 　")


def _is_about_the_list(row: Row) -> bool:
    """`合計,12名` at its foot, or `必須,全角カナ,任意` below its header."""
    filled = [word for cell in row.cells if (word := tidy(cell).casefold())]
    total = bool(filled) and filled[0].rstrip(":") in _TOTALS
    return total or (bool(filled) and all(map(_HOW_TO_FILL.match, filled)))


def _plain(cell: str) -> str:
    """`X'e5b1b1e794b0'`, which csvde writes for what is not ASCII; Excel's `="0012"`."""
    if found := _HEX.fullmatch(cell):
        return bytes.fromhex(found[1]).decode("utf-8", "replace")
    return found[1] if (found := _FORMULA.fullmatch(cell)) else cell


def _put(values: Values, field: Field, cell: str) -> None:
    """The first column of a kind that says something; the fuller name; all addresses."""
    if field in _ADDED and field in values:
        values[field] += f";{cell}"
    elif field is Field.NAME and field in values:
        values[field] = fuller(values[field], cell)
    else:
        values.setdefault(field, cell)


def _rows(text: str, problems: list[Problem]) -> Iterator[Row]:
    """Cut into rows and cells; what a type line or blank line is, is passed over."""
    lines = lines_of(text)
    delimiter = _delimiter(lines)
    at = 0
    while at < len(lines):
        count = _height(lines, at)
        if count is None:
            problems.append(Problem(at + 1, "problem-quote"))
            at += 1
            continue
        piece = "\n".join(lines[at : at + count])
        if piece.strip() and not piece.startswith(_TYPE_LINE):
            try:
                (cells,) = csv.reader(
                    [piece], delimiter=delimiter, skipinitialspace=True
                )
                yield Row(at + 1, cells)
            except (csv.Error, ValueError):
                problems.append(Problem(at + 1, "problem-row"))
        at += count


def _height(lines: list[str], start: int) -> int | None:
    """How many lines the row has that begins here; None when its quote stays open."""
    quotes = 0
    for count, line in enumerate(islice(lines, start, start + _MAX_LINES), start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return None


def _delimiter(lines: list[str]) -> str:
    """The one of which the first lines have most."""
    head = [line for line in lines[:_HEAD] if not line.startswith(_TYPE_LINE)]
    counts = Counter("".join(head))
    return max(_DELIMITERS, key=lambda mark: counts[mark])


FORM: Final = Form("csv", lambda text: bool(text.strip()), read)

"""The bytes of an export → its rows, whatever program wrote them.

    #TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser
    "SamAccountName","pwdLastSet"
    "yamada","132974460000000000"

    {"value": [{"userPrincipalName": "yamada@…", "lastPasswordChangeDateTime": "…Z"}]}

A quote that nobody closes ends the reading and is named: what follows may be anything.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from honmono.incident.exchange.directory._core import DirectoryError, Problem
from honmono.mail.message.charsets import decode

MAX_FILE: Final = 64 * 2**20
"""Bytes of one export; 100,000 accounts with all their columns have 50 MB."""

MAX_ROWS: Final = 1_000_000
MAX_COLUMNS: Final = 1_000
"""A directory has 200 at most; each of them is a choice on a page."""

_DELIMITERS: Final = ",;\t"
_NOT_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NOTE: Final = re.compile(r"\[.*?\]")


@dataclass(frozen=True, slots=True)
class Table:
    """An export as rows of named cells."""

    headers: tuple[str, ...]
    """As the file has them."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    """Line, and each cell by its plain header."""

    problems: tuple[Problem, ...]


def read_table(content: bytes) -> Table:
    """The rows.

    Raises:
        DirectoryError: it is no table at all.

    """
    if len(content) > MAX_FILE:
        raise DirectoryError("too-long", limit=str(MAX_FILE >> 20))
    if content.startswith(_NOT_TEXT):
        raise DirectoryError("workbook")
    text, _ = decode(content, "")
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        return _of_json(text)
    return _of_csv(text)


def plain(header: str) -> str:
    """How headers are compared: `Email Address [Required]` → `emailaddress`."""
    folded = unicodedata.normalize("NFKC", _NOTE.sub("", header)).casefold()
    return "".join(c for c in folded if c.isalnum())


def _of_csv(text: str) -> Table:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body = text.lstrip("\n")
    if body.startswith("#TYPE"):
        body = body.partition("\n")[2]
    skipped = text.count("\n") - body.count("\n")
    text = body
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    lines = list(_lines(reader, problems, skipped))
    if not lines:
        raise DirectoryError("empty")
    headers = tuple(lines[0][1])
    _require_narrow(len(headers))
    names = [plain(header) for header in headers]
    rows = []
    for line, cells in lines[1:]:
        if len(cells) == len(names):
            rows.append((line, dict(zip(names, cells, strict=True))))
        elif any(cell.strip() for cell in cells):
            problems.append(Problem(line, "cells", str(len(cells))))
    return Table(headers, tuple(rows), tuple(problems))


def _lines(
    reader: Any, problems: list[Problem], skipped: int
) -> Iterator[tuple[int, list[str]]]:
    begins = skipped + 1
    for number in range(MAX_ROWS + 1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem(begins, "quote"))
            return
        if number == MAX_ROWS:
            problems.append(Problem(begins, "too-many"))
            return
        yield begins, cells
        begins = skipped + reader.line_num + 1


def _require_narrow(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise DirectoryError("too-wide", limit=str(MAX_COLUMNS))


def _of_json(text: str) -> Table:
    if text.count("{") > 2 * MAX_ROWS:  # a hundred bytes of memory for each of two
        raise DirectoryError("too-long", limit=str(MAX_FILE >> 20))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise DirectoryError("no-json") from None
    problems = []
    if isinstance(data, dict) and "@odata.nextLink" in data:
        problems.append(Problem(0, "next-page"))
    objects = data.get("value", [data]) if isinstance(data, dict) else data
    if not isinstance(objects, list):
        raise DirectoryError("no-list")
    headers: dict[str, None] = {}
    rows = []
    for number, one in enumerate(objects[:MAX_ROWS], start=1):
        if not isinstance(one, dict):
            problems.append(Problem(number, "no-object"))
            continue
        _require_narrow(len(one))
        headers |= dict.fromkeys(one)
        _require_narrow(len(headers))
        rows.append((number, {plain(key): _cell(v) for key, v in one.items()}))
    if len(objects) > MAX_ROWS:
        problems.append(Problem(MAX_ROWS + 1, "too-many"))
    return Table(tuple(headers), tuple(rows), tuple(problems))


def _cell(value: object) -> str:
    """A value as a cell; PowerShell 5.1 wraps dates into an object."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("DateTime")
    return "" if value is None or isinstance(value, list | dict) else str(value)

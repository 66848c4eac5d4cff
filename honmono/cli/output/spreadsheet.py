"""One row a mail for a spreadsheet (RFC 4180), in which no cell can be a formula.

    "=HYPERLINK(…)" <a@example.net>      the cell begins with ', and stays text

Spreadsheets run what begins with `=`, `+`, `-` or `@`, also in full width as a Japanese
keyboard writes it, and also behind blanks that they take away first.  What a mail says may
be any of it.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Final

from honmono.check.record import Record
from honmono.cli.output._core import Layout
from honmono.text import harmless

COLUMNS: Final = (
    "source", "sha256", "date", "from_name", "from_address", "subject", "answer",
    "probability", "kinds", "hazards", "person", "reasons", "defects", "error",
    "via_source", "via_reporter",
)  # fmt: skip

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@")

_MAX_CELL: Final = 2_000
"""Characters of a cell with line ends or other characters that have no shape."""


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


HEAD: Final = _line(COLUMNS)


def mail(record: Record, layout: Layout) -> str:
    """Make the row."""
    sender, via = record["from"] or {}, record["via"] or {}
    cells = {
        **record,
        "from_name": sender.get("name"),
        "from_address": sender.get("address"),
        "kinds": ",".join(record["kinds"]),
        "hazards": ",".join(record["hazards"]),
        "person": (record["claims"] or {}).get("person"),
        "reasons": " ".join(record["reasons"][layout.language]),
        "defects": ",".join(record["defects"]),
        "via_source": via.get("source"),
        "via_reporter": via.get("reporter"),
    }
    return _line(tuple(cell(cells[column]) for column in COLUMNS))


def cell(value: object) -> str:
    """Make a cell that no spreadsheet runs: a mail chose the text."""
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = harmless(text, _MAX_CELL)
    seen = unicodedata.normalize("NFKC", text[:_MAX_CELL]).lstrip()
    return f"'{text}" if seen.startswith(_STARTS_A_FORMULA) else text

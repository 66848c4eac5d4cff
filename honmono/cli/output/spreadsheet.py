"""One row a mail for a spreadsheet (RFC 4180), in which no cell can be a formula.

    "=HYPERLINK(…)" <a@example.net>      the cell begins with ', and stays text

What a mail says may be any text; `text/cells.py` knows what spreadsheets run.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from honmono.check.record import Record
from honmono.cli.output._core import Layout
from honmono.text.cells import cell

COLUMNS: Final = (
    "source", "sha256", "date", "from_name", "from_address", "subject", "answer",
    "probability", "kinds", "hazards", "person", "reasons", "defects", "error",
    "via_source", "via_reporter",
)  # fmt: skip


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

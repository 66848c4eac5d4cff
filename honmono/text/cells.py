"""A cell of a table that no spreadsheet runs, whoever chose its text.

    =HYPERLINK(…)      the cell begins with ', and stays text

Spreadsheets run what begins with `=`, `+`, `-` or `@`, also in full width as a Japanese
keyboard writes it, and also behind blanks that they take away first.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from honmono.text import harmless

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@")

_MAX_CELL: Final = 2_000
"""Characters of a cell with line ends or other characters that have no shape."""


def cell(value: object) -> str:
    """Make a cell that no spreadsheet runs: a mail chose the text."""
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = harmless(text, _MAX_CELL)
    seen = unicodedata.normalize("NFKC", text[:_MAX_CELL]).lstrip()
    return f"'{text}" if seen.startswith(_STARTS_A_FORMULA) else text

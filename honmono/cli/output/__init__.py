"""What is printed for one mail: lines for people, JSON, a row of a spreadsheet.

Each format is a function from a record to the text that stands on standard output, so it
runs where the mail was judged, in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from honmono.check.record import Record
from honmono.cli._core import Format
from honmono.cli.output import counts, jsonl, spreadsheet, view
from honmono.cli.output._core import ANSWERS, UNREAD, Layout

MAIL: Final[dict[Format, Callable[[Record, Layout], str]]] = {
    Format.text: view.mail,
    Format.jsonl: jsonl.mail,
    Format.csv: spreadsheet.mail,
}
"""How one mail is printed."""


def head(layout: Layout) -> str:
    """What stands above the first mail."""
    if layout.format is Format.csv:
        return spreadsheet.HEAD
    return view.head(layout) if layout.format is Format.text else ""


def foot(numbers: Mapping[str, int], layout: Layout) -> str:
    """What stands below the last mail: for people, how many of each answer."""
    return counts.table(numbers, layout) if layout.format is Format.text else ""


__all__ = ["ANSWERS", "MAIL", "UNREAD", "Layout", "foot", "head"]

"""The table that ends the view: how many mails got which answer, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from honmono.cli.output._core import ANSWERS, UNREAD, Layout
from honmono.cli.output.lines import Style, Text, columns, paint, width_of, wrap
from honmono.cli.output.view import NARROW, label, label_width, rule
from honmono.text import say

_NUMBER: Final = 7
"""Columns of a count; more digits push the rest aside."""


def table(numbers: Mapping[str, int], layout: Layout) -> str:
    """Make the table; nothing at all for no mail."""
    if not numbers:
        return ""
    return "".join(
        paint(line, colour=layout.colour) + "\n" for line in _lines(numbers, layout)
    )


def _lines(numbers: Mapping[str, int], layout: Layout) -> Iterator[Text]:
    def words(key: str) -> str:
        return say("cli", key, layout.language)

    yield rule(layout)
    left = label_width(layout)
    heads = [(words(f"column-{name}"), Style.BOLD) for name in ("answer", "count")]
    yield from _row(heads[0], heads[1][0], words("column-meaning"), left, layout)
    for answer in ANSWERS:
        if answer != UNREAD or numbers.get(answer):
            count, meaning = f"{numbers.get(answer, 0):,}", words(f"meaning-{answer}")
            yield from _row(label(answer, layout), count, meaning, left, layout)


def _row(
    first: tuple[str, Style], count: str, meaning: str, left: int, layout: Layout
) -> Iterator[Text]:
    """Name, number, meaning; on a narrow page the meaning stands below."""
    pad = " " * (left - columns(first[0]))
    number = " " * (_NUMBER - columns(count)) + count
    line: Text = (first, (pad + number + "  ", Style.PLAIN))
    narrow = layout.width < NARROW
    if narrow:
        yield line
        line = (("  ", Style.PLAIN),)
    indent = width_of(line)
    for part in wrap(((meaning, Style.PLAIN),), max(layout.width - indent, 1)):
        yield (*line, *part)
        line = ((" " * indent, Style.PLAIN),)

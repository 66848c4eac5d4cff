"""Quotes and signatures that HTML marks: which lines of the text they are.

    <blockquote>…</blockquote>             lines of a quote
    <div class="gmail_signature">…</div>   lines of a signature
    <div id="appendonsend"></div>          a point: a quote begins there

The marks come from `html_to_text`; whether the lines are what they say is `quotes.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple


class Box(NamedTuple):
    """Lines that a program put into an element of its own."""

    start: int
    end: int


def find_boxes(
    lines: list[str], marks: tuple[tuple[int, str], ...]
) -> tuple[tuple[Box, ...], frozenset[int], tuple[Box, ...]]:
    """Line ranges of quotes, lines with a point, line ranges of signatures."""
    at = _line_numbers(lines, marks)
    quotes: list[Box] = []
    signed: list[Box] = []
    points: set[int] = set()
    opened: list[tuple[str, int]] = []
    for (_, kind), line in zip(marks, at, strict=True):
        if kind == "point":
            points.add(line)
        elif kind != "end":
            opened.append((kind, line))
        elif opened:
            what, start = opened.pop()
            (signed if what == "signature" else quotes).append(Box(start, line))
    for what, start in opened:
        (signed if what == "signature" else quotes).append(Box(start, len(lines)))
    return tuple(sorted(quotes)), frozenset(points), tuple(signed)


def _line_numbers(lines: list[str], marks: tuple[tuple[int, str], ...]) -> list[int]:
    """The line that each mark stands in; marks are in order."""
    ends = list(accumulate(map(len, lines), lambda at, size: at + size + 1))
    last = len(lines) - 1
    return [min(bisect_left(ends, offset), last) for offset, _ in marks]

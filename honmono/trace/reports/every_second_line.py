"""A quote that was wrapped anew: only every second line has kept its `> `.

    > I have changed the price in          > I have changed the price in the
    the second                             > second table; please look at it.
    > table; please look at
    it.

Whoever wraps lines of a quote leaves the ends without a sign.  They are the quote's, where
lines with and without a sign take turns, no blank line parts them, and most of the lines
without one stop in the middle of a sentence.

It leaves alone: answers between the lines of a quote; they are sentences, or stand apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from honmono.mail.message import Role, Segment

LEAST: Final = 3
"""Lines with a sign."""

_MOST_BETWEEN: Final = 2
"""Lines without a sign in a row."""

_MAX_LINES: Final = 5_000
_ENDS: Final = tuple(".!?:;。！？：、」)）")


def filled(segments: Sequence[Segment]) -> Sequence[Segment]:
    """The segments, of which what lies between wrapped lines is quoted, too."""
    lines = "".join(segment.text for segment in segments).split("\n", _MAX_LINES)
    marked = [at for at, line in enumerate(lines) if line.lstrip()[:1] in (">", "＞")]
    if len(marked) < LEAST or not _take_turns(lines, marked):
        return segments
    first, end = marked[0], marked[-1] + 1
    if end < len(lines) and lines[end].strip():
        end += 1
    above = sum(len(line) + 1 for line in lines[:first])
    quoted = Segment(Role.QUOTED, "\n".join(lines[first:end]) + "\n")
    return [*_until(segments, above), quoted, *_own("\n".join(lines[end:]))]


def _take_turns(lines: Sequence[str], marked: Sequence[int]) -> bool:
    """Are they wrapped lines, all from the first sign to the last?"""
    broken = 0
    for at, following in pairwise(marked):
        between = [line.strip() for line in lines[at + 1 : following]]
        if not 1 <= len(between) <= _MOST_BETWEEN or not all(between):
            return False
        broken += not between[-1].endswith(_ENDS)
    return broken * 2 >= len(marked) - 1


def _until(segments: Sequence[Segment], end: int) -> list[Segment]:
    """The segments of the first `end` characters."""
    found: list[Segment] = []
    for role, text in segments:
        if end > 0:
            found.append(Segment(role, text[:end]))
        end -= len(text)
    return found


def _own(text: str) -> list[Segment]:
    return [Segment(Role.OWN, text)] if text else []

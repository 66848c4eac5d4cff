"""What two texts do not share: lines that went, lines that came, a few around them."""

from __future__ import annotations

from difflib import unified_diff
from typing import Final, NamedTuple

MOST: Final = 3_000
"""Lines that are compared.  Beyond, the work grows with their square."""

SHOWN: Final = 600
"""Lines that a page shows."""


class Line(NamedTuple):
    """One line of a difference."""

    kind: str
    """`came`, `went`, `stays`, `gap`."""

    text: str


class Difference(NamedTuple):
    """Two texts compared."""

    lines: tuple[Line, ...]
    whole: bool
    """False: more differs than is shown."""


_KINDS: Final = {"+": "came", "-": "went", " ": "stays", "@": "gap"}


def difference(old: str, new: str) -> Difference:
    """Compare two texts; what they share at begin and end is not looked at twice."""
    before, after = old.splitlines(), new.splitlines()
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    start = max(0, head - 3)
    before = before[start : len(before) - max(0, tail - 3)]
    after = after[start : len(after) - max(0, tail - 3)]
    cut = len(before) > MOST or len(after) > MOST
    found = [
        Line(_KINDS.get(line[:1], "stays"), line[1:])
        for line in list(unified_diff(before[:MOST], after[:MOST], lineterm=""))[2:]
    ]
    return Difference(tuple(found[:SHOWN]), not cut and len(found) <= SHOWN)


def _shared(before: list[str], after: list[str]) -> int:
    """How many lines are the same from the begin on."""
    for count, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return count
    return min(len(before), len(after))

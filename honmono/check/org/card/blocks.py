"""Which lines of a letter stand together, so that they could be one card.

    山田 太郎                     one paragraph

    例示株式会社                  the next, and both may be one card
    TEL 03-5555-0100

    よろしくお願いします。        a sentence: what stands below is another thing

It leaves alone: what stands in the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.check.org.card.lines import Line, Look, Role

MAX_JOINED: Final = 3
"""Paragraphs of one card: name, firm, contacts."""

MAX_GAP: Final = 3
"""Blank lines between two paragraphs of one card; text made from HTML has many."""

Block = tuple[int, ...]
"""Places of the lines of a block."""


def windows(at: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of up to `MAX_JOINED` paragraphs that hold this one."""
    for length in range(1, MAX_JOINED + 1):
        for low in range(max(0, at - length + 1), min(at, size - length) + 1):
            yield low, low + length


def runs(lines: list[Line]) -> Iterator[list[Block]]:
    """Yield neighbouring paragraphs of lines as cards have them.

    A sentence parts them, and so do many blank lines.  Single lines with a blank line
    between each are one paragraph: text made from HTML looks so.
    """
    run: list[Block] = []
    block: list[int] = []
    gap = 0
    dropping = label_waits = False
    for i, line in enumerate(lines):
        if line.look is Look.RULE:
            continue
        if line.look is Look.BLANK:
            gap += 1
            continue
        if gap and block:
            run.append(tuple(block))
            block = []
        if gap:
            dropping = label_waits
            label_waits = False
        if line.look is Look.PROSE or gap > MAX_GAP:
            if block:
                run.append(tuple(block))
            yield from _joined(run)
            run, block = [], []
        gap = 0
        if line.role is Role.ADDRESSED:
            block, dropping = [], False
        elif line.role in (Role.LABELLED, Role.FIELD):
            if line.role is Role.FIELD:
                block = []
            dropping = True
            label_waits = line.label_only
        elif line.look is Look.CARD:
            label_waits = False
            if not dropping:
                block.append(i)
        else:
            dropping = label_waits = False
    if block:
        run.append(tuple(block))
    yield from _joined(run)


def _joined(run: list[Block]) -> Iterator[list[Block]]:
    """Yield a run, its single lines put together."""
    if not run:
        return
    single: list[int] = []
    joined: list[Block] = []
    for block in (*run, ()):
        if len(block) == 1:
            single.extend(block)
            continue
        if single:
            joined.append(tuple(single))
            single = []
        if block:
            joined.append(block)
    yield joined

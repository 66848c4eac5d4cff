"""A trace for people: the answer first, then why, and what to do.

    [有力]  盗まれた可能性が最も高いのは、佐藤 花子 のメールボックスです（確率 96 %）。
            確率は見込みであって、証拠ではありません。…

    盗まれたかもしれないメールボックス
      96 %  佐藤 花子（sato@hoshimine.example） · 当社

What it says is made in `trace/evidence`; here it is only laid out, wide or narrow.  Names
and subjects in it were made harmless there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from honmono.cli.output._core import Layout
from honmono.cli.output.lines import Style, Text, beside, columns, paint, wrap
from honmono.cli.output.view import NARROW
from honmono.text import say
from honmono.trace.evidence import Entry, Page, Section, Tone
from honmono.trace.traced import Case

_STYLES: Final = {
    Tone.PLAIN: Style.PLAIN,
    Tone.STRONG: Style.BOLD,
    Tone.FAINT: Style.DIM,
}
_ALARMS: Final = (Case.OWN, Case.PARTNER, Case.BOTH, Case.SERVER)
"""Answers in red; that nothing was stolen is never green, because it is not proved."""

_INDENT: Final = 2
_GAP: Final = 2
_MEASURE: Final = 100
"""Columns of a sentence at most: longer lines are hard to read."""


def show(page: Page, layout: Layout) -> str:
    """Lay out the whole answer."""
    return _painted(_answer(page, layout), layout) + show_sections(
        page.sections, layout
    )


def show_sections(sections: Iterable[Section], layout: Layout) -> str:
    """Lay out sections: headings, and below them what they say."""
    return "".join(_painted(_section(each, layout), layout) for each in sections)


def jsonl(answer: Mapping[str, object]) -> str:
    """The one line of `--format jsonl`."""
    return json.dumps(answer, ensure_ascii=False, allow_nan=False) + "\n"


def _painted(lines: Iterable[Text], layout: Layout) -> str:
    return "".join(paint(line, colour=layout.colour) + "\n" for line in lines)


def _answer(page: Page, layout: Layout) -> Iterator[Text]:
    """The badge, and beside it (on a telephone below it) the answer."""
    word = say("trace", f"badge-{_badge(page)}", layout.language)
    badge = f" {word} " if layout.colour else f"[{word}]"
    narrow = layout.width < NARROW
    indent = 0 if narrow else columns(badge) + _GAP
    room = _room(layout, indent)
    body = wrap(((page.headline, Style.BOLD),), room)
    if page.caution:
        body += wrap(((page.caution, Style.PLAIN),), room)
    style = Style.FORGED if page.settled in _ALARMS else Style.UNPROVEN
    block: list[Text] = [((badge, style),)]
    yield from [*block, *body] if narrow else beside([(block, indent), (body, 0)])
    yield ()


def _badge(page: Page) -> str:
    return "decided" if page.settled else "undecided"


def _section(section: Section, layout: Layout) -> Iterator[Text]:
    yield from wrap(((section.heading, Style.BOLD),), _room(layout, 0))
    for level, block in _blocks(section.entries):
        labels = max(columns(entry.label) for entry in block)
        for entry in block:
            yield from _entry(entry, level, labels, layout)
    yield ()


def _blocks(entries: tuple[Entry, ...]) -> Iterator[tuple[int, list[Entry]]]:
    """Neighbours with labels share a column; a text without one stands alone."""
    block: list[Entry] = []
    for entry in entries:
        if block and (block[-1].level, bool(block[-1].label)) != (
            entry.level,
            bool(entry.label),
        ):
            yield block[0].level, block
            block = []
        block.append(entry)
    if block:
        yield block[0].level, block


def _entry(entry: Entry, level: int, labels: int, layout: Layout) -> Iterator[Text]:
    margin = _INDENT * (level + 1)
    hanging = labels + _GAP if labels else 0
    style = _STYLES[entry.tone]
    for number, line in enumerate(
        wrap(((entry.text, style),), _room(layout, margin + hanging))
    ):
        label = entry.label if number == 0 else ""
        pad = " " * (hanging - columns(label))
        yield (
            (" " * margin, Style.PLAIN),
            (label, Style.DIM),
            (pad, Style.PLAIN),
            *line,
        )


def _room(layout: Layout, indent: int) -> int:
    return max(min(layout.width - indent, _MEASURE), 10)

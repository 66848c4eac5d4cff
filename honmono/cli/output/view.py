"""One mail for people: *shown name over real address*, the answer, why, and what to fear.

    [偽物]          表示  山田 太郎
                    実際  xk3@mail.example.net
                              ^^^^^^^^^^^^^^^^
                    件名  請求書の件
                    理由  差出人名は『山田 太郎』ですが、…
                    危険  マクロを含む文書
                    場所  mail/1.eml

On a wide page the reasons stand beside the mail, on a narrow one (a telephone's) the
answer stands above it.  All text of the mail is made harmless before it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from honmono.check.record import Record
from honmono.cli.output import explained, marks
from honmono.cli.output._core import ANSWERS, UNREAD, Layout
from honmono.cli.output.lines import (
    Piece,
    Style,
    Text,
    beside,
    columns,
    paint,
    with_carets,
    wrap,
)
from honmono.mail.message import Defect
from honmono.text import harmless, keys, say

WIDE: Final = 100
"""Columns from which the reasons stand beside the mail."""

NARROW: Final = 60
"""Columns below which the answer stands above the mail."""

STYLES: Final = {
    "ours": Style.OURS,
    "forged": Style.FORGED,
    "unproven": Style.UNPROVEN,
    "unrelated": Style.UNRELATED,
    UNREAD: Style.ERROR,
}

_GAP: Final = 2
_MAX_SOURCE: Final = 300
_MAX_ERROR: Final = 300

_FIELDS: Final = (
    *("shown", "real", "reply", "subject", "why", "danger", "source", "via"),
)


def mail(record: Record, layout: Layout) -> str:
    """Make the lines of one mail, and an empty one."""
    answer = UNREAD if record["error"] else str(record["answer"])
    badge: list[Text] = [(label(answer, layout),)]
    left = label_width(layout)
    whom, why = list(_mail(record, layout)), list(_why(record, layout))
    last = list(_place(record))
    if layout.width >= WIDE:
        middle, right = _shares(layout)
        rows = beside(
            [
                (badge, left),
                (_block([*whom, *last], middle - _GAP, layout), middle),
                (_block(why, right, layout, without="why"), right),
            ]
        )
    elif layout.width >= NARROW:
        block = _block([*whom, *why, *last], layout.width - left, layout)
        rows = beside([(badge, left), (block, 0)])
    else:
        block = _block([*whom, *why, *last], layout.width - _GAP, layout)
        rows = iter([*badge, *_indented(block, _GAP)])
    lines = list(rows)
    if layout.explain and not record["error"]:
        indent = left if layout.width >= NARROW else _GAP
        lines += _indented(
            explained.lines(record, layout, layout.width - indent), indent
        )
    return "".join(paint(line, colour=layout.colour) + "\n" for line in [*lines, ()])


def head(layout: Layout) -> str:
    """The heads of the columns, where there are columns."""
    if layout.width < WIDE:
        return ""
    names = (
        say("cli", f"column-{n}", layout.language) for n in ("answer", "mail", "why")
    )
    widths = (label_width(layout), *_shares(layout))
    cells: list[tuple[list[Text], int]] = [
        ([((name, Style.BOLD),)], width)
        for name, width in zip(names, widths, strict=True)
    ]
    return "".join(
        paint(line, colour=layout.colour) + "\n"
        for line in (*beside(cells), rule(layout))
    )


def rule(layout: Layout) -> Text:
    """A line across the page."""
    return (("─" * layout.width, Style.DIM),)


def label(answer: str, layout: Layout) -> Piece:
    """The answer as a badge; without colours in brackets."""
    word = say("cli", f"answer-{answer}", layout.language)
    return (f" {word} " if layout.colour else f"[{word}]", STYLES[answer])


def label_width(layout: Layout) -> int:
    """Columns of the longest badge, and a gap."""
    words = (say("cli", f"answer-{answer}", layout.language) for answer in ANSWERS)
    return max(map(columns, words)) + 2 + _GAP


def _shares(layout: Layout) -> tuple[int, int]:
    """Columns of the mail and of the reasons, on a wide page."""
    rest = layout.width - label_width(layout)
    middle = rest * 9 // 20
    return middle, rest - middle


def _mail(record: Record, layout: Layout) -> Iterator[tuple[str, Text]]:
    """Who and what, as fields with their names."""
    if record["error"]:
        return
    who = marks.sender(record)
    if who.name:
        yield "shown", who.name
    gone = Defect.ADDRESS_GONE.value in record["defects"]
    lost = _plain(say("cli", "address-gone", layout.language), Style.DIM)
    yield "real", lost if gone else who.address
    if who.replies:
        yield "reply", who.replies
    yield "subject", _plain(harmless(record["subject"] or "", 200))


def _place(record: Record) -> Iterator[tuple[str, Text]]:
    """Where it lies, and who reported it."""
    yield "source", _plain(harmless(record["source"], _MAX_SOURCE), Style.DIM)
    if via := record["via"]:
        yield "via", _plain(harmless(via["reporter"], 320), Style.DIM)


def _why(record: Record, layout: Layout) -> Iterator[tuple[str, Text]]:
    """Reasons, hazards, and what went wrong."""
    for reason in record["reasons"][layout.language]:
        yield "why", _plain(str(reason))
    if record["error"]:
        yield "why", _plain(harmless(record["error"], _MAX_ERROR), Style.DIM)
    if record["hazards"]:
        known = keys("hazards")
        names = [
            say("hazards", hazard, layout.language) if hazard in known else hazard
            for hazard in record["hazards"]
        ]
        comma = "、" if layout.language == "ja" else ", "
        mark = "" if layout.colour else "! "
        yield "danger", _plain(mark + comma.join(names), Style.DANGER)


def _block(
    fields: Iterable[tuple[str, Text]], width: int, layout: Layout, without: str = ""
) -> list[Text]:
    """Fields one below the other, each with its name in front of its first line."""
    names = {f: say("cli", f"field-{f}", layout.language) for f in _FIELDS}
    indent = max(map(columns, names.values())) + _GAP
    block: list[Text] = []
    before = ""
    for field, value in fields:
        text = value or _plain(say("cli", f"no-{field}", layout.language), Style.DIM)
        name = "" if field == before else names[field]
        margin = 0 if field == without else indent
        lines = wrap(text, max(width - margin, 1))
        if not layout.colour:
            lines = list(with_carets(lines))
        for number, line in enumerate(lines):
            shown = name if number == 0 and margin else ""
            pad = " " * (margin - columns(shown))
            block.append(((shown, Style.DIM), (pad, Style.PLAIN), *line))
        before = field
    return block


def _indented(lines: Iterable[Text], by: int) -> list[Text]:
    return [((" " * by, Style.PLAIN), *line) for line in lines]


def _plain(text: str, style: Style = Style.PLAIN) -> Text:
    return ((text, style),) if text else ()

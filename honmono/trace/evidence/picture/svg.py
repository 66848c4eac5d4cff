"""Writes a picture as SVG: text, rectangles, circles and curves, and nothing else.

What stands in it was chosen by attackers: subjects, names, addresses.  So every text is
escaped, and characters that XML 1.0 (§2.2) forbids are taken out; there is no script, no
style sheet, no link, and no reference to anything outside of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from honmono.trace.evidence.picture._core import PAPER, Box, Dot, Label, Picture, Ribbon

_FAMILIES: Final = (
    "BIZ UDPGothic, Yu Gothic UI, Meiryo, Hiragino Sans, Noto Sans CJK JP"
)
"""The first is what the picture was measured with; Windows has it, too."""

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_svg(picture: Picture) -> str:
    """Make the file's text."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    width, height = _round(picture.width), _round(picture.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xml:lang="{picture.language}" role="img" '
        f'font-family="{_FAMILIES}, sans-serif">'
    )
    yield f"<title>{_text(picture.title)}</title>"
    yield f"<desc>{_text(picture.summary)}</desc>"
    yield f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    yield '<g fill="none" stroke-opacity="0.6">'
    yield from map(_ribbon, picture.ribbons)
    yield "</g>"
    for box in picture.boxes:
        yield from _box(box)
    yield from map(_label, picture.labels)
    yield "</svg>"


def _ribbon(ribbon: Ribbon) -> str:
    middle = _round((ribbon.x1 + ribbon.x2) / 2)
    x1, y1, x2, y2 = map(_round, (ribbon.x1, ribbon.y1, ribbon.x2, ribbon.y2))
    dashes = ' stroke-dasharray="7 4"' if ribbon.dashed else ""
    return (
        f'<path d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" '
        f'stroke="{ribbon.colour}" stroke-width="{_round(ribbon.width)}"{dashes}>'
        f"<title>{_text(ribbon.title)}</title></path>"
    )


def _box(box: Box) -> Iterator[str]:
    dashes = ' stroke-dasharray="5 4"' if box.dashed else ""
    yield f"<g><title>{_text(box.title)}</title>"
    yield (
        f'<rect x="{_round(box.x)}" y="{_round(box.y)}" width="{_round(box.width)}" '
        f'height="{_round(box.height)}" rx="4" fill="{box.fill}" '
        f'stroke="{box.stroke}" stroke-width="1.3"{dashes}/>'
    )
    yield from map(_label, box.labels)
    for dot in box.dots:
        yield from _dot(dot)
    yield "</g>"


def _dot(dot: Dot) -> Iterator[str]:
    yield f'<circle cx="{_round(dot.x)}" cy="{_round(dot.y)}" r="9" fill="{dot.fill}"/>'
    yield _label(dot.number)


def _label(label: Label) -> str:
    weight = ' font-weight="bold"' if label.bold else ""
    fixed = (
        f' textLength="{_round(label.width)}" lengthAdjust="spacingAndGlyphs"'
        if len(label.text) > 1
        else ""
    )
    return (
        f'<text x="{_round(label.x)}" y="{_round(label.y)}" '
        f"font-size={quoteattr(_round(label.size))}{weight}{fixed} "
        f'fill="{label.colour}">{_text(label.text)}</text>'
    )


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _round(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""What a picture consists of: boxes, ribbons between them, and lines of text.

    ┌────────────────┐      ╭───────────────────┐
    │① 佐藤 花子      │━━━━━━│『見積書の件』   ①  │      a box with its text and its number,
    └────────────────┘      └───────────────────┘      a ribbon from box to box

All places are in pixels from the upper left.  Every text has been made harmless, cut to
its room, and holds only characters that the font has; whole texts stand in `title`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

INK: Final = "#1a1a1a"
SOFT: Final = "#555555"
PAPER: Final = "#ffffff"
"""Text is black or dark grey on white: at least 7 : 1."""


class Label(NamedTuple):
    """One line of text; `x`, `y` is where its baseline begins."""

    x: float
    y: float
    text: str
    size: float
    width: float
    """As the font of the package draws it; another font is squeezed into it."""

    bold: bool = False
    colour: str = INK


class Dot(NamedTuple):
    """A round number."""

    x: float
    y: float
    number: Label
    fill: str


class Box(NamedTuple):
    """A rectangle and what stands in it."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str
    title: str
    labels: tuple[Label, ...] = ()
    dots: tuple[Dot, ...] = ()
    dashed: bool = False


class Ribbon(NamedTuple):
    """A curve from the right of one box to the left of another."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str
    title: str
    dashed: bool = False


class Picture(NamedTuple):
    """All of it, in the order in which it is painted: ribbons below boxes."""

    width: float
    height: float
    language: str
    title: str
    summary: str
    ribbons: tuple[Ribbon, ...]
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    missing: tuple[str, ...]
    """Characters that the font lacks, and that stand as 〓."""

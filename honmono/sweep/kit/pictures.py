"""Drawings of the steps: windows, a menu, a shield, plugs.  Lines and few words, ours.

Each is a function from its words to SVG; a word is escaped here.
"""

from __future__ import annotations

from html import escape
from typing import Final

INK: Final = "#1c2430"
BLUE: Final = "#1c5d99"
RED: Final = "#b3261e"
GREEN: Final = "#2a6b3c"
PALE: Final = "#eaf1f7"


def unpack(zipped: str, folder: str) -> str:
    """A ZIP becomes a folder."""
    return _svg(
        _box(30, 45, 110, 90, fill="#fff6dc"),
        _line(85, 45, 85, 135, dashed=True),
        _word(85, 165, zipped),
        _arrow(170, 90, 250, 90),
        _folder(290, 45),
        _word(360, 165, folder),
    )


def menu(file: str, entry: str) -> str:
    """A file, and the entry of its menu."""
    return _svg(
        _box(30, 40, 150, 60, fill=PALE),
        _word(105, 75, file, size=13),
        _box(170, 70, 260, 100, fill="#fff"),
        _box(176, 104, 248, 32, fill="#d5e6f5"),
        _shield(200, 108),
        _word(320, 126, entry, size=15, bold=True),
        _line(186, 88, 330, 88),
        _line(186, 154, 300, 154),
        _pointer(400, 122),
    )


def yes(question: str, answer: str) -> str:
    """Windows asks whether it may."""
    return _svg(
        _box(60, 30, 340, 130, fill="#fff"),
        _shield(80, 48),
        _word(245, 68, question, size=14),
        _box(90, 105, 120, 36, fill=BLUE),
        _word(150, 128, answer, size=15, colour="#fff", bold=True),
        _box(250, 105, 120, 36, fill="#e6e9ed"),
        _pointer(185, 124),
    )


def results(nothing: str, found: str, could_not: str) -> str:
    """The black window, and the three ways in which it ends."""
    rows = (("○", nothing, GREEN), ("!!", found, RED), ("!", could_not, "#7a5a00"))
    drawn = []
    for number, (sign, text, colour) in enumerate(rows):
        y = 30 + number * 50
        drawn += [
            _box(30, y, 400, 42, fill="#fff", stroke=colour),
            _word(60, y + 27, sign, size=18, colour=colour, bold=True),
            _word(250, y + 27, text, size=15),
        ]
    return _svg(*drawn)


def hand_back(file: str, usb: str, upload: str, mail: str) -> str:
    """The file goes by USB or upload, never by mail."""
    drawn = [_box(20, 60, 90, 70, fill=PALE), _word(65, 155, file, size=13)]
    drawn += [_arrow(125, 95, 165, 95)]
    usable = [text for text in (usb, upload) if text]
    for number, text in enumerate(usable):
        x = 180 + number * 95
        drawn += [_box(x, 60, 80, 70, fill="#e9f5ec", stroke=GREEN)]
        drawn += [_word(x + 40, 102, "○", size=24, colour=GREEN, bold=True)]
        drawn += [_word(x + 40, 155, text, size=13)]
    drawn += [_box(370, 60, 80, 70, fill="#fff4f2", stroke=RED)]
    drawn += [
        _line(374, 64, 446, 126, colour=RED),
        _line(446, 64, 374, 126, colour=RED),
    ]
    drawn += [_word(410, 155, mail, size=13)]
    return _svg(*drawn)


def found(network: str, power: str, call: str) -> str:
    """Off the network, power stays on, somebody is called."""
    return _svg(
        _box(25, 40, 110, 80, fill="#fff"),
        _line(135, 80, 150, 80, width=6),
        _line(50, 55, 110, 105, colour=RED, width=5),
        _line(110, 55, 50, 105, colour=RED, width=5),
        _word(80, 150, network, size=13),
        _circle(235, 80, 38, GREEN),
        _line(235, 55, 235, 82, colour=GREEN, width=6),
        _word(235, 150, power, size=13),
        _box(345, 40, 60, 85, fill=PALE),
        _line(360, 112, 390, 112, width=4),
        _word(375, 150, call, size=13),
    )


def _svg(*shapes: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 190" '
        f'aria-hidden="true">{"".join(shapes)}</svg>'
    )


def _box(x: int, y: int, w: int, h: int, *, fill: str, stroke: str = INK) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="6" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="2"/>'
    )


def _line(
    x: int,
    y: int,
    to_x: int,
    to_y: int,
    *,
    colour: str = INK,
    width: int = 2,
    dashed: bool = False,
) -> str:
    dashes = ' stroke-dasharray="6 5"' if dashed else ""
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{colour}" '
        f'stroke-width="{width}" stroke-linecap="round"{dashes}/>'
    )


def _arrow(x: int, y: int, to_x: int, to_y: int) -> str:
    head = f"{to_x},{to_y} {to_x - 16},{to_y - 10} {to_x - 16},{to_y + 10}"
    line = _line(x, y, to_x - 14, to_y, colour=BLUE, width=5)
    return line + f'<polygon points="{head}" fill="{BLUE}"/>'


def _circle(x: int, y: int, r: int, colour: str) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{colour}" '
        'stroke-width="6"/>'
    )


def _folder(x: int, y: int) -> str:
    path = f"M{x} {y + 12} h45 l12 14 h83 v74 h-140 z"
    return f'<path d="{path}" fill="#ffe7a3" stroke="{INK}" stroke-width="2"/>'


def _shield(x: int, y: int) -> str:
    path = f"M{x} {y} l12 4 l12 -4 v12 q0 10 -12 14 q-12 -4 -12 -14 z"
    return f'<path d="{path}" fill="#f3c433" stroke="{BLUE}" stroke-width="2"/>'


def _pointer(x: int, y: int) -> str:
    path = f"M{x} {y} l0 34 l9 -8 l6 14 l7 -3 l-6 -14 l12 -1 z"
    return f'<path d="{path}" fill="#fff" stroke="{INK}" stroke-width="2"/>'


def _word(
    x: int,
    y: int,
    text: str,
    *,
    size: int = 15,
    colour: str = INK,
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-size="{size}" '
        f'fill="{colour}"{weight}>{escape(text)}</text>'
    )

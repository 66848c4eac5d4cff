"""Sets text where there is no program that would: how wide, where it ends, where it breaks.

    Re: 四月分請求書送付のお願い（…        cut to its box
    盗まれた可能性が最も高いのは、佐藤        broken where a reader would
    花子（sato@hoshimine.example）の

Widths are those of the package's own typeface (`honmono.fonts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from honmono import fonts
from honmono.trace.evidence.picture._core import INK, Label

GETA: Final = "〓"
"""What Japanese printers set for a character that they lack."""


def label(
    x: float, y: float, text: str, size: float, *, bold: bool = False, colour: str = INK
) -> Label:
    """A line of text with its width."""
    return Label(x, y, text, size, fonts.width(text, size, bold=bold), bold, colour)


def cut(text: str, room: float, size: float, *, bold: bool) -> str:
    """As much as has room, and `…` where something is missing."""
    if fonts.width(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end and fonts.width(text[:end] + "…", size, bold=bold) > room:
        end -= 1
    return text[:end].rstrip() + "…"


def lines(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Break a text where a reader would: at blanks, and between kanji or kana."""
    done, line = [], ""
    for word in _words(text):
        if line and fonts.width((line + word).rstrip(), size, bold=bold) > room:
            done.append(line.rstrip())
            line = ""
        line += word
    return [*done, line.rstrip()]


def _words(text: str) -> Iterable[str]:
    """Pieces that stay together; a full stop never begins a line."""
    word = ""
    for letter, following in zip(text, text[1:] + " ", strict=True):
        word += letter
        wide = ord(letter) > 0x2E80 or ord(following) > 0x2E80
        closes = following in "、。，．」』）？！ー…："
        if letter == " " or (wide and not closes and letter not in "「『（"):
            yield word
            word = ""
    if word:
        yield word

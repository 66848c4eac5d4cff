"""`format=flowed`: lines that the sender's program broke are whole again (RFC 3676).

    宛先: 佐藤 <sato@kita.exampl␠          宛先: 佐藤 <sato@kita.example>
    e>

A blank at the end of a line says that the paragraph goes on below.  With `delsp=yes`, as
Apple Mail writes it, that blank was added and goes; without it words are parted by it.
Lines with more or fewer `>` are another paragraph (§4.5), and so is a signature: `-- `
ends in a blank and is no break (§4.3).

It leaves alone: texts that do not declare it; a blank at the end means nothing there.  And
Latin words stay parted where no address or link goes on: programs that do not know `delsp`
show `xx` and `Tanaka` below it, so a forger could hide a name from us alone.
"""

from __future__ import annotations

import re
from typing import Final

SIGNATURE: Final = "-- "

_SIGNS: Final = re.compile(">*+ ?")
"""What stands before the words: signs of quoting, and the blank of §4.4."""


_LAST: Final = re.compile(r"\S{0,200}[A-Za-z0-9]\Z")
_FIRST: Final = re.compile(r"[A-Za-z0-9]\S{0,200}")
_ADDRESS: Final = re.compile("[@/]")


def _are_words(above: str, below: str) -> bool:
    """Do two Latin words meet here, and no address or link that was cut?"""
    last, first = _LAST.search(above[-201:]), _FIRST.match(below)
    return bool(last and first and not _ADDRESS.search(last[0] + first[0]))


def unflowed(text: str, *, delsp: bool) -> str:
    """The text with its paragraphs in one line each."""
    lines: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        signs = _SIGNS.match(line)
        before = signs[0] if signs else ""
        deep, words = before.count(">"), line[len(before) :]
        if paragraph and (deep != depth or words == SIGNATURE):
            lines.append("".join(paragraph))
            paragraph = []
        if not paragraph:
            paragraph, depth = [before] if deep else [], deep
        flows = words.endswith(" ") and words != SIGNATURE
        if delsp and paragraph and _are_words(paragraph[-1], words):
            paragraph.append(" ")
        paragraph.append(words[:-1] if flows and delsp else words)
        if not flows:
            lines.append("".join(paragraph))
            paragraph = []
    if paragraph:
        lines.append("".join(paragraph))
    return "\n".join(lines)

"""A line as a keyboard would have typed it: full-width signs and odd dashes made plain.

    ＴＥＬ　０６‐５５５０－７１３０  →  TEL 06-5550-7130

The length stays, so a place in the result is a place in the line, and what was found can
be shown as it was written.  Names are folded elsewhere, and much further.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.names.folding import INVISIBLE

_DASHES: Final = "‐‑‒–—―−－─━˗﹣ｰ"
_PLAIN: Final = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord(dash): "-" for dash in _DASHES}
    | dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t\x0b\x0c"), " ")
    | {ord("〜"): "~", ord("⁄"): "/"}
)


def visible(line: str) -> str:
    """Take out characters that have no width."""
    return line if line.isascii() else INVISIBLE.sub("", line)


def plain(line: str) -> str:
    """Write a visible line with plain signs; the length stays."""
    return line.replace("\t", " ") if line.isascii() else line.translate(_PLAIN)


def wide(text: str) -> str:
    """Write ASCII full width, as `plain` undoes it."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

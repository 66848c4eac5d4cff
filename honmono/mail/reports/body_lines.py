"""The lines of a report's text as they were before somebody quoted or typed them.

    > From: Taro                                    From: Taro
    ________________________________ From: Taro     From: Taro
    From: Taro &lt;xk3@mail.example.net&gt;         From: Taro <xk3@mail.example.net>
    【差出人】山田 太郎                              差出人: 山田 太郎

As many lines as the text has, so that a place in one is a place in the other.

It leaves alone: what several lines mean together (`block_reader`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from honmono.mail.message.quote_heads import label

MAX_LINES: Final = 5_000
"""Lines of a body in which heads are looked for."""

_LINE: Final = 2_000
"""Characters of a line that are looked at."""

_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
_ORNAMENTS: Final = frozenset("【［[■□◆◇●○・▼▪•※")
_ORNAMENTED: Final = re.compile(
    r"[■□◆◇●○・▼▪•※]? {0,2}[【［\[]? ?([^\W\d_]{1,12}) ?(?:[】］\]] ?[:：]?|[:：]|\Z) ?"
)
"""`【送信者】山田 太郎`, `■件名：…`, `▼差出人` and the name below, as people type it."""

_IN_BRACKETS: Final = re.compile(r"【([^\W\d_]{1,12})】[:：]? ?")
_SIGNS: Final = "> |＞\t　\xa0"


def lines_of(text: str) -> list[str]:
    """The lines of a body without signs of quoting and characters that nobody sees."""
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    return [_bare(_visible(line[:_LINE])) for line in lines]


def _bare(line: str) -> str:
    """A line without signs of quoting, and what was done to it as a whole undone."""
    line = line.lstrip(_SIGNS).rstrip()
    _, rule, below = line.rpartition("________ ")
    if rule and label(below):  # a head was run together with the rule above
        line = below
    if "&lt;" in line:  # HTML that was shown as text
        for entity, sign in _ENTITIES:
            line = line.replace(entity, sign)
    found = _ORNAMENTED.match(line) if line[:1] in _ORNAMENTS else None
    if found and label(f"{found[1]}:"):
        line = f"{found[1]}: {_IN_BRACKETS.sub(_as_label, line[found.end() :])}"
    return line


def _as_label(found: re.Match[str]) -> str:
    """`【件名】` further on in a line that begins with a label, run together."""
    return f" {found[1]}: " if label(f"{found[1]}:") else found[0]


def _visible(line: str) -> str:
    """A line without marks of direction and width; blanks of any kind become common."""
    if line.isascii():
        return line
    return "".join(
        " " if unicodedata.category(c) == "Zs" else c
        for c in line
        if unicodedata.category(c) != "Cf"
    )

"""Where a line of plain text ends: at blanks, between kanji, never before 「。」.

    お心当たりのないメールを受け取られた場合は、添付ファイルを開かず
    に削除してくださいますようお願いいたします。

Rules of JIS X 4051 as far as plain text needs them.  A word of Latin letters, an address
and a number stay whole, even where they are longer than the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono.incident.documents.formats._core import columns

_PIECE: Final = re.compile(r"[ \t]+|[\x21-\x7e\u00a1-\u024f]+|.")
_NO_LINE_BEGINS_WITH: Final = frozenset(
    "、。，．・：；？！）」』】〉》〕’”)]}>,.:;!?ー…々〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ％"
)
_NO_LINE_ENDS_WITH: Final = frozenset("（「『【〈《〔‘“([{<〒")


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text, `first` before the first one and `rest` before the others."""
    done: list[str] = []
    for line in text.split("\n"):
        start = rest if done else first
        done += _filled(line, width, start, rest)
    return done


def _filled(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    line, is_empty = first, True
    for piece in _pieces(text):
        if not is_empty and columns(line + piece.rstrip()) > width:
            yield line.rstrip(" \t")
            line, is_empty = rest, True
            piece = piece.lstrip(" \t")
        line += piece
        is_empty = is_empty and not piece.strip()
    yield line.rstrip(" \t")


def _pieces(text: str) -> Iterator[str]:
    """What stays together: a word; a kanji and the marks that belong to it."""
    piece = ""
    for found in _PIECE.findall(text):
        begins_badly = found[0] in _NO_LINE_BEGINS_WITH or found.isspace()
        if piece and not begins_badly and piece[-1] not in _NO_LINE_ENDS_WITH:
            yield piece
            piece = ""
        piece += found
    if piece:
        yield piece

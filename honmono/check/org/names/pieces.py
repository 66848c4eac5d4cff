"""A shown name, cut where a reader cuts it.

    "Yamada, Taro (Sales)"  →  Yamada | Taro | Sales, and "Yamada Taro" together
    "山田太郎＠例示センター"  →  山田太郎 | 例示センター

A row of words has lost what stood between them and keeps how clear each boundary was.
So `Ken-ichi`, `Ken'ichi` and `KENICHI` are one string, and still `Aron Ishi` is not
`Aro Nishi`.

An address inside the name is taken out: other signals look at addresses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final, NamedTuple

from honmono.check.org.names.folding import CJK, folded, long_vowels


class Cut(IntEnum):
    """How a place between two letters looks, from no boundary upwards."""

    NONE = 0
    CAMEL = 1
    """PayPal"""
    DIGIT = 2
    """Quill24"""
    HYPHEN = 3
    WORD = 4
    AND = 5
    """Hana & Tanaka: two words, and two people."""


class Token(NamedTuple):
    """A word, its place in the text, and the boundary before it."""

    word: str
    """Folded."""

    start: int
    end: int
    before: Cut


class Row(NamedTuple):
    """Words that stand together."""

    tokens: list[Token]
    joint: bool = False
    """Put together from two pieces; only a name that fills it is one."""

    aside: bool = False
    """Stands behind `via`: the list or service, not the author."""


_DIGIT: Final = Cut.DIGIT
_WORD: Final = Cut.WORD
"""Looked up for every word of every name; an enum takes its time."""

_BEHIND_LATIN: Final = "\u3004"
_ADDRESS: Final = re.compile(
    r"(?<![\w.%+-])[\w.%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE
)
_TOKEN: Final = re.compile(
    rf"[{CJK}]+|[0-9]+|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\W\d_{CJK}]+"
)
_IS_CJK: Final = re.compile(f"[{CJK}]")
_PLAIN: Final = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_BETWEEN: Final = re.compile(
    r"(?i:\bvia\b)|[\n\r()\[\]{}<>【】「」『』〈〉《》〔〕|/\\,;:@、。…\"“”„«»]"
)
_APOSTROPHES: Final = frozenset("'’‘ʼ`´′")
_HYPHENS: Final = frozenset("-‐‑")
_OPENING: Final = frozenset('([{<【「『〈《〔"“„«')


def is_cjk(text: str, at: int) -> bool:
    """Is this letter of a script that is written without spaces?"""
    return text[at] > _BEHIND_LATIN and _IS_CJK.match(text, at) is not None


def without_addresses(text: str) -> str:
    """Put separators in the place of mail addresses; the length stays."""
    if "@" not in text:
        return text
    return _ADDRESS.sub(lambda found: "\n" * len(found[0]), text)


def rows(text: str) -> Iterator[Row]:
    """Yield the pieces of a text as rows of words, then those put together from two.

    "Family, Given" is one name, and so is a name around brackets: "Taro (Ted) Yamada".
    """
    apart = list(pieces(text))
    for _, row in apart:
        yield row
        if len(row.tokens) > 2:
            yield from _without_middle_initials(row)
    for (_, first), (mark, second) in pairwise(apart):
        if mark == ",":
            yield _joint(first, second)
    for (_, first), (opening, _), (_, last) in zip(
        apart, apart[1:], apart[2:], strict=False
    ):
        if opening in _OPENING:
            yield _joint(first, last)


def pieces(text: str) -> Iterator[tuple[str, Row]]:
    """Yield (separator before it, row) for every piece that has words."""
    low = folded(text)
    start, mark, aside = 0, "", False
    for separator in _BETWEEN.finditer(text):
        if tokens := _tokens(text, low, start, separator.start()):
            yield mark, Row(tokens, aside=aside)
            mark = ""
        start = separator.end()
        mark = mark if mark in _OPENING else separator[0]
        aside = aside or len(separator[0]) > 1
    if tokens := _tokens(text, low, start, len(text)):
        yield mark, Row(tokens, aside=aside)


def _tokens(text: str, low: str, start: int, end: int) -> list[Token]:
    """Cut one piece into words."""
    tokens: list[Token] = []
    last = start
    for found in _TOKEN.finditer(text, start, end):
        begin, stop = found.span()
        if not tokens or (begin - last == 1 and text[last] == " "):
            cut = _WORD
        else:
            cut = _cut(text, last, begin, stop)
        word = low[begin:stop]
        if word > _BEHIND_LATIN and is_cjk(word, 0):
            word = long_vowels(word)
        tokens.append(Token(word, begin, stop, cut))
        last = stop
    return tokens


def _cut(text: str, end: int, start: int, stop: int) -> Cut:
    """Tell the boundary between a word that ended and one that starts."""
    if end == start:
        return _touching(text, start)
    if start - end == 1:
        between = text[end]
        if between in _HYPHENS:
            return Cut.HYPHEN
        if between in _APOSTROPHES:
            possessive = text[start:stop] in ("s", "S")
            return Cut.WORD if possessive else Cut.NONE
    return Cut.AND if "&" in text[end:start] else Cut.WORD


def _touching(text: str, at: int) -> Cut:
    """Tell the boundary between two letters of different kinds."""
    before, after = text[at - 1], text[at]
    if before in "0123456789" or after in "0123456789":
        return Cut.DIGIT
    if before.isascii() and after.isascii():
        return Cut.CAMEL
    return Cut.WORD if is_cjk(text, at - 1) or is_cjk(text, at) else Cut.NONE


def _without_middle_initials(row: Row) -> Iterator[Row]:
    """John Q. Public → John Public."""
    inner = row.tokens[1:-1]
    longer = [token for token in inner if len(token.word) > 1 or token.word > "z"]
    if len(longer) < len(inner):
        yield Row([row.tokens[0], *longer, row.tokens[-1]], joint=True, aside=row.aside)


def _joint(first: Row, second: Row) -> Row:
    """Put two pieces together."""
    return Row([*first.tokens, *second.tokens], joint=True, aside=first.aside)


@dataclass(slots=True)
class Piece:
    """A row as one string, and what stands at each place of it."""

    text: str
    cuts: bytearray
    """A `Cut` for every place, from before the first letter to behind the last."""

    offsets: list[int]
    """Where each word begins."""

    starts: list[int]
    """Where a name could begin; in a run of Japanese that is everywhere."""

    row: Row
    filled: tuple[set[int], set[int]] | None = None
    """Noted by `Neighbours.fill`."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Find the place in the text from which this came."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, end - 1) - 1
        begin, stop = self.row.tokens[first], self.row.tokens[last]
        into = start - self.offsets[first]
        beyond = end - self.offsets[last]
        return (
            begin.start + into if is_cjk(begin.word, 0) else begin.start,
            stop.start + beyond if is_cjk(stop.word, 0) else stop.end,
        )


def piece_of(row: Row, words: list[str] | None = None) -> Piece:
    """Join the words of a row, or `words` that stand for them."""
    spelled = words or [token.word for token in row.tokens]
    text = "".join(spelled)
    cuts = bytearray(len(text) + 1)
    offsets: list[int] = []
    starts: list[int] = []
    at = 0
    for word, token in zip(spelled, row.tokens, strict=True):
        offsets.append(at)
        cuts[at] = token.before
        if token.before >= _DIGIT:
            starts.append(at)
        end = at + len(word)
        if word > _BEHIND_LATIN and is_cjk(word, 0):
            starts.extend(range(at + 1, end))
        at = end
    cuts[0] = cuts[-1] = _WORD
    return Piece(text, cuts, offsets, starts, row)


def joined(text: str) -> Piece:
    """Join all words of a text, whatever stands between them."""
    tokens = [token for _, row in pieces(text) for token in row.tokens]
    return piece_of(Row(tokens))

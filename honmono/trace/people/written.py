"""The names in a text, as words: `"Allen, Phillip K. (Legal)"` → phillip k allen.

    Allen, Phillip K. </O=ENRON/OU=NA/CN=RECIPIENTS/CN=PALLEN>
    Phillip K Allen/HOU/ECT@ECT
    "山田太郎（営業部）"          → 山田太郎

The text is cut and folded by the matcher of `check`; here its pieces become names, the
given name first where a comma tells which it is.  Titles go.  What stands behind `via`
or in brackets behind the name is no name.

An address in the text is left out.  A text that is nothing but an address has the name
that its local part spells (`k..allen@` → k allen), which `words_of_address` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from honmono.check.org.names.folding import folded, readings
from honmono.check.org.names.neighbours import BESIDE_NAMES, COMPANY_FORMS, UNITS
from honmono.check.org.names.pieces import (
    Cut,
    Row,
    is_cjk,
    pieces,
    without_addresses,
)
from honmono.mail.message.limits import MAX_NAME

Words = tuple[str, ...]
"""A name, folded; the given name first if that is known."""

MAX_WORDS: Final = 6
"""Of one name.  `Maria del Carmen de la Cruz` has 6; longer texts are sentences."""

MAX_LETTERS: Final = 80
"""Of one name; what is longer is a sentence, too."""

MAX_NAMES: Final = 6
"""That are read out of one text."""

_REMEMBERED: Final = 2**15
"""Texts whose names are remembered: who indexes mail asks twice for each, and a mailbox
shows the same names again and again.  Some 10 MB."""

_WORD_CUT: Final = int(Cut.WORD)
_APART: Final = re.compile(r"<[^<>]*>|\s[-‐–—]+\s")
"""An address in angle brackets, of Exchange's directory as well; a dash between a name
and a firm."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OPENING: Final = frozenset("([{【「『〈《〔")
_WHOLE_NAME: Final = 4
"""Letters of Japanese from which a word beside others is taken for a whole name."""

_MAX_TITLES: Final = 3
"""Titles on one end of a Japanese name that are taken off: 部長 様."""

_FIRMS: Final = tuple(form for form in COMPANY_FORMS if len(form) > 1)
_OFFICES: Final = (*UNITS, *_FIRMS)
_LONGEST_TITLE: Final = max(map(len, BESIDE_NAMES))


def names_written(text: str, *, all_pieces: bool = False) -> tuple[Words, ...]:
    """Give every name that a text may be, the likeliest first.

    Who names somebody begins with the name; a forger may show it anywhere: `all_pieces`.
    """
    return _names_written(text[:MAX_NAME], all_pieces)


@lru_cache(_REMEMBERED)
def _names_written(text: str, all_pieces: bool) -> tuple[Words, ...]:
    found: dict[Words, None] = {}
    for reading in readings(text):
        bare = without_addresses(_APART.sub("\n", reading))
        apart = list(islice(pieces(bare), MAX_WORDS))
        for words in _names(apart, all_pieces=all_pieces):
            if len(words) <= MAX_WORDS and sum(map(len, words)) <= MAX_LETTERS:
                found.setdefault(_without_titles(words))
    return tuple(islice(found, MAX_NAMES))


def _names(apart: list[tuple[str, Row]], *, all_pieces: bool) -> Iterator[Words]:
    """Yield the names that the pieces of a text give, joined and alone."""
    marks = [mark for mark, row in apart if not row.aside]
    words = [_words(row) for _, row in apart if not row.aside]
    if not words:
        return
    with_comma = marks[1:2] == [","]
    if with_comma:  # Allen, Phillip
        yield words[1] + words[0]
    elif len(words) > 2 and marks[1] in _OPENING:  # Taro (Ted) Yamada
        yield words[0] + words[2]
    if len(words[0]) > 1 or not with_comma:
        yield words[0]
    if all_pieces:
        yield from (other for other in words[1:] if len(other) > 1)
    if len(words[0]) > 1:  # 例示銀行 山田太郎: a whole name in kanji needs no space
        yield from ((w,) for w in words[0] if len(w) >= _WHOLE_NAME and is_cjk(w, 0))
    if len(words) > 1 + with_comma:  # `Mori/Kato Home`: as it stands, as one word
        yield ("".join(map("".join, words)),)


def long_words(words: Words) -> Words:
    """Leave initials out of a name; a single kanji is none."""
    return tuple([word for word in words if len(word) > 1 or is_cjk(word, 0)])


def initials(words: Words) -> frozenset[str]:
    """Give the initials of a name: k of Phillip K. Allen."""
    return frozenset([word for word in words if len(word) == 1 and not is_cjk(word, 0)])


def _words(row: Row) -> Words:
    """Join what a reader sees as one word: Mc|Kay, Ken-ichi, O'Brien."""
    words: list[str] = []
    for token in row.tokens:
        if words and token.before < _WORD_CUT:
            words[-1] += token.word
        else:
            words.append(token.word)
    return tuple(words)


def _without_titles(words: Words) -> Words:
    """Take off titles at both ends, as long as a name of two words is left."""
    if is_cjk(words[-1], 0):
        kept = [word for word in words if not _is_office(word)]
        return (*kept[:-1], _untitled(kept[-1])) if kept else words
    start, end = 0, len(words)
    while end - start > 2 and words[end - 1] in BESIDE_NAMES:
        end -= 1
    while end - start > 2 and words[start] in BESIDE_NAMES:
        start += 1
    return words[start:end]


def _is_office(word: str) -> bool:
    """Is it a title, a department or a firm: 部長, 営業部, 株式会社例示?"""
    if word in BESIDE_NAMES:
        return True
    return is_cjk(word, 0) and (word.endswith(_OFFICES) or word.startswith(_FIRMS))


def _untitled(word: str) -> str:
    """Take titles off the end of a Japanese word: 山田太郎部長様 → 山田太郎."""
    for _ in range(_MAX_TITLES):
        room = min(len(word) - 2, _LONGEST_TITLE)
        size = next((n for n in range(room, 0, -1) if word[-n:] in BESIDE_NAMES), 0)
        if not size:
            break
        word = word[:-size]
    return word


def words_of_address(address: str) -> Words:
    """Give the words of a local part: `Phillip.K.Allen@` → phillip k allen."""
    local = address[:MAX_NAME].rpartition("@")[0] or address[:MAX_NAME]
    return tuple(_LETTERS.findall(folded(local))[:MAX_WORDS])

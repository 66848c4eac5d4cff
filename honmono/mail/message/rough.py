"""A word that a reader may see, sought without asking what is hidden.

    exam<span style="font-size:0">x7</span>ple.co.jp         a reader sees example.co.jp

The text between the tags holds every letter that is shown, in order, but hidden letters
may stand within a word, and then it is not found as it is.  What is shown is then made
of pieces: the end of one stretch between two tags, perhaps whole stretches, and the
beginning of another.  Whether a word can be put together so is told without knowing
which stretches are hidden; in honest mail it nearly never can by chance.

So a no is certain and costs a fifth of reading the HTML.  A yes says that it is worth
reading.  It leaves alone what letters look like: `examp1e` is another word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from honmono.mail.message.tags import unescaped

MAX_WORD: Final = 100
"""Characters of a word that are sought; of a longer one its beginning."""

MAX_PUT_TOGETHER: Final = 200_000
"""Characters of a text up to which it is told whether a word is made of pieces.

Of more the answer is yes as soon as two letters of each piece fit."""

_TAG: Final = "\0"
"""Stands where tags were; no text has it."""

_BROKEN_REFERENCE: Final = re.compile(r"&#?\w{0,40}+\0")
"""`&am` before a tag: what it becomes depends on what stands behind."""

_WITHOUT_WIDTH: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
"""Default_Ignorable_Code_Point of Unicode."""

_TURNED_ROUND: Final = "\u202e"
"""What follows is read from right to left."""

_ASCII: Final = bytes(range(0x80))


class Rough:
    """The stretches of text between the tags of one body; of a plain text one."""

    __slots__ = ("_ends", "_marked", "_short", "_text", "_unsure", "_whole")

    def __init__(self, text: str, *, unsure: bool = False) -> None:
        """`text` has a `_TAG` where tags were, and no references to characters."""
        whole = folded(text).split(_TAG)
        if len(whole) > 1:
            whole = [*filter(None, map(str.strip, whole))]
        self._whole = whole
        self._text = "".join(whole)
        self._unsure = unsure or _TURNED_ROUND in text
        self._marked = ""
        self._short: frozenset[str] | None = None
        self._ends: tuple[set[str], set[str]] = set(), set()

    @classmethod
    def of_stretches(cls, stretches: Sequence[str]) -> Rough:
        """The text of HTML whose tags were cut out."""
        text = _TAG.join(stretches)
        unsure = "&" in text and _BROKEN_REFERENCE.search(text) is not None
        return cls(unescaped(text), unsure=unsure)

    def may_hold(self, words: tuple[str, ...]) -> bool:
        """Does one of these words stand there as it is?"""
        return self._unsure or any(map(self._text.__contains__, _folded_words(words)))

    def may_show(self, words: tuple[str, ...]) -> bool:
        """Could a reader see one of these words, without white space?  A no is certain."""
        whole = _folded_words(words)
        if self._unsure or any(map(self._text.__contains__, whole)):
            return True
        if len(self._whole) == 1:
            return False
        usable = self._letters_of_stretches("".join(whole))
        return any(self._may_be_of_pieces(word, usable) for word in whole)

    def _letters_of_stretches(self, words: str) -> frozenset[str]:
        """The letters of the whole stretches that are part of a word."""
        if self._short is None:
            self._short = frozenset([s for s in self._whole if len(s) < MAX_WORD])
        return frozenset("".join([s for s in self._short if s in words]))

    def _may_be_of_pieces(self, word: str, usable: frozenset[str]) -> bool:
        """Does one end of the word stand there that is long enough?

        Whole stretches make no more of it than a run of their letters.  So one of the
        two other pieces, its beginning or its end, has half of the rest.
        """
        run = 0
        if usable and not usable.isdisjoint(word):
            letters = "".join([c if c in usable else " " for c in word])
            run = max(map(len, letters.split()))
        half = (len(word) - run + 1) // 2
        if half and word[:half] not in self._text and word[-half:] not in self._text:
            return False
        return self._of_pieces(word)

    def _of_pieces(self, word: str) -> bool:
        """Can the word be put together of an end, whole stretches and a beginning?"""
        if not self._marked:
            self._marked = f"{_TAG}{_TAG.join(self._whole)}{_TAG}"
            heads, tails = {s[:2] for s in self._whole}, {s[-2:] for s in self._whole}
            heads |= {head[0] for head in heads}
            self._ends = heads, tails | {tail[-1] for tail in tails}
        heads, tails = self._ends
        # 1. Two letters of each piece fit, or the only one.
        cuts = range(1, len(word))
        ends = {at for at in cuts if word[max(0, at - 2) : at] in tails}
        starts = {at for at in cuts if word[at : at + 2] in heads}
        if not ends or not starts or min(ends) > max(starts):
            return False
        # 2. The whole pieces do.
        marked = self._marked
        if len(marked) > MAX_PUT_TOGETHER:
            return True
        ends = {at for at in ends if word[:at] + _TAG in marked}
        starts = {at for at in starts if _TAG + word[at:] in marked}
        if ends & starts:
            return True
        if not ends or not starts or min(ends) > max(starts):
            return False
        # 3. With whole stretches in between.
        last = max(starts)
        whole = {stretch for stretch in self._whole if len(stretch) <= last}
        for at in range(min(ends), last):
            if at in ends:
                ends |= {to for to in range(at + 1, last + 1) if word[at:to] in whole}
        return bool(ends & starts)


def folded(text: str) -> str:
    """Make equal what the eye does not tell apart in a word: case, width, full stops."""
    if not text.isascii():
        text = text.replace("\xa0", " ")
        if _WITHOUT_WIDTH.search(_not_ascii(text)):
            text = _WITHOUT_WIDTH.sub("", text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        text = text.replace("。", ".")
    return text.casefold()


def _not_ascii(text: str) -> str:
    """Only the characters that are not ASCII, which in most texts are few.

    A search for one of many characters takes ten times as long for each of them.
    """
    return (
        text.encode("utf-8", "surrogatepass")
        .translate(None, _ASCII)
        .decode("utf-8", "surrogatepass")
    )


@lru_cache(maxsize=1024)
def _folded_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they are sought, each once."""
    return tuple(dict.fromkeys([folded(word[:MAX_WORD]) for word in words]))

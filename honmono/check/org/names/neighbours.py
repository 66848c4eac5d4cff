"""What may stand beside a name: `営業部長谷川太一様` shows 谷川 太一, `小林太一` does not.

Japanese is written without spaces.  A name found inside a run of kanji is a name only
where its neighbours are words that stand beside names: honorifics, titles, departments,
our organization.  `小林` is not `小` beside `林`, so 林 太一 is not shown there.

Some names are too short for longer texts.  For them all the rest of the piece has to
consist of such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from honmono import tables
from honmono.check.org.names.folding import CJK, latin
from honmono.check.org.names.pieces import Cut, Piece, is_cjk, joined
from honmono.check.org.names.romaji import kunrei


def word_key(text: str) -> str:
    """Bring a word into the form in which pieces hold it."""
    return joined(latin(text)).text


def _of_kinds(*kinds: str) -> frozenset[str]:
    """Read words of the table."""
    words = tables.rows("honorifics.tsv")
    return frozenset(word_key(word) for word, kind in words if kind in kinds)


COMPANY_FORMS: Final = frozenset(
    word_key(form) for (form,) in tables.rows("company_forms.tsv")
)
BESIDE_NAMES: Final = _of_kinds("honorific", "title", "role") | {
    form for form in COMPANY_FORMS if len(form) > 1
}
UNITS: Final = tuple(_of_kinds("unit"))
_PARTICLES: Final = tuple(_of_kinds("particle"))
_LONG_PARTICLES: Final = tuple(word for word in _PARTICLES if len(word) > 1)
_OF: Final = "ノ"
_MAX_UNIT: Final = 10
"""Characters before 部, 課 …: 情報システム推進 has 8."""

MAX_BESIDE: Final = 8
"""Words between a name and the next boundary; 例示センター代表取締役社長 has 2."""

_UNIT_BEHIND: Final = re.compile(
    f"[{CJK}]{{0,{_MAX_UNIT}}}(?:{'|'.join(map(re.escape, UNITS))})"
)
_KANA_END: Final = re.compile("[ァ-ヺ]")


class Neighbours:
    """The words that stand beside names in one organization."""

    def __init__(self, own: Iterable[str]) -> None:
        """`own`: our names, titles, departments, offices; keys of `word_key`."""
        words = BESIDE_NAMES | {word for word in own if len(word) > 1}
        self._beside = words | {kunrei(word) for word in words}
        self._fillers = self._beside | COMPANY_FORMS | frozenset(UNITS)
        self._sizes = sorted({len(word) for word in self._fillers}, reverse=True)

    def end_before(self, piece: Piece, at: int) -> bool:
        """Can a name start at this place inside a run of Japanese?"""
        text, cuts = piece.text, piece.cuts
        if text[at - 1] == _OF and not _KANA_END.match(text, at):
            return True
        for _ in range(MAX_BESIDE):
            if cuts[at]:
                return True
            if text.endswith(UNITS, 0, at) and not any(cuts[max(at - 2, 0) : at]):
                return True
            size = self._beside_before(text, at)
            if not size:
                return False
            at -= size
        return False

    def _beside_before(self, text: str, at: int) -> int:
        """Measure the longest word that ends here; 0 if there is none."""
        fitting = (n for n in self._sizes if n <= at)
        return next((n for n in fitting if text[at - n : at] in self._beside), 0)

    def begin_behind(self, piece: Piece, at: int) -> bool:
        """Can a name end at this place?"""
        text, cuts = piece.text, piece.cuts
        kana = _KANA_END.match(text, at - 1)
        if text.startswith(_LONG_PARTICLES if kana else _PARTICLES, at):
            return True
        for _ in range(MAX_BESIDE):
            size = self._beside_at(text, at)
            if not size:
                return False
            at += size
            if cuts[at] or text.startswith(_PARTICLES, at):
                return True
        return False

    def _beside_at(self, text: str, at: int) -> int:
        """Measure the longest word that begins here; 0 if there is none."""
        room = len(text) - at
        fitting = (n for n in self._sizes if n <= room)
        return next((n for n in fitting if text[at : at + n] in self._beside), 0)

    def unit_behind(self, piece: Piece, at: int) -> bool:
        """Does a department of ours follow: ホクレイ精機|東京営業所?"""
        found = _UNIT_BEHIND.match(piece.text, at)
        return found is not None and (
            bool(piece.cuts[found.end()]) or self.begin_behind(piece, found.end())
        )

    def fill(self, piece: Piece, start: int = 0, end: int = 0) -> bool:
        """Is all of a piece but this stretch such words and numbers?

        Worked out once for a piece: the places to which such words lead from its
        beginning, and those from which they lead to its end.
        """
        if piece.filled is None:
            size = len(piece.text)
            heads, tails = {0}, {size}
            for at in range(size):
                if at in heads:
                    heads.update(self._steps(piece, at))
            for at in reversed(range(size)):
                if not tails.isdisjoint(self._steps(piece, at)):
                    tails.add(at)
            piece.filled = heads, tails
        return start in piece.filled[0] and end in piece.filled[1]

    def _steps(self, piece: Piece, at: int) -> Iterator[int]:
        """Yield where the words end that begin at this place."""
        text, cuts = piece.text, piece.cuts
        if text[at].isdecimal():
            yield at + 1
        for size in self._sizes:
            stop = at + size
            filler = stop <= len(text) and text[at:stop] in self._fillers
            if filler and ((cuts[at] and cuts[stop]) or is_cjk(text, at)):
                yield stop


def without_form(text: str) -> tuple[Piece, Piece]:
    """Give (with, without) the legal form in front of or behind a name.

    `株式会社ホクレイ精機` → ホクレイ精機; a name that is nothing else stays.
    """
    whole = piece = joined(latin(text))
    start, end = 0, len(piece.text)
    changed = True
    while changed:
        changed = False
        for form in COMPANY_FORMS:
            size = len(form)
            if size >= end - start:
                continue
            if piece.text.endswith(form, start, end) and _parts(
                piece, end - size, form
            ):
                end -= size
                changed = True
            elif piece.text.startswith(form, start, end) and _parts(
                piece, start + size, form
            ):
                start += size
                changed = True
    cuts = piece.cuts[start : end + 1]
    cuts[0] = cuts[-1] = Cut.WORD
    return whole, Piece(piece.text[start:end], cuts, [0], [0], piece.row)


def _parts(piece: Piece, at: int, form: str) -> bool:
    """Does a legal form part from the name here?  有田商店 has none, (有)田商店 has."""
    return bool(piece.cuts[at]) or (len(form) > 1 and is_cjk(form, 0))

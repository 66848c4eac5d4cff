"""What may stand beside a name: `営業部長谷川太一様` shows 谷川 太一, `小林太一` does not.

Japanese is written without spaces.  A name found inside a run of kanji is a name only
where its neighbours are words that stand beside names: honorifics, titles, departments,
our organization.  `小林` is not `小` beside `林`, so 林 太一 is not shown there.

Some names are too short for longer texts.  For them all the rest of the piece has to
consist of such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from honmono import tables
from honmono.check.org.folding import CJK, latin
from honmono.check.org.pieces import Cut, Piece, is_cjk, joined
from honmono.check.org.romaji import kunrei


def word_key(text: str) -> str:
    """Bring a word into the form in which pieces hold it."""
    return joined(latin(text)).text


def _of_kinds(*kinds: str) -> frozenset[str]:
    """Read words of the table."""
    words = tables.rows("honorifics.tsv")
    return frozenset(word_key(word) for word, kind in words if kind in kinds)


_FORMS: Final = frozenset(word_key(form) for (form,) in tables.rows("company_forms.tsv"))
_BESIDE: Final = _of_kinds("honorific", "title", "role") | {
    form for form in _FORMS if len(form) > 1
}
_UNITS: Final = tuple(_of_kinds("unit"))
_PARTICLES: Final = tuple(_of_kinds("particle"))
_LONG_PARTICLES: Final = tuple(word for word in _PARTICLES if len(word) > 1)
_OF: Final = "ノ"
_MAX_UNIT: Final = 10
"""Characters before 部, 課 …: 情報システム推進 has 8."""

_UNIT_BEHIND: Final = re.compile(
    f"[{CJK}]{{0,{_MAX_UNIT}}}(?:{'|'.join(map(re.escape, _UNITS))})"
)
_KANA_END: Final = re.compile("[ァ-ヺ]")


class Neighbours:
    """The words that stand beside names in one organization."""

    def __init__(self, own: Iterable[str]) -> None:
        """`own`: our names, titles, departments, offices; keys of `word_key`."""
        words = _BESIDE | {word for word in own if len(word) > 1}
        self._beside = words | {kunrei(word) for word in words}
        self._fillers = self._beside | _FORMS | frozenset(_UNITS)
        self._sizes = sorted({len(word) for word in self._fillers}, reverse=True)

    def end_before(self, piece: Piece, at: int) -> bool:
        """Can a name start at this place inside a run of Japanese?"""
        text, cuts = piece.text, piece.cuts
        if text[at - 1] == _OF and not _KANA_END.match(text, at):
            return True
        while not cuts[at]:
            if text.endswith(_UNITS, 0, at) and not any(cuts[at - 2 : at]):
                return True
            for size in self._sizes:
                if size <= at and text[at - size : at] in self._beside:
                    at -= size
                    break
            else:
                return False
        return True

    def begin_behind(self, piece: Piece, at: int) -> bool:
        """Can a name end at this place?"""
        text, cuts = piece.text, piece.cuts
        kana = _KANA_END.match(text, at - 1)
        if text.startswith(_LONG_PARTICLES if kana else _PARTICLES, at):
            return True
        while True:
            for size in self._sizes:
                if text[at : at + size] in self._beside and at + size <= len(text):
                    at += size
                    break
            else:
                return False
            if cuts[at] or text.startswith(_PARTICLES, at):
                return True

    def unit_behind(self, piece: Piece, at: int) -> bool:
        """Does a department of ours follow: ホクレイ精機|東京営業所?"""
        found = _UNIT_BEHIND.match(piece.text, at)
        return found is not None and (
            bool(piece.cuts[found.end()]) or self.begin_behind(piece, found.end())
        )

    def fill(self, piece: Piece, start: int, end: int) -> bool:
        """Is there nothing between the two places but such words and numbers?"""
        text, cuts = piece.text, piece.cuts
        while start < end:
            if text[start].isdecimal():
                start += 1
                continue
            for size in self._sizes:
                stop = start + size
                if stop <= end and text[start:stop] in self._fillers:
                    if (cuts[start] and cuts[stop]) or is_cjk(text, start):
                        start = stop
                        break
            else:
                return False
        return True


def without_form(text: str) -> tuple[Piece, Piece]:
    """Give (with, without) the legal form in front of or behind a name.

    `株式会社ホクレイ精機` → ホクレイ精機; a name that is nothing else stays.
    """
    whole = piece = joined(latin(text))
    start, end = 0, len(piece.text)
    changed = True
    while changed:
        changed = False
        for form in _FORMS:
            size = len(form)
            if size >= end - start:
                continue
            if piece.text.endswith(form, start, end) and _parts(piece, end - size, form):
                end -= size
                changed = True
            elif piece.text.startswith(form, start, end) and _parts(
                piece, start + size, form
            ):
                start += size
                changed = True
    cuts = piece.cuts[start : end + 1]
    cuts[0] = cuts[-1] = Cut.WORD
    return whole, Piece(piece.text[start:end], cuts, [0], piece.row)


def _parts(piece: Piece, at: int, form: str) -> bool:
    """Does a legal form part from the name here?  有田商店 has none, (有)田商店 has."""
    return bool(piece.cuts[at]) or (len(form) > 1 and is_cjk(form, 0))

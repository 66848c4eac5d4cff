"""The one matcher of names: does a text that a reader sees show one of us?

    From: "山田　太郎（例示センター）" <xk3@mail.example.net>
    From: "Mr. TAROU YAMADA via Dropsign" <no-reply@example.net>

A name is written in many ways, by ourselves and by forgers: kanji or their variants,
kana of two widths, romaji of four systems, either order, titles around it, letters of
other scripts that look the same.  All ways of every name of the registry are strings
made in advance (`keys`); the text is folded (`folding`), cut (`pieces`), and looked up.

Silent on purpose: a family or a given name alone, a namesake with other kanji, an
address that holds a name, a short name inside a longer text, two halves of a name that
do not stand together.  Who sent the mail is not asked here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from honmono.check.org.model import Organization, Person
from honmono.check.org.names.folding import katakana, latin, readings
from honmono.check.org.names.keys import (
    Alone,
    Book,
    Key,
    Strength,
    drawn,
    keys_of,
    keys_of_names,
)
from honmono.check.org.names.neighbours import Neighbours, without_form, word_key
from honmono.check.org.names.pieces import (
    Cut,
    Piece,
    Row,
    is_cjk,
    piece_of,
    rows,
    without_addresses,
)
from honmono.check.org.names.romaji import from_kana, kunrei, loosened
from honmono.mail.message.limits import MAX_NAME

__all__ = ["NameBook", "NameMatch", "Strength"]

_REMEMBERED: Final = 1_024
"""Names that are remembered from mail to mail: the same people write again."""

_LETTERSPACED: Final = 5
"""Letters from which `P a y P a l` is one word and not initials."""

_LETTER_BY_DIGIT: Final = re.compile("[A-Za-z][0-9$@!|]|[0-9$@!|][A-Za-z]")
_LETTER_AND_DIGITS: Final = re.compile("[0-9$@!|]*[A-Za-z][A-Za-z0-9$@!|]*")
_AS_LETTERS: Final = str.maketrans("013457$@!|", "oieastsail")
_CAPITAL_I: Final = re.compile("(?<=[a-z])I")
_DISGUISED: Final = re.compile(f"{_LETTER_BY_DIGIT.pattern}|[a-z]I|rn|RN|vv|VV")
_TWO_FOR_ONE: Final = (("rn", "m"), ("RN", "M"), ("vv", "w"), ("VV", "W"))
_KANA_WORD: Final = re.compile("[ァ-ヺー]+")
_LETTER: Final = re.compile("[A-Za-z]")
_CLUSTER: Final = re.compile(".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Whom a text shows."""

    person: Person | None
    organization: bool
    strength: Strength
    """Of the stronger of the two, where both are shown."""

    shown: str
    """The piece of the text that shows the person, else the organization."""


class _Hit(NamedTuple):
    """A key that stands in a piece, with all that it asks for."""

    key: Key
    strength: Strength
    start: int
    end: int
    text: str


class _Index:
    """Keys by their string; and how long those are that start with two letters."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[Key, ...]] = {}
        self.sizes: dict[str, tuple[int, ...]] = {}

    def add(self, text: str, key: Key) -> None:
        """Note a key; a person's second way to the same string adds nothing."""
        known = self.keys.get(text, ())
        if not any(
            k.person is key.person and k.strength is key.strength for k in known
        ):
            self.keys[text] = (*known, key)

    def close(self) -> None:
        """Sort the lengths, longest first; nothing is added afterwards."""
        sizes: dict[str, set[int]] = {}
        for text in self.keys:
            sizes.setdefault(text[:2], set()).add(len(text))
        self.sizes = {head: tuple(sorted(s, reverse=True)) for head, s in sizes.items()}


class NameBook:
    """Every way to write one of us.  Built once for an organization, then only read."""

    def __init__(self, org: Organization) -> None:
        """Make all keys: some twenty for a person with kana."""
        self._books = {book: _Index() for book in Book}
        own = {word_key(name) for name in org.names}
        own |= {without_form(name)[1].text for name in org.names}
        own |= {word_key(office.name) for office in org.offices}
        for person in org.people:
            own |= {word_key(word) for word in (person.title, person.department)}
            own |= {word_key(person.name)}
            for book, text, key in keys_of(person):
                self._books[book].add(text, key)
        for book, text, key in keys_of_names(org):
            self._books[book].add(text, key)
        for index in self._books.values():
            index.close()
        self._neighbours = Neighbours(own)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._find)

    def find(self, shown: str) -> NameMatch | None:
        """Find the strongest match, a person before the organization.

        Looks first at the text as it is read, and only when nobody is there at digits
        and strokes that stand for letters (`Paypa1`, `Arnazon`).
        """
        return self._found(shown[:MAX_NAME])

    def _find(self, shown: str) -> NameMatch | None:
        texts = [text[:MAX_NAME] for text in readings(shown)]
        for text in texts:
            if match := self._match(shown, text, self._hits(text)):
                return match
        for text in texts:
            if _DISGUISED.search(text) or (text != shown and _LETTER.search(text)):
                match = self._match(shown, text, self._disguised(text))
                if match:
                    return match
        return None

    def _match(self, shown: str, text: str, hits: Iterator[_Hit]) -> NameMatch | None:
        """Choose among the hits in one reading."""
        found = list(hits)
        if not found:
            return None
        people = [hit for hit in found if hit.key.person]
        best = min(people or found, key=lambda hit: hit.strength is Strength.PARTIAL)
        full = any(hit.strength is Strength.FULL for hit in found)
        return NameMatch(
            person=best.key.person,
            organization=any(hit.key.person is None for hit in found),
            strength=Strength.FULL if full else Strength.PARTIAL,
            shown=_as_shown(shown, text, best),
        )

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Yield everybody whom one reading of the text shows."""
        text = without_addresses(text)
        all_rows = list(rows(text))
        lonely: list[tuple[Row, _Hit]] = []
        for row in all_rows:
            for book, piece in self._spellings(row, text):
                for hit in self._in_piece(self._books[book], piece, text):
                    if hit.key.alone is Alone.TEXT:
                        lonely.append((row, hit))
                    else:
                        yield hit
        if lonely:
            others = list(self._with_other_words(all_rows))
            yield from (hit for row, hit in lonely if all(row is o for o in others))

    def _with_other_words(self, all_rows: list[Row]) -> Iterator[Row]:
        """Yield the pieces that are more than titles; those behind `via` apart."""
        for row in all_rows:
            shown = not row.joint and not row.aside
            if shown and not self._neighbours.fill(piece_of(row)):
                yield row

    def _spellings(self, row: Row, text: str) -> Iterator[tuple[Book, Piece]]:
        """Yield the row as written and as Japanese sounds, where there are such keys."""
        plain = piece_of(row)
        yield Book.PLAIN, plain
        words = [token.word for token in row.tokens]
        sounds = words
        if self._books[Book.KUNREI].keys and _LETTER.search(plain.text):
            sounds = kunrei("\n".join(words)).split("\n")
            yield Book.KUNREI, plain if sounds == words else piece_of(row, sounds)
        if self._books[Book.LOOSE].keys:
            kana = [katakana(text[token.start : token.end]) for token in row.tokens]
            loose = [
                loosened(from_kana(word) if _KANA_WORD.fullmatch(word) else sound)
                for word, sound in zip(kana, sounds, strict=True)
            ]
            yield Book.LOOSE, piece_of(row, loose)

    def _in_piece(self, index: _Index, piece: Piece, text: str) -> Iterator[_Hit]:
        """Yield the keys that stand in one piece and may stand there."""
        letters, sizes = piece.text, index.sizes
        for start in piece.starts:
            for size in sizes.get(letters[start : start + 2], ()):
                end = start + size
                if end <= len(letters):
                    for key in index.keys.get(letters[start:end], ()):
                        if hit := self._hit(piece, start, end, key, text):
                            yield hit

    def _hit(
        self, piece: Piece, start: int, end: int, key: Key, text: str
    ) -> _Hit | None:
        """Take a key that stands in a piece, if it is a name there."""
        if not self._stands(piece, start, end, key):
            return None
        begin, stop = piece.span(start, end)
        strength = key.strength
        if key.case:
            if key.case != text[begin:stop]:
                return None
            if not self._neighbours.fill(piece, start, end):
                strength = Strength.PARTIAL
        return _Hit(key, strength, begin, stop, text)

    def _stands(self, piece: Piece, start: int, end: int, key: Key) -> bool:
        """Is this a name of its own here, and not letters out of other names?"""
        alone = key.alone is not Alone.NO or piece.row.joint
        return (
            _cut_inside(piece, start, end, key)
            and self._starts_here(piece, start, key)
            and self._ends_here(piece, end, key)
            and (not alone or self._neighbours.fill(piece, start, end))
        )

    def _starts_here(self, piece: Piece, at: int, key: Key) -> bool:
        """Does a reader see a name begin here?"""
        cut = piece.cuts[at]
        if cut == Cut.NONE:
            return self._neighbours.end_before(piece, at)
        if key.case:
            return cut >= Cut.WORD
        return cut >= Cut.DIGIT and (key.person is None or cut != Cut.HYPHEN)

    def _ends_here(self, piece: Piece, at: int, key: Key) -> bool:
        """Does a reader see the name end here?"""
        cut = piece.cuts[at]
        if cut == Cut.NONE:
            return is_cjk(piece.text, at) and (
                self._neighbours.begin_behind(piece, at)
                or (key.person is None and self._neighbours.unit_behind(piece, at))
            )
        if cut == Cut.HYPHEN and key.person:
            return self._neighbours.begin_behind(piece, at)
        return cut >= Cut.HYPHEN or not key.case

    def _disguised(self, text: str) -> Iterator[_Hit]:
        """Yield those who are shown by digits and strokes in the place of letters."""
        text = without_addresses(text)
        if _LETTER_BY_DIGIT.search(text):
            text = _LETTER_AND_DIGITS.sub(_spell_out, text)
            yield from self._hits(text)
        text = _CAPITAL_I.sub("l", text)
        yield from self._drawn(text)
        for two, one in _TWO_FOR_ONE:
            text = text.replace(two, one)
        yield from self._drawn(text)

    def _drawn(self, text: str) -> Iterator[_Hit]:
        """Yield the organization where its name is drawn with other strokes."""
        for row in rows(text):
            piece = piece_of(row, [drawn(token.word) for token in row.tokens])
            yield from self._in_piece(self._books[Book.DRAWN], piece, text)


def _spell_out(word: re.Match[str]) -> str:
    """Read digits and signs inside a word as letters: V3rdan0 → Verdano."""
    return word[0].translate(_AS_LETTERS)


def _cut_inside(piece: Piece, start: int, end: int, key: Key) -> bool:
    """Are the boundaries inside those of the name?

    `Aron Ishi` is not Aro Nishi, and `K. M. Z` is not KMZ.
    """
    cuts = piece.cuts[start + 1 : end]
    inside = {place for place, cut in enumerate(cuts, 1) if cut}
    if not inside:
        return not key.apart
    if key.person and Cut.AND in cuts:
        return False
    if len(inside) == len(cuts) and (len(cuts) >= _LETTERSPACED - 1 or not key.spelled):
        return not key.case
    return key.cuts <= inside if key.spelled else inside <= key.cuts


def _as_shown(shown: str, text: str, hit: _Hit) -> str:
    """Find the place in the text as it was given; all of it where that is lost."""
    if len(hit.text) != len(text):
        return shown.strip()
    if text == shown:
        return shown[hit.start : hit.end]
    clusters = _CLUSTER.findall(shown)
    folded = [latin(cluster) for cluster in clusters]
    if "".join(folded) != text:
        return shown.strip()
    ends = list(accumulate(map(len, folded)))
    first, last = bisect_right(ends, hit.start), bisect_left(ends, hit.end)
    return "".join(clusters[first : last + 1])

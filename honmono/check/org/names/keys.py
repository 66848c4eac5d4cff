"""All strings by which a name of the registry is found, made once.

山田 太郎, ヤマダ タロウ gives 山田太郎, 太郎山田, ヤマダタロウ, 山田タロウ, taroyamada,
tarouyamada …, and for T. Yamada `tyamada`, which counts only where it is cut behind t.
Lower case, no spaces: the form in which `pieces` holds a text.

A name shown in kanji is never compared by its sound: 高橋 伊知郎 is not 高橋 一郎.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, IntEnum
from itertools import accumulate, product
from typing import Final, NamedTuple

from honmono import tables
from honmono.check.org.model import Organization, Person
from honmono.check.org.names.folding import katakana, latin, readings
from honmono.check.org.names.neighbours import without_form
from honmono.check.org.names.pieces import Piece, is_cjk, joined
from honmono.check.org.names.romaji import (
    initials,
    is_japanese,
    kunrei,
    loosened,
    spellings,
)


class Strength(Enum):
    """How much of a name is shown."""

    FULL = "full"
    """Family and given name, or a whole name of the organization."""

    PARTIAL = "partial"
    """Nickname, initial and family name, two names out of three: could be us."""


class Alone(IntEnum):
    """How much has to be nothing but the name and its titles."""

    NO = 0
    PIECE = 1
    TEXT = 2


class Book(Enum):
    """In which spelling a key is looked up."""

    PLAIN = "as written"
    KUNREI = "Japanese sounds in one system"
    LOOSE = "and without long vowels"
    DRAWN = "i, l and 1 alike"


class Key(NamedTuple):
    """What a string stands for, and what must be so where it stands."""

    person: Person | None
    strength: Strength
    cuts: frozenset[int]
    """Where a boundary may stand inside the name, counted from its start."""

    spelled: bool = False
    """In letters: these boundaries must stand, and more may (Ken-ichi)."""

    apart: bool = False
    """A boundary has to be shown: tyamada as one word is nobody."""

    alone: Alone = Alone.NO
    case: str = ""
    """Short names of organizations: found in this case only."""


MIN_LETTERS: Final = 6
"""A shorter name in Latin letters, or one of 2 kanji, is found only alone."""

MIN_UNCUT: Final = 8
"""Letters of a name that is found as one word: taroyamada."""

MIN_SHORT_ORG: Final = 4
"""Letters below which a name of the organization is a short form: DB, KMZ."""

_FULL, _PARTIAL = Strength.FULL, Strength.PARTIAL
_COMMON: Final = frozenset(word for (word,) in tables.rows("common_words.tsv"))
_SPACES: Final = re.compile(r"\s+")
_DOT: Final = "・"

Entry = tuple[Book, str, Key]


# --- people


def keys_of(person: Person) -> Iterator[Entry]:
    """Yield every key of one person."""
    names = [_parts(reading) for reading in readings(person.name)]
    kana = _parts(katakana(latin(person.kana)))
    romaji = [_parts(reading) for reading in readings(person.romaji)] or [[]]
    native = is_cjk(names[0][0], 0) if names and names[0] else False
    for parts in (*names, kana, *romaji):
        yield from _orders(person, parts)
    if len(names[0]) == len(kana) == 2 and native:
        yield from _orders(person, [names[0][0], kana[1]])
        yield from _orders(person, [kana[0], names[0][1]])
    latin_name = romaji[0] or ([] if native else names[0])
    family = names[0][0] if native else ""
    yield from _japanese(person, kana, latin_name, family)
    if len(latin_name) > 1:
        given, last = _given_and_family(latin_name, person)
        letters = {given[0][0], "".join(part[0] for part in given)}
        yield from _initials(person, Book.PLAIN, letters, last)
        yield from _initials(person, Book.PLAIN, letters, family)
    yield from _nicknames(person, family, latin_name)


def _parts(name: str) -> list[str]:
    """Split a name where its spaces are, else at its middle dots.

    A middle dot inside a Japanese part stays as a sign: ティ・ミン.
    """
    words = _SPACES.split(name.strip())
    if len(words) == 1:
        words = name.split("・")
    parts = (_DOT.join(joined(piece).text for piece in w.split("・")) for w in words)
    return [part for part in parts if part]


def _orders(
    person: Person, parts: list[str], book: Book = Book.PLAIN
) -> Iterator[Entry]:
    """Yield the whole name, whichever part is first; and two parts out of three."""
    if len(parts) == 1:
        if len(parts[0]) > 3 and is_cjk(parts[0], 0):
            yield book, parts[0], Key(person, _FULL, frozenset())
        elif len(parts[0]) > 1:
            key = Key(person, _PARTIAL, frozenset(), alone=Alone.TEXT)
            yield book, parts[0], key
        return
    for first in range(len(parts)):
        order = parts[first:] + parts[:first]
        yield from _whole(person, order, _FULL, book)
    if len(parts) > 2:
        yield from _whole(person, [parts[0], parts[-1]], _PARTIAL, book)
        yield from _whole(person, [parts[-1], parts[0]], _PARTIAL, book)


def _whole(
    person: Person, order: list[str], strength: Strength, book: Book
) -> Iterator[Entry]:
    """Yield one order of the parts of a name."""
    if not all(order):
        return
    text = "".join(order).replace(_DOT, "")
    latin_letters = text.isascii()
    short = len(text) < MIN_LETTERS if latin_letters else len(text) < 3
    short = short or (len(text) < 4 and "ァ" <= text[0] <= "ヺ")
    common = all(part in _COMMON for part in order)
    key = Key(
        person,
        strength,
        _bounds(order),
        spelled=not is_cjk(text, 0),
        apart=latin_letters and len(text) < MIN_UNCUT,
        alone=Alone.PIECE if short or common else Alone.NO,
    )
    yield book, text, key


def _bounds(parts: list[str]) -> frozenset[int]:
    """Count where one part ends and the next begins."""
    words = _DOT.join(parts).split(_DOT)
    return frozenset(accumulate(map(len, words[:-1])))


def _japanese(
    person: Person, kana: list[str], romaji: list[str], kanji: str
) -> Iterator[Entry]:
    """Yield the spellings of a Japanese name, from its kana, else from its romaji."""
    sounds = [kunrei(part) for part in romaji]
    japanese = len(sounds) > 1 and all(map(is_japanese, sounds))
    if japanese:
        yield from _orders(person, sounds, Book.KUNREI)
    if len(kana) == 2:
        families = spellings(_unfolded(person.kana, 0))
        givens = spellings(_unfolded(person.kana, 1))
        for family, given in product(families, givens):
            yield from _orders(person, [family, given], Book.KUNREI)
        letters = set(initials(givens[0]))
        for family in families:
            yield from _initials(person, Book.KUNREI, letters, family)
        yield from _initials(person, Book.PLAIN, letters, kanji)
    elif japanese and not kana:
        loose = [loosened(sound) for sound in sounds]
        yield from _orders(person, loose, Book.LOOSE)


def _unfolded(kana: str, part: int) -> str:
    """Take a part of a name in kana with its small letters."""
    name = katakana(latin(kana)).strip()
    return (_SPACES.split(name) if _SPACES.search(name) else name.split("・"))[part]


def _given_and_family(parts: list[str], person: Person) -> tuple[list[str], str]:
    """Tell which part is the family name: by the kana, else it is the last."""
    if person.kana:
        sound = {loosened(way) for way in spellings(_unfolded(person.kana, 0))}
        if loosened(kunrei(parts[0])) in sound:
            return parts[1:], parts[0]
    return parts[:-1], parts[-1]


def _initials(
    person: Person, book: Book, letters: set[str], family: str
) -> Iterator[Entry]:
    """Yield T. Yamada and Yamada T."""
    if len(family) < 3 and family.isascii():  # T. Li is anybody
        return
    for letter in letters:
        for order in ([letter, family], [family, letter]):
            key = Key(
                person, _PARTIAL, _bounds(order), True, apart=True, alone=Alone.PIECE
            )
            yield book, "".join(order), key


def _nicknames(person: Person, kanji: str, latin_name: list[str]) -> Iterator[Entry]:
    """Yield nicknames, alone and beside the family name."""
    families = {kanji, *latin_name[-1:]} - {""}
    for nickname in person.nicknames:
        piece = joined(latin(nickname))
        nick = piece.text
        if len(nick) < (3 if nick.isascii() else 2):
            continue
        inside = frozenset(at for at in range(1, len(nick)) if piece.cuts[at])
        yield Book.PLAIN, nick, Key(person, _PARTIAL, inside, alone=Alone.TEXT)
        for family in families:
            for order in ([nick, family], [family, nick]):
                bounds = _bounds(order)
                key = Key(person, _FULL, bounds, spelled=True, apart=nick.isascii())
                yield Book.PLAIN, "".join(order), key


# --- the organization


def keys_of_names(org: Organization) -> Iterator[Entry]:
    """Yield every key of our own names, without their legal form."""
    for name in org.names:
        for reading in readings(name):
            _, bare = without_form(reading)
            if len(bare.text) > 1:
                yield from _organization(bare, reading)


def _organization(bare: Piece, reading: str) -> Iterator[Entry]:
    """Yield the keys of one name."""
    text = bare.text
    latin_letters = text.isascii()
    short = len(text) < (MIN_SHORT_ORG if latin_letters else 3)
    at = reading.lower().find(text) if short and latin_letters else -1
    case = reading[at : at + len(text)] if at >= 0 else ""
    anywhere = not latin_letters and len(text) >= MIN_SHORT_ORG
    places = (p for p in range(1, len(text)) if anywhere or bare.cuts[p])
    alone = Alone.PIECE if short and not case else Alone.NO
    cuts = frozenset(places)
    yield Book.PLAIN, text, Key(None, _FULL, cuts, alone=alone, case=case)
    if latin_letters and not short:
        yield Book.DRAWN, drawn(text), Key(None, _FULL, cuts)


def drawn(text: str) -> str:
    """Make one letter of those drawn as one stroke."""
    return text.replace("i", "l")

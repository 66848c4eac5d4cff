"""All strings by which a name is found, and those that a shown text may be.

    Allen, Phillip K. </O=…>     forms_of     →  phillipkallen  -phillipallen  ~allen …
    "Phillip Allen"              forms_shown  →  phillipallen   -phillipallen …

A form is found by being equal, nothing else, so that an archive may keep HMACs of forms
in their place.  Whoever names a person in our mail has written one of a few spellings;
whoever shows him in a forgery wrote another one.  So a name has few forms, one for each
kind of spelling, and a shown text has many: both orders, short forms of given names.

Kinds are told apart by a sign in front, because a part of a name must not be found as a
whole one:  `phillipallen` a whole name, `-` without its initials, `=` in Japanese
sounds, `≈` without the length of vowels, `+` two parts of three, `.` initial and family
name of a known name, `:` nothing but these known, `~` one part alone, `@` spelt by an
address, `#` a word of the address of somebody whose name we know in kanji.

Readings of kanji are not guessed: a 浩 is found as Hiroshi when somebody wrote it so, or
by his address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Final, NamedTuple

from honmono.check.org.names.folding import katakana
from honmono.check.org.names.keys import MIN_UNCUT
from honmono.check.org.names.pieces import is_cjk
from honmono.check.org.names.romaji import (
    from_kana,
    is_japanese,
    kunrei,
    loosened,
    spellings,
)
from honmono.trace.people.nicknames import same_given_name
from honmono.trace.people.written import (
    Words,
    long_words,
    names_written,
    words_of_address,
)


class Likeness(Enum):
    """How surely a shown text is a person."""

    ADDRESS = "address"
    """An address of his stands there."""

    FULL = "full"
    """His whole name, in any of its spellings."""

    PARTIAL = "partial"
    """A part of it: given name alone, initials."""


class Shown(NamedTuple):
    """A string to be looked up, and how much it would say."""

    form: str
    likeness: Likeness
    rank: int = 0
    """0 says most.  Who is found by one rank is meant, and the next need not be asked."""


MAX_SHOWN: Final = 400
"""Forms of one shown text.  A name of four words has some 60."""

MAX_SPELLINGS: Final = 64
"""Of one name in kana.  ジュンイチロウ with オオノ has 36."""

_REMEMBERED: Final = 4096
"""Words, whose sounds are asked for with each new address of somebody."""

_SHORTER, _SOUND, _LOOSE = "-", "=", "≈"
_TWO, _INITIAL, _ONLY_INITIAL, _PART = "+", ".", ":", "~"
_SPELT, _READ = "@", "#"

_KANA: Final = re.compile("[ァ-ヺー]+")
_MIN_WHOLE: Final = 3
"""Letters of Japanese from which a word is a whole name: 岡田修, and not 岡田."""

_KANJI_NAME: Final = range(2, 7)
"""Letters of a name in kanji that may be cut into family and given name."""


# --- of a known name


def forms_of(name: str) -> frozenset[str]:
    """Every form of a person's name; of an address, when it stands in a name's place."""
    names = names_written(name)
    if names:
        return frozenset(form for words in names for form in _forms(words))
    return forms_of_address(name) if "@" in name else frozenset()


def forms_of_address(address: str) -> frozenset[str]:
    """The name that an address spells: first.last@, k..allen@, yuko50@."""
    words = words_of_address(address)
    return frozenset({_SPELT + "".join(words)}) if words else frozenset()


def forms_of_sighting(address: str, name: str) -> frozenset[str]:
    """Every form by which somebody is found who was seen with this name and address.

    Of a name in kanji the address may be all that tells how it is read: `sho.abe@`.
    """
    forms = forms_of(name) | forms_of_address(address)
    if any(is_cjk(form, 0) for form in forms):
        forms |= {_READ + word for word in words_of_address(address) if len(word) > 1}
    return forms


def _forms(words: Words) -> Iterator[str]:
    """Yield the forms of one name."""
    yield "".join(words)
    long = long_words(words)
    if len(words) == 1:
        yield from _parts_of_kanji(words[0])
        return
    if len(long) < 2:
        yield from (_ONLY_INITIAL + form for form in _initial_first(words))
        yield from (_PART + word for word in long)
        return
    if len(long) < len(words):
        yield _SHORTER + "".join(long)
    yield from (_PART + word for word in long)
    yield from _middle_apart(long)
    if is_cjk(long[0], 0):
        yield from _sounds_of_kana(long)
        return
    yield _INITIAL + long[0][0] + long[-1]
    sounds = list(map(_in_kunrei, long))
    if all(map(is_japanese, sounds)):
        yield _LOOSE + "".join(map(loosened, sounds))
        yield _INITIAL + long[-1][0] + long[0]


@lru_cache(_REMEMBERED)
def _in_kunrei(word: str) -> str:
    return kunrei(word)


def _middle_apart(long: Words) -> Iterator[str]:
    """Yield names of three parts with two of them, and with the middle one shortened."""
    if len(long) > 2:
        yield from (_TWO + "".join(two) for two in combinations(long, 2))
        yield long[0] + "".join(word[0] for word in long[1:-1]) + long[-1]


def _parts_of_kanji(word: str) -> Iterator[str]:
    """Yield what may be family or given name of 山田太郎, which nobody cut."""
    if is_cjk(word, 0) and len(word) in _KANJI_NAME:
        for cut in range(1, len(word)):
            yield _PART + word[:cut]
            yield _PART + word[cut:]


def _sounds_of_kana(long: Words) -> Iterator[str]:
    """Yield every spelling in Latin letters of a name in kana."""
    if len(long) == 2 and all(map(_KANA.fullmatch, long)):
        for sounds in islice(product(*map(spellings, long)), MAX_SPELLINGS):
            yield _SOUND + "".join(sounds)


def _initial_first(words: Iterable[str]) -> Iterator[str]:
    """Yield `pallen` for P. Allen, k..allen@ and Allen, P."""
    letters = [word for word in words if len(word) == 1]
    for word in words:
        if len(word) > 1:
            yield from (letter + word for letter in letters)


# --- of a shown text


def forms_shown(text: str) -> tuple[Shown, ...]:
    """Every form that a shown text may be, likest first; an address is no name."""
    found: dict[str, Shown] = {}
    for words in names_written(text, all_pieces=True):
        for shown in _shown(words):
            known = found.get(shown.form)
            if known is None or shown.rank < known.rank:
                found[shown.form] = shown
    return tuple(sorted(found.values(), key=lambda shown: shown.rank)[:MAX_SHOWN])


def _shown(words: Words) -> Iterator[Shown]:
    """Yield the forms that one name may be."""
    if len(words) == 1:
        yield from _one_word(words[0])
        return
    orders = _orders(words)
    long = long_words(words)
    for order in orders:
        yield from _whole(order, with_initials=len(long) < len(words))
    if len(long) == len(words):
        yield from _where_less_is_known(long)
    elif len(long) > 1:
        for order in _orders(long):
            yield Shown("".join(order), Likeness.FULL, 1)
            yield Shown(_SPELT + "".join(order), Likeness.FULL, 1)
        for form in _initial_first(words):
            yield Shown(_SPELT + form, Likeness.PARTIAL, 3)
    else:
        for form in _initial_first(words):
            yield Shown(_ONLY_INITIAL + form, Likeness.FULL, 1)
            yield Shown(_INITIAL + form, Likeness.PARTIAL, 3)
            yield Shown(_SPELT + form, Likeness.PARTIAL, 3)
    yield from _with_other_given_name(_orders(long))
    yield from _two_of_three(long)


def _one_word(word: str) -> Iterator[Shown]:
    """Yield the forms of a word alone: `Info`, 山田太郎, AnnaBernard; or `Anna`.

    A short one may be a whole name or a part, so both are asked at once.
    """
    whole = _MIN_WHOLE if is_cjk(word, 0) else MIN_UNCUT
    likeness = Likeness.FULL if len(word) >= whole else Likeness.PARTIAL
    yield Shown(word, likeness, 4)
    yield Shown(_SHORTER + word, likeness, 4)
    yield Shown(_PART + word, Likeness.PARTIAL, 4)
    yield Shown(_SPELT + word, Likeness.PARTIAL, 5)
    for other in sorted(same_given_name(word)):
        yield Shown(_PART + other, Likeness.PARTIAL, 5)


def _orders(words: Words) -> list[Words]:
    """Give a name beginning with each of its words."""
    return [words[first:] + words[:first] for first in range(len(words))]


def _whole(order: Words, *, with_initials: bool) -> Iterator[Shown]:
    """Yield a whole name as written, and by its Japanese sounds."""
    yield Shown("".join(order), Likeness.FULL, 0)
    if not with_initials:
        yield Shown(_SHORTER + "".join(order), Likeness.FULL, 0)
    yield Shown(_SPELT + "".join(order), Likeness.FULL, 1)
    sounds = [_sound(word) for word in order]
    if all(map(is_japanese, sounds)):
        yield Shown(_SOUND + "".join(sounds), Likeness.FULL, 0)
        yield Shown(_LOOSE + "".join(map(loosened, sounds)), Likeness.FULL, 0)


def _sound(word: str) -> str:
    """Write a word in one system of romaji; kanji stay."""
    return from_kana(katakana(word)) if _KANA.fullmatch(word) else kunrei(word)


def _where_less_is_known(long: Words) -> Iterator[Shown]:
    """Yield what we know of somebody of whom we know no more than P. Allen, pallen@."""
    for order in _orders(long):
        if not is_cjk(order[0], 0):
            short = order[0][0] + order[-1]
            yield Shown(_ONLY_INITIAL + short, Likeness.PARTIAL, 3)
            yield Shown(_SPELT + short, Likeness.PARTIAL, 3)
            yield Shown(_SPELT + order[-1] + order[0][0], Likeness.PARTIAL, 3)
            if is_japanese(kunrei(order[0])):
                yield Shown(_READ + order[0], Likeness.PARTIAL, 4)


def _with_other_given_name(orders: list[Words]) -> Iterator[Shown]:
    """Yield the name with the other forms of its given name, whichever it is."""
    for order in orders:
        for other in sorted(same_given_name(order[0])):
            changed = other + "".join(order[1:])
            yield Shown(changed, Likeness.PARTIAL, 2)
            yield Shown(_SHORTER + changed, Likeness.PARTIAL, 2)


def _two_of_three(long: Words) -> Iterator[Shown]:
    """Yield two words of three or more, and the two of a name of which we know three."""
    if len(long) == 2:
        for order in _orders(long):
            yield Shown(_TWO + "".join(order), Likeness.PARTIAL, 3)
    for one, other in combinations(long, 2) if len(long) > 2 else ():
        for two in (one + other, other + one):
            yield Shown(two, Likeness.PARTIAL, 3)
            yield Shown(_SHORTER + two, Likeness.PARTIAL, 3)

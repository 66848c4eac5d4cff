"""How far apart are two spellings, for a reader and for a hand on a keyboard?

    nagisawa   nagiswaa    0.4   two letters changed places
    nagisawa   nagisawwa   0.4   a letter twice
    nagisawa   nag1sawa    0.1   drawn alike
    nagisawa   nagidawa    0.6   the key beside it
    nagisawa   nagiqawa    1.0   any other letter

The distance is the least sum of such changes (optimal string alignment).  What is
written on purpose looks like the original or like a slip; a letter that is neither
more often belongs to another name.  Here is no opinion on how far is far.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from honmono import tables

MAX_LETTERS: Final = 63
"""Letters compared, a label of a domain (RFC 1035 §2.3.4); the time is quadratic."""

FAR: Final = 99.0
"""The distance of whatever lies beyond the limit."""

_ROWS: Final = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SWAPPED: Final = 0.4
_TWICE: Final = 0.4
_TWICE_AS_IN_WORDS: Final = 0.7
"""`Hofman` and `Hofmann` are two people; `paypaal` is nobody."""

_OMITTED: Final = 0.75
_NEAR: Final = 0.6
_SAME: Final = 0.1
_VOWEL: Final = 0.8
"""Also where the keys are neighbours: another vowel makes another name."""

_OTHER: Final = 1.0
_OFTEN_TWICE: Final = frozenset("lnstfpmrcdeog")
_VOWELS: Final = frozenset("aeiou")

_ALIKE: Final = tuple(tables.rows("letters_alike.tsv"))
_TO_ONE: Final = str.maketrans(
    {a: b for a, b, how in _ALIKE if how == "same" and len(a) == 1}
)
_TWO_TO_ONE: Final = tuple((a, b) for a, b, how in _ALIKE if len(a) == 2)


def drawn(text: str) -> str:
    """Make equal what is drawn alike: `nag1savva` and `nagisawa` → nag?sawa.

    The result is for comparing alone.  Two digits never become equal.
    """
    for two, one in _TWO_TO_ONE:
        if two in text:
            text = text.replace(two, one)
    return text.translate(_TO_ONE)


def _pairs() -> dict[str, float]:
    """What it costs to write one letter for another, where that is less than 1."""
    costs: dict[str, float] = {}
    for at, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            beside = row[place + 1 : place + 2]
            below = _ROWS[at + 1][max(place - 1, 0) : place + 1] if at < 3 else ""
            for other in beside + below:
                costs[key + other] = costs[other + key] = _NEAR
    for kind, cost in (("near", _NEAR), ("same", _SAME)):
        for a, b, how in _ALIKE:
            if how == kind and len(a) == 1:
                costs[a + b] = costs[b + a] = cost
    costs["1i"] = costs["i1"] = _SAME
    return costs | {a + b: _VOWEL for a in _VOWELS for b in _VOWELS}


_PAIRS: Final = _pairs()
_LETTER_KEYS: Final = {
    pair for pair, cost in _PAIRS.items() if cost <= _NEAR and pair.isalpha()
}


def _written_for(ours: str, theirs: str) -> float:
    """The cost of one letter in the place of another; one number for another is far."""
    if ours.isdigit() and theirs.isdigit():
        return _OTHER
    return _PAIRS.get(ours + theirs, _OTHER)


def _beside(letter: str, before: str, after: str, other: float) -> float:
    """The cost of a letter too many or too few, between its neighbours."""
    if letter in (before, after):
        return _TWICE_AS_IN_WORDS if letter in _OFTEN_TWICE else _TWICE
    if letter + before in _LETTER_KEYS or letter + after in _LETTER_KEYS:
        return min(other, _OMITTED)
    return other


@lru_cache(maxsize=512)
def distance(ours: str, theirs: str, limit: float) -> float:
    """How far is `theirs` from `ours`?  `FAR` above `limit`.

    The same beginning and end are taken off first, and rows above the limit end it.
    """
    a, b = ours[:MAX_LETTERS], theirs[:MAX_LETTERS]
    if abs(len(a) - len(b)) * _TWICE > limit:
        return FAR
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    # One letter before the first difference stays: it may be the one written twice.
    start = max(start - 1, 0)
    a, b = a[start:], b[start:]
    before: list[float] = []
    row = [0.0]
    for j, letter in enumerate(b):
        row.append(row[-1] + _beside(letter, b[j - 1 : j], b[j + 1 : j + 2], _OTHER))
    for i, letter in enumerate(a):
        omitted = _beside(letter, a[i - 1 : i] if i else "", a[i + 1 : i + 2], _OMITTED)
        older, before, row = before, row, [row[0] + omitted]
        for j, other in enumerate(b):
            previous = b[j - 1] if j else ""
            if letter == other:
                best = before[j]
            else:
                added = _beside(other, previous, b[j + 1 : j + 2], _OTHER)
                best = min(
                    before[j] + _written_for(letter, other),
                    before[j + 1] + omitted,
                    row[j] + added,
                )
                if i and j and letter == previous and a[i - 1] == other:
                    best = min(best, older[j - 1] + _SWAPPED)
            row.append(best)
        if min(row) > limit and min(before) + _SWAPPED > limit:
            return FAR
    return row[-1] if row[-1] <= limit else FAR

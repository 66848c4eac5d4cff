"""Short forms of English given names: Rob is Robert, and so is Bob.

    From: "Rob Gay" <xk3@mail.example.net>        our Robert Gay, or a Robin Gay

A short form says less than a name: it may be short for several.  Short forms of one
person that are no short forms of his name (Dutch for Mark) nobody can look up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from honmono import tables

_LONG: Final = {
    short: frozenset(names.split())
    for short, names in tables.rows("english_nicknames.tsv")
}


def _short() -> dict[str, frozenset[str]]:
    """Turn the table round: robert is written rob, bob, bobby."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for short, names in _LONG.items():
        for name in names:
            found[name].add(short)
    return {name: frozenset(short) for name, short in found.items()}


_SHORT: Final = _short()


def same_given_name(name: str) -> frozenset[str]:
    """Give the other forms of a given name, in small letters; empty for most names.

    Alan and Albert are both Al, and still two names.
    """
    long = _LONG.get(name, frozenset())
    beside = (_SHORT[other] for other in long)
    return frozenset().union(long, *beside, _SHORT.get(name, frozenset())) - {name}

"""Quotes of forged mail are looked for in the fingerprints of our mail.

    quote      1,200 letters, 95 fingerprints      8f2c 91aa 03d1 …
    message    holds 71 of these                   share 0.75

A quote is looked up by all its places, and what is found is set against the number of
fingerprints that were kept of it, had it been a message of ours: a share, not a count.
Three fingerprints in common are much of a short quote and nothing of a long one.

What stands in hundreds of messages is a greeting, a disclaimer or a signature.  It proves
nothing: rare pieces count more, and very common ones not at all, neither as found nor as
missing.  A piece that stands nowhere in our mail counts in full as missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import distinct, starts_of
from honmono.trace.archive.fingerprints import Prints, fingerprints, places
from honmono.trace.archive.letters import letters_of
from honmono.trace.archive.prints import Drawers, Opened, looked_up, opened
from honmono.trace.archive.script import PLAIN, Script

MAX_QUOTE: Final = 8192
"""Bytes of letters of a quote that are looked up: some 1,500 words."""

MIN_SHARE: Final = 0.3
"""Part of a quote's fingerprints below which it is none of a message.  Measured on raw
mail: with any three fingerprints 84 of 117 quotes that we never had "matched"."""

COMMON: Final = 500
"""Messages; a piece that stands in more of them is nobody's."""

Longs = NDArray[np.int64]


class Fitting(NamedTuple):
    """The messages that a quote may come from."""

    messages: Longs
    shares: NDArray[np.float64]
    prints: int
    """Fingerprints of the quote that can tell something."""


class Wanted(NamedTuple):
    """The fingerprints of some quotes."""

    prints: Prints
    """All of them, each once, ascending."""

    asked: Sequence[Longs]
    """Places in `prints` for each quote: by all its places it is looked up."""

    kept: Sequence[Longs]
    """Those that were kept of it, had it been a message of ours."""


class Standing(NamedTuple):
    """Where fingerprints stand: those of `Wanted`, ascending, and a message beside each."""

    which: Longs
    where: Longs

    def often(self, wanted: Wanted) -> Longs:
        """In how many messages each stands; above `COMMON` no matter in how many."""
        return np.bincount(self.which, minlength=len(wanted.prints))


def wanted_of(quotes: Sequence[str], script: Script = PLAIN) -> Wanted:
    """The fingerprints of quotes."""
    texts = [letters_of(quote)[:MAX_QUOTE] for quote in quotes]
    asked = [distinct(script.prints(places(text))) for text in texts]
    kept = [distinct(script.prints(prints)) for prints in fingerprints(texts)]
    all_ = distinct(np.concatenate([*asked, np.empty(0, np.uint32)]))
    return Wanted(
        all_,
        [np.searchsorted(all_, each) for each in asked],
        [np.searchsorted(all_, each) for each in kept],
    )


def stored(database: sqlite3.Connection) -> Iterator[tuple[int, Opened]]:
    """The fingerprints of an archive, each segment with its first message."""
    for first, *drawers in database.execute("SELECT * FROM prints ORDER BY first"):
        yield first, opened(Drawers(*drawers))


def standing(
    segments: Callable[[], Iterable[tuple[int, Opened]]], wanted: Wanted
) -> Standing:
    """Look them up in one archive, or one partition."""
    which, where = _found(segments() if len(wanted.prints) else (), wanted.prints)
    order = np.argsort(which, kind="stable")
    return Standing(which[order], where[order])


def fitting(
    wanted: Wanted, here: Standing, often: Longs, messages: int
) -> list[Fitting]:
    """The messages of one archive, or one partition, that hold each of these quotes.

    Args:
        wanted: their fingerprints.
        here: where these stand.
        often: in how many messages each stands, in all partitions together.
        messages: how many there are, in all partitions.

    """
    weight = _weights(often, messages)
    ends = np.cumsum(here.often(wanted))
    return [
        _weighed(asked, weight, kept, ends, here.where)
        for asked, kept in zip(wanted.asked, wanted.kept, strict=True)
    ]


def _found(
    segments: Iterable[tuple[int, Opened]], wanted: Prints
) -> tuple[Longs, Longs]:
    """Places in `wanted`, and the number of a message beside each.

    Of what is common no more is kept than shows that it is.
    """
    often = np.zeros(len(wanted), np.int64)
    which, where = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for first, drawers in segments:
        open_ = np.flatnonzero(often <= COMMON)
        at, message = looked_up(drawers, wanted[open_])
        at = open_[at]
        often += np.bincount(at, minlength=len(wanted))
        rank = _rank(at)
        few = rank <= COMMON
        which.append(at[few])
        where.append(message[few] + first)
    return np.concatenate(which), np.concatenate(where)


def _rank(sorted_: Longs) -> Longs:
    """How many equal ones stand before each: 4 4 4 7 → 0 1 2 0."""
    _, starts = starts_of(sorted_)
    return np.arange(len(sorted_)) - np.repeat(
        starts, np.diff(starts, append=len(sorted_))
    )


def _weights(often: Longs, messages: int) -> NDArray[np.float64]:
    """1 for what stands in no message or one, 0 for what is common."""
    scale = np.log(max(messages, 2) + 1)
    weight = 1 - np.log(np.maximum(often, 1)) / scale
    return np.where(often > COMMON, 0.0, np.maximum(weight, 0.0))


def _weighed(
    asked: Longs,
    weight: NDArray[np.float64],
    kept: Longs,
    ends: Longs,
    where: Longs,
) -> Fitting:
    """The messages that hold enough of one quote."""
    telling = int((weight[kept] > 0).sum())
    asked = asked[weight[asked] > 0]
    starts = np.concatenate(([0], ends))[asked]
    sizes = ends[asked] - starts
    at = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    messages, inverse = np.unique(where[at], return_inverse=True)
    sums = np.bincount(
        inverse, np.repeat(weight[asked], sizes), minlength=len(messages)
    )
    whole = float(weight[kept].sum())
    shares = np.minimum(sums / whole, 1.0) if whole else np.zeros(len(messages))
    enough = shares >= MIN_SHARE
    return Fitting(messages[enough], shares[enough], telling)

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


def fitting(
    database: sqlite3.Connection,
    quotes: Sequence[str],
    messages: int,
    script: Script = PLAIN,
) -> list[Fitting]:
    """The messages that hold each of these quotes.  `messages`: how many there are."""

    def segments() -> Iterator[tuple[int, Opened]]:
        for first, *drawers in database.execute("SELECT * FROM prints ORDER BY first"):
            yield first, opened(Drawers(*drawers))

    return fitting_in(segments, quotes, messages, script)


def fitting_in(
    segments: Callable[[], Iterable[tuple[int, Opened]]],
    quotes: Sequence[str],
    messages: int,
    script: Script = PLAIN,
) -> list[Fitting]:
    """The same where the fingerprints are at hand; each with its first message."""
    texts = [letters_of(quote)[:MAX_QUOTE] for quote in quotes]
    asked = [distinct(script.prints(places(text))) for text in texts]
    kept = [distinct(script.prints(prints)) for prints in fingerprints(texts)]
    wanted = distinct(np.concatenate([*asked, np.empty(0, np.uint32)]))
    which, where = _found(segments() if len(wanted) else (), wanted)
    often = np.bincount(which, minlength=len(wanted))
    weight = _weights(often, messages)
    order = np.argsort(which, kind="stable")
    which, where = which[order], where[order]
    ends = np.cumsum(np.bincount(which, minlength=len(wanted)))
    return [
        _weighed(
            np.searchsorted(wanted, prints),
            weight,
            np.searchsorted(wanted, own),
            ends,
            where,
        )
        for prints, own in zip(asked, kept, strict=True)
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

"""Who knows whom: messages that show it, added up to contacts.

sato → ito   sent 3   received 5   first 2021-04-02   last 2022-04-11
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Contact
from honmono.trace.archive.columns import distinct_counted, starts_of
from honmono.trace.archive.messages import Links, Longs

Counted = dict[int, dict[int, Contact]]
"""Who knows → whom → how well."""


def counted(parts: Iterable[Links]) -> Counted:
    """Add up what messages show."""
    sums = [_summed(_rows(part)) for part in parts]
    if not sums:
        return {}
    whole = _summed(tuple(np.concatenate(column) for column in zip(*sums, strict=True)))
    key, sent, received, first, last = (column.tolist() for column in whole)
    found: defaultdict[int, dict[int, Contact]] = defaultdict(dict)
    for pair, *numbers in zip(key, sent, received, first, last, strict=True):
        found[pair >> 32][pair & 0xFFFFFFFF] = Contact(*numbers)
    return found


def merged(one: Contact | None, other: Contact) -> Contact:
    """What messages say and what an address book says of the same two people.

    The book may have counted messages that are here, too, so they are not added.
    """
    if one is None:
        return other
    return Contact(
        max(one.sent, other.sent),
        max(one.received, other.received),
        min(one.first, other.first),
        max(one.last, other.last),
    )


_Table = tuple[NDArray[np.int64], ...]


def _rows(links: Links) -> _Table:
    sent, date = links.sent.astype(np.int64), links.date
    return (links.knower << 32 | links.known, sent, 1 - sent, date, date)


def _summed(table: Sequence[Longs]) -> _Table:
    """One row for each pair: how often, first and last."""
    key, sent, received, first, last = table
    if not len(key):
        return tuple(table)
    order = np.argsort(key, kind="stable")
    pairs, starts = starts_of(key[order])
    return (
        pairs,
        np.add.reduceat(sent[order], starts),
        np.add.reduceat(received[order], starts),
        np.minimum.reduceat(first[order], starts),
        np.maximum.reduceat(last[order], starts),
    )


class Circle(NamedTuple):
    """How many people somebody knows, and how well all together."""

    contacts: int
    ties: float
    """Sum of the square roots of what they exchanged."""


def pairs_of(parts: Iterable[Links]) -> tuple[Longs, Longs]:
    """Everybody who knows with everybody whom he knows (`<< 32 |`), and how often."""
    tables = [distinct_counted(part.knower << 32 | part.known) for part in parts]
    keys = np.concatenate([key for key, _ in tables] or [_NOTHING])
    order = np.argsort(keys, kind="stable")
    pairs, starts = starts_of(keys[order])
    if not len(pairs):
        return _NOTHING, _NOTHING
    times = np.concatenate([n for _, n in tables])[order]
    return pairs, np.add.reduceat(times, starts)


_NOTHING: Final = np.empty(0, np.int64)


def circles(parts: Iterable[Links]) -> dict[int, Circle]:
    """The circle of everybody who knows."""
    pairs, times = pairs_of(parts)
    if not len(pairs):
        return {}
    contacts = np.bincount(pairs >> 32)
    ties = np.bincount(pairs >> 32, np.sqrt(times))
    who = np.flatnonzero(contacts)
    return {
        number: Circle(count, tie)
        for number, count, tie in zip(
            who.tolist(), contacts[who].tolist(), ties[who].tolist(), strict=True
        )
    }


def circle_of(contacts: Collection[Contact]) -> Circle:
    """The same of an address book."""
    ties = sum(sqrt(each.sent + each.received) for each in contacts)
    return Circle(len(contacts), ties)

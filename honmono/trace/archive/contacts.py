"""Who knows whom: messages that show it, added up to contacts.

sato → ito   sent 3   received 5   first 2021-04-02   last 2022-04-11
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Contact
from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.messages import Links, Longs

Floats = NDArray[np.float64]

Counted = dict[int, dict[int, Contact]]
"""Who knows → whom → how well."""


def counted(parts: Iterable[Links]) -> Counted:
    """Add up what messages show."""
    sums = [_summed(_rows(part)) for part in parts]
    if not sums:
        return {}
    whole = _summed(tuple(np.concatenate(column) for column in zip(*sums, strict=True)))
    found: defaultdict[int, dict[int, Contact]] = defaultdict(dict)
    for pair, *numbers in zip(*(column.tolist() for column in whole), strict=True):
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
        max(one.closeness, other.closeness),
    )


_Table = tuple[NDArray[Any], ...]


def _rows(links: Links) -> _Table:
    sent = links.sent.astype(np.int64)
    pair, date = links.knower << 32 | links.known, links.date
    return (pair, sent, 1 - sent, date, date, links.part)


def _summed(table: _Table) -> _Table:
    """One row for each pair: how often, first, last, and how close."""
    key, sent, received, first, last, part = table
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
        np.add.reduceat(part[order], starts),
    )


class Circle(NamedTuple):
    """How many people somebody knows, and how well all together."""

    contacts: int
    ties: float
    """Sum of the square roots of their closeness."""

    ties_ours: float
    """The part of it that goes to people of ours."""


_PERSON: Final = 22
"""Bits of a person's number that fit beside another's and a part."""

_PART: Final = 19
_WHOLE: Final = 2**_PART - 1
"""A part is counted in whole steps: then sums are the same in whatever order."""


def pairs_of(parts: Iterable[Links]) -> tuple[Longs, Floats]:
    """Everybody who knows with everybody whom he knows (`<< 32 |`), and how closely."""
    tables = [_tallied(part) for part in parts]
    pairs, steps = _close(
        np.concatenate([pairs for pairs, _ in tables] or [_NOBODY]),
        np.concatenate([steps for _, steps in tables] or [_NOBODY]),
    )
    return pairs, steps / _WHOLE


_NOBODY: Final = np.empty(0, np.int64)


def _tallied(links: Links) -> tuple[Longs, Longs]:
    """Each pair once, and the steps of its parts.

    Numbers alone are sorted three times as fast as places of numbers, so a pair and its
    part are one number, unless there are more people than fit.
    """
    knower, known = links.knower.astype(np.int64), links.known.astype(np.int64)
    steps = np.rint(links.part * _WHOLE).astype(np.int64)
    if max(knower.max(initial=0), known.max(initial=0)) >> _PERSON:
        return _close(knower << 32 | known, steps)
    packed = np.sort((knower << _PERSON | known) << _PART | steps)
    each, starts = starts_of(packed >> _PART)
    pairs = each >> _PERSON << 32 | each & (1 << _PERSON) - 1
    if not len(each):
        return pairs, each
    return pairs, np.add.reduceat(packed & _WHOLE, starts)


def circles(parts: Iterable[Links], ours: NDArray[np.bool_]) -> dict[int, Circle]:
    """The circle of everybody who knows; `ours` by the number of a person."""
    pairs, close = pairs_of(parts)
    if not len(pairs):
        return {}
    contacts = np.bincount(pairs >> 32)
    knower, known, tie = pairs >> 32, pairs & 0xFFFFFFFF, np.sqrt(close)
    ties, ties_ours = np.bincount(knower, tie), np.bincount(knower, tie * ours[known])
    who = np.flatnonzero(contacts)
    found = (each[who].tolist() for each in (contacts, ties, ties_ours))
    return {
        number: Circle(*circle)
        for number, *circle in zip(who.tolist(), *found, strict=True)
    }


def _close(pairs: Longs, steps: Longs) -> tuple[Longs, Longs]:
    """Each pair once, and the sum of its steps."""
    order = np.argsort(pairs)
    each, starts = starts_of(pairs[order])
    return each, np.add.reduceat(steps[order], starts) if len(each) else steps


def circle_of(contacts: Mapping[int, Contact], ours: NDArray[np.bool_]) -> Circle:
    """The same of an address book."""
    ties = {
        who: sqrt(each.closeness or each.sent + each.received)
        for who, each in contacts.items()
    }
    to_ours = sum(tie for who, tie in ties.items() if ours[who])
    return Circle(len(contacts), sum(ties.values()), to_ours)

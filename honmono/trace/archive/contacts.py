"""Who knows whom: messages that show it, added up to contacts.

sato → ito   sent 3   received 5   first 2021-04-02   last 2022-04-11
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Contact
from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.messages import Links
from honmono.trace.archive.pairs import Known

Counted = dict[int, dict[int, Contact]]
"""Who knows → whom → how well."""


def counted(parts: Iterable[Links]) -> Counted:
    """Add up what messages show."""
    sums = [_summed(_rows(part)) for part in parts]
    if not sums:
        return {}
    whole = _summed(tuple(np.concatenate(column) for column in zip(*sums, strict=True)))
    found: defaultdict[int, dict[int, Contact]] = defaultdict(dict)
    pairs, *numbers = (column.tolist() for column in whole)
    for pair, contact in zip(pairs, map(Contact, *numbers), strict=True):
        found[pair >> 32][pair & 0xFFFFFFFF] = contact
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


def circles(pairs: Known, ours: NDArray[np.bool_]) -> dict[int, Circle]:
    """The circle of everybody who knows; `ours` by the number of a person."""
    tie = np.sqrt(pairs.close)
    contacts = np.bincount(pairs.knower)
    ties = np.bincount(pairs.knower, tie)
    ties_ours = np.bincount(pairs.knower, tie * ours[pairs.known])
    who = np.flatnonzero(contacts)
    found = (each[who].tolist() for each in (contacts, ties, ties_ours))
    return {
        number: Circle(*circle)
        for number, *circle in zip(who.tolist(), *found, strict=True)
    }


def circle_of(contacts: Mapping[int, Contact], ours: NDArray[np.bool_]) -> Circle:
    """The same of an address book."""
    ties = {
        who: sqrt(each.closeness or each.sent + each.received)
        for who, each in contacts.items()
    }
    to_ours = sum(tie for who, tie in ties.items() if ours[who])
    return Circle(len(contacts), sum(ties.values()), to_ours)

"""All messages of an archive in memory, as columns: who took part, who holds which.

    message 12    people 7 12 9 → persons 7 12 7      holders: mailbox of 9

A million messages take some 100 MB.  A question about a person looks at his messages
alone (`by_person.py`); one about all of them takes some hundredths of a second.  Texts
are not here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import part_of
from honmono.trace.archive.by_person import (
    ByPerson,
    spread_out,
    turned_round,
)
from honmono.trace.archive.columns import (
    GONE,
    Columns,
    distinct,
    joined,
    unpacked_columns,
)
from honmono.trace.archive.entry import MAX_PEOPLE
from honmono.trace.archive.segments import MAILBOX_BITS, holdings

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]

_PARTS = np.array([part_of(people - 1) for people in range(MAX_PEOPLE + 1)])
"""By how many people a message has."""

_CHUNK = 2**18
"""Pairs that are looked at together, so that memory has a bound."""


@dataclass(frozen=True, slots=True)
class Links:
    """Somebody knows somebody: one row for each message that shows it."""

    knower: Longs
    known: Longs
    message: Longs
    messages: Messages

    @property
    def sent(self) -> NDArray[np.bool_]:
        """Did the one who knows write it?"""
        found: NDArray[np.bool_] = self.messages.senders[self.message] == self.knower
        return found

    @property
    def date(self) -> Longs:
        """When it was written."""
        return self.messages.columns.date[self.message]

    @property
    def part(self) -> NDArray[np.float64]:
        """How far the message makes them acquainted (`part_of`)."""
        return self.messages.parts[self.message]


@dataclass(frozen=True, slots=True)
class Messages:
    """The columns of all messages; people as the numbers of persons."""

    columns: Columns
    persons: Ints
    """As `columns.people`, with persons in the place of addresses."""

    holders_ends: Longs
    holders: Ints
    """Persons whose mailboxes hold each message, each once."""

    is_mailbox: NDArray[np.bool_]
    """Number of a person → has he a mailbox that was indexed?"""

    by_person: ByPerson
    by_holder: ByPerson

    senders: Ints
    """Who wrote each message; 0 where it names nobody."""

    parts: NDArray[np.float64]
    """How far each makes its people acquainted (`part_of`)."""

    def __len__(self) -> int:
        return len(self.columns)

    def held_by(self, wanted: NDArray[np.bool_], until: int) -> tuple[Longs, Longs]:
        """Messages up to a time that persons hold, and beside each who holds it.

        Of a mailbox of ours those that it holds; of anybody else those of ours that he
        took part in, since he has or had a copy.
        """
        own, others = wanted & self.is_mailbox, wanted & ~self.is_mailbox
        message, person = (
            np.concatenate(parts)
            for parts in zip(
                self.by_holder.of(own), self.by_person.of(others), strict=True
            )
        )
        return self._until(until, message, person)

    def outsiders(self, until: int) -> tuple[Longs, Longs]:
        """Everybody who is not ours, and how many messages up to a time show him."""
        columns = self.columns
        kept = (columns.date <= until) & (columns.date != GONE)
        lengths = columns.people_ends - _starts(columns.people_ends)
        often = np.bincount(self.persons, np.repeat(kept, lengths))
        often[: len(self.is_mailbox)][self.is_mailbox[: len(often)]] = 0
        often[:1] = 0
        who = np.flatnonzero(often)
        return who, often[who].astype(np.int64)

    def showing(self, wanted: NDArray[np.bool_], until: int) -> tuple[Longs, Longs]:
        """Messages up to a time in which persons take part, and beside each who."""
        return self._until(until, *self.by_person.of(wanted))

    def _until(self, until: int, message: Longs, person: Longs) -> tuple[Longs, Longs]:
        """Leave out what is newer, and what was forgotten."""
        date = self.columns.date[message]
        kept = (date <= until) & (date != GONE)
        return message[kept], person[kept]

    def known_to(self, message: Longs, knower: Longs) -> Iterator[Links]:
        """Whom these people know by these messages, piece by piece."""
        ends = self.columns.people_ends
        starts = _starts(ends)
        for part in pieces(message, starts, ends):
            here = message[part]
            rows, at = spread_out(starts[here], ends[here])
            known = self.persons[at].astype(np.int64)
            yield self._links(here[rows], knower[part][rows], known)

    def knowing(self, message: Longs, known: Longs) -> Iterator[Links]:
        """Who knows these people by these messages, piece by piece."""
        people, holders = self.columns.people_ends, self.holders_ends
        people_starts, holders_starts = _starts(people), _starts(holders)
        for part in pieces(message, people_starts, people):
            here, whom = message[part], known[part]
            rows, at = spread_out(people_starts[here], people[here])
            outside = ~self.is_mailbox[self.persons[at]]
            more, who = spread_out(holders_starts[here], holders[here])
            yield self._links(
                np.concatenate((here[rows[outside]], here[more])),
                np.concatenate((self.persons[at[outside]], self.holders[who])).astype(
                    np.int64
                ),
                np.concatenate((whom[rows[outside]], whom[more])),
            )

    def _links(self, message: Longs, knower: Longs, known: Longs) -> Links:
        others = (knower != known) & (known > 0) & (knower > 0)
        return Links(knower[others], known[others], message[others], self)


def loaded(
    database: sqlite3.Connection, of_address: Ints, of_mailbox: Ints
) -> Messages:
    """Read the columns of all messages.

    Args:
        database: an archive.
        of_address: number of an address → number of its person.
        of_mailbox: number of a mailbox → number of its owner.

    """
    rows = database.execute("SELECT columns FROM segment ORDER BY first")
    columns = joined([unpacked_columns(row[0]) for row in rows])
    pairs = holdings(database)
    owner = of_mailbox[pairs & (2**MAILBOX_BITS - 1)].astype(np.int64)
    pairs = distinct(pairs >> MAILBOX_BITS << 32 | owner)
    is_mailbox = np.zeros(len(of_address), np.bool_)
    is_mailbox[of_mailbox[1:]] = True
    persons = of_address[columns.people]
    holders_ends = np.searchsorted(pairs >> 32, np.arange(len(columns)), side="right")
    holders = (pairs & 0xFFFFFFFF).astype(np.int32)
    everybody = len(of_address)
    return Messages(
        columns,
        persons,
        holders_ends,
        holders,
        is_mailbox,
        turned_round(persons, columns.people_ends, everybody),
        turned_round(holders, holders_ends, everybody),
        _senders(persons, columns.people_ends),
        _PARTS[np.minimum(np.diff(columns.people_ends, prepend=0), MAX_PEOPLE)],
    )


def _senders(persons: Ints, ends: Longs) -> Ints:
    starts = _starts(ends)
    found = np.zeros(len(ends), np.int32)
    some = ends > starts
    found[some] = persons[starts[some]]
    return found


def _starts(ends: Longs) -> Longs:
    return np.concatenate((np.zeros(1, np.int64), ends[:-1])) if len(ends) else ends


def pieces(message: Longs, starts: Longs, ends: Longs) -> list[slice]:
    """Stretches of `message` whose people are not too many at once."""
    size = np.cumsum((ends - starts)[message])
    cuts = [0]
    while cuts[-1] < len(message):
        done = int(size[cuts[-1] - 1]) if cuts[-1] else 0
        after = int(np.searchsorted(size, done + _CHUNK, side="right"))
        cuts.append(max(after, cuts[-1] + 1))
    return [slice(a, b) for a, b in pairwise(cuts)]

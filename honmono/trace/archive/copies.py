"""A mail of which several partitions have copies becomes one message, in one of them.

    part-0000   message 12, held by sato      ─▶  message 12, held by sato and ito
    part-0001   message 40, held by ito       ─▶  an empty row

It stays where it would be read first, did one process read all mailboxes one after the
other, with everybody who holds it; in the other partitions it is forgotten, and its names
with it.  So each message of an archive lies in one partition, and what all of them know is
the sum of what each knows.

Done at the end of a run, for what that run brought.  First holders are added in all
partitions, then rows are emptied; whoever is killed between loses nothing, and the next
run finds the same copies again.

Copies are known as within a partition: by Message-ID, or by text and day (`entry.py`).
In memory are some hundred bytes for each message that the run brought, and eight for
every other one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.entry import DAY
from honmono.trace.archive.forgetting import blank
from honmono.trace.archive.segments import (
    MAILBOX_BITS,
    holdings,
    next_message,
    replace_holdings,
    transaction,
    write_holdings,
)
from honmono.trace.archive.unsettled import keys_beside, throw_away, uncount_names

AT_ONCE: Final = 2**21
"""Keys that are compared at once, of all partitions together; they bound the memory."""

_KEY_BITS: Final = 63
_MESSAGE_BITS: Final = 40
"""A message of a partition is one number: the partition, then so many bits of its own."""

_BEFORE: Final = -1

Longs = NDArray[np.int64]

Keys = NDArray[np.int64]
"""A row each: key, rank (how early its message is read), coded message, date."""


class Copies(NamedTuple):
    """Which messages are copies; partition and message as one number."""

    copy: Longs
    """Ascending, each once."""

    original: Longs
    """Beside each what it is a copy of."""

    def of(self, part: int) -> Longs:
        """The copies in one partition."""
        return _messages(self.copy[self.copy >> _MESSAGE_BITS == part])


def settle(databases: Sequence[sqlite3.Connection], order: Sequence[str]) -> None:
    """Leave each message in one partition, with all its holders.

    Args:
        databases: of all partitions, in order; opened for writing, and locked.
        order: the addresses of all mailboxes, as they are stored; of two copies that in
            an earlier one is the original.

    """
    copies = copies_in(databases, order)
    added = [_held(database, copies, part) for part, database in enumerate(databases)]
    for part, database in enumerate(databases):
        with transaction(database):
            for other, held in enumerate(added):
                here = held.original >> _MESSAGE_BITS == part
                if here.any():
                    numbers = _mailboxes(database, databases[other], held.mailbox[here])
                    write_holdings(database, _messages(held.original[here]), numbers)
    for part, database in enumerate(databases):
        with transaction(database):
            _empty(database, copies.of(part))
            throw_away(database)


def copies_in(databases: Sequence[sqlite3.Connection], order: Sequence[str]) -> Copies:
    """Find them, some keys at a time."""
    ranks = [_ranks(database, order) for database in databases]
    beside = _coded([keys_beside(database) for database in databases], ranks)
    count = "SELECT count(*) FROM copy"
    keys = sum(database.execute(count).fetchone()[0] for database in databases)
    pieces = keys // AT_ONCE + 1
    bounds = [(2**_KEY_BITS * piece) // pieces for piece in range(pieces + 1)]
    shared = [np.empty((0, 4), np.int64)]
    for low, high in pairwise(bounds):
        tables = [np.array(_stored(each, low, high), np.int64) for each in databases]
        stored = _coded([each.reshape(-1, 3) for each in tables], ranks)
        _, starts = starts_of(stored[:, 0])
        several = _sizes(starts, len(stored)) > 1
        shared += [stored[several | np.isin(stored[:, 0], beside[:, 0])]]
    return _told(np.concatenate(shared), beside)


def _told(shared: Keys, beside: Keys) -> Copies:
    """Copies are of originals only: the key of a copy is no key by which others are known.

    Args:
        shared: all keys that several messages have, or that are in `beside`; in order.
        beside: the third keys, by which the copy is known, and not the original.

    """
    copy, original = _NONE, _NONE
    while True:
        asking = np.concatenate((shared, beside))
        asking = asking[~np.isin(asking[:, 2], copy)]
        found = _same(asking, shared[~np.isin(shared[:, 2], copy)])
        found = found[~np.isin(found[:, 1], found[:, 0])]
        if not len(found):
            by_copy = np.argsort(copy)
            return Copies(copy[by_copy], original[by_copy])
        # Where several fit, own keys come before those of days beside, as in the writer.
        found = found[np.argsort(found[:, 0], kind="stable")]
        new, starts = starts_of(found[:, 0])
        copy = np.concatenate((copy, new))
        original = np.concatenate((original, found[starts, 1]))


_NONE: Final = np.empty(0, np.int64)


def _stored(
    database: sqlite3.Connection, low: int, high: int
) -> list[tuple[int, int, int]]:
    rows = "SELECT key, message, date FROM copy WHERE key >= ? AND key <= ?"
    return database.execute(rows, (low, high - 1)).fetchall()


def _ranks(database: sqlite3.Connection, order: Sequence[str]) -> Longs:
    """How early each message of a partition was read: what earlier runs brought first.

    Of this run's the place of the first mailbox that holds it.
    """
    place = {address: number for number, address in enumerate(order)}
    mailboxes = dict(database.execute("SELECT number, address FROM mailbox"))
    rank = np.full(max(mailboxes, default=0) + 1, len(order), np.int64)
    for number, address in mailboxes.items():
        rank[number] = place.get(address, len(order))
    pairs = holdings(database)
    found = np.full(next_message(database), len(order), np.int64)
    np.minimum.at(found, pairs >> MAILBOX_BITS, rank[pairs & 2**MAILBOX_BITS - 1])
    new = np.zeros(len(found), np.bool_)
    new[keys_beside(database)[:, 1]] = True
    found[~new] = _BEFORE
    return found


def _coded(tables: Sequence[Longs], ranks: Sequence[Longs]) -> Keys:
    """Key, date and rank of the messages of all partitions, by key, the earliest first."""
    parts = [
        np.column_stack(
            (
                table[:, 0],
                rank[table[:, 1]],
                part << _MESSAGE_BITS | table[:, 1],
                table[:, 2],
            )
        )
        for part, (table, rank) in enumerate(zip(tables, ranks, strict=True))
    ]
    rows = np.concatenate([np.empty((0, 4), np.int64), *parts])
    found: Keys = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    return found


def _same(asking: Keys, stored: Keys) -> Longs:
    """Copies, and beside each its original: the earliest message that has its key.

    The same text again, on the second day of a span of two, is no copy.
    """
    at = np.searchsorted(stored[:, 0], asking[:, 0])
    some = at < len(stored)
    asking, first = asking[some], stored[at[some]]
    (key, rank, message, date), (key_, rank_, message_, date_) = asking.T, first.T
    earlier = (rank_ < rank) | (rank_ == rank) & (message_ < message)
    same = (key == key_) & earlier & (np.abs(date - date_) <= DAY)
    found: Longs = np.column_stack((message, message_))[same]
    return found


def _sizes(starts: Longs, rows: int) -> Longs:
    """Of each row how many there are of its kind; kinds begin at `starts`."""
    sizes = np.diff(starts, append=rows)
    return np.repeat(sizes, sizes)


def _messages(coded: Longs) -> Longs:
    found: Longs = coded & (1 << _MESSAGE_BITS) - 1
    return found


# --- holders


class _Held(NamedTuple):
    """Whose mailboxes hold the copies of one partition."""

    original: Longs
    mailbox: Longs
    """Its number in that partition."""


def _held(database: sqlite3.Connection, copies: Copies, part: int) -> _Held:
    pairs = holdings(database)
    coded = pairs >> MAILBOX_BITS | part << _MESSAGE_BITS
    held = np.isin(coded, copies.copy)
    at = np.searchsorted(copies.copy, coded[held])
    return _Held(copies.original[at], pairs[held] & 2**MAILBOX_BITS - 1)


def _mailboxes(
    database: sqlite3.Connection, other: sqlite3.Connection, numbers: Longs
) -> NDArray[np.int32]:
    """Numbers of mailboxes of another partition → their numbers here."""
    here = {}
    for number in np.unique(numbers).tolist():
        row = other.execute(
            "SELECT address, role FROM mailbox WHERE number = ?", (number,)
        ).fetchone()
        database.execute(
            "INSERT INTO mailbox (address, role) VALUES (?, ?) "
            "ON CONFLICT (address) DO UPDATE SET role = excluded.role",
            row,
        )
        found = database.execute(
            "SELECT number FROM mailbox WHERE address = ?", row[:1]
        )
        here[number] = found.fetchone()[0]
    return np.array([here[number] for number in numbers.tolist()], np.int32)


# --- rows


def _empty(database: sqlite3.Connection, copies: Longs) -> None:
    """Empty the rows of copies, and forget what was known by them alone."""
    if not len(copies):
        return
    gone = np.zeros(next_message(database), np.bool_)
    gone[copies] = True
    uncount_names(database, gone)
    blank(database, gone)
    pairs = holdings(database)
    replace_holdings(database, pairs[~gone[pairs >> MAILBOX_BITS]])

"""A mail of which several partitions have copies becomes one message, in one of them.

    part-0000   message 12, held by sato      ─▶  message 12, held by sato and ito
    part-0001   message 40, held by ito       ─▶  an empty row

It stays in the first partition that has it, with everybody who holds it; in the others it
is forgotten.  So each message of an archive lies in one partition, and what all of them
know is the sum of what each knows.

Done at the end of a run, for what that run brought.  First holders are added in all
partitions, then rows are emptied; whoever is killed between loses nothing, and the next
run finds the same copies again.

Copies are known as within a partition: by Message-ID, or by text and day (`entry.py`).
Left alone: copies without a common Message-ID of which one was written shortly before,
and one after a border between two spans of days; they stay two messages.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.entry import DAY
from honmono.trace.archive.forgetting import blanked
from honmono.trace.archive.segments import (
    MAILBOX_BITS,
    firsts,
    holdings,
    next_message,
    read_segment,
    replace_holdings,
    transaction,
    write_holdings,
    write_segment,
)

AT_ONCE: Final = 2**21
"""Keys that are compared at once, of all partitions together; they bound the memory."""

_KEY_BITS: Final = 63
_MESSAGE_BITS: Final = 40
"""A message of a partition is one number: the partition, then so many bits of its own."""

Longs = NDArray[np.int64]


class Copies(NamedTuple):
    """Which messages are copies; partition and message as one number."""

    copy: Longs
    """Ascending, each once."""

    original: Longs
    """Beside each what it is a copy of."""

    def of(self, part: int) -> Longs:
        """The copies in one partition."""
        return _messages(self.copy[self.copy >> _MESSAGE_BITS == part])


def settle(databases: Sequence[sqlite3.Connection]) -> None:
    """Leave each message in one partition, with all its holders.

    Args:
        databases: of all partitions, in order; opened for writing, and locked.

    """
    copies = copies_in(databases)
    if not len(copies.copy):
        return
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


def copies_in(databases: Sequence[sqlite3.Connection]) -> Copies:
    """Find them, some keys at a time."""
    count = "SELECT count(*) FROM copy"
    keys = sum(database.execute(count).fetchone()[0] for database in databases)
    pieces = keys // AT_ONCE + 1
    bounds = [(2**_KEY_BITS * piece) // pieces for piece in range(pieces + 1)]
    found = [
        _pairs(databases, low, high - 1)
        for low, high in pairwise(bounds)
    ]
    copy, original = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((original, copy))
    copy, starts = starts_of(copy[order])
    return Copies(copy, _roots(copy, original[order][starts]))


def _pairs(
    databases: Sequence[sqlite3.Connection], low: int, high: int
) -> tuple[Longs, Longs]:
    """Messages in later partitions, and what they are copies of, by keys of a stretch."""
    tables = [np.empty((0, 3), np.int64)]
    for part, database in enumerate(databases):
        rows = database.execute(
            "SELECT key, ? | message, date FROM copy WHERE key BETWEEN ? AND ?",
            (part << _MESSAGE_BITS, low, high),
        ).fetchall()
        tables.append(np.array(rows, np.int64).reshape(-1, 3))
    table = np.concatenate(tables)
    key, message, date = table[np.lexsort((table[:, 1], table[:, 0]))].T
    _, starts = starts_of(key)
    first = np.repeat(starts, np.diff(starts, append=len(key)))
    # The same text again, two days of a span later, is no copy.
    same = (message != message[first]) & (np.abs(date - date[first]) <= DAY)
    return message[same], message[first][same]


def _roots(copy: Longs, original: Longs) -> Longs:
    """A copy of a copy is one of what that is a copy of; each is of an earlier one."""
    if not len(copy):
        return original
    while True:
        at = np.searchsorted(copy, original).clip(max=len(copy) - 1)
        is_copy = copy[at] == original
        if not is_copy.any():
            return original
        original = np.where(is_copy, original[at], original)


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
    at = np.searchsorted(copies.copy, coded).clip(max=len(copies.copy) - 1)
    held = copies.copy[at] == coded
    return _Held(copies.original[at[held]], pairs[held] & 2**MAILBOX_BITS - 1)


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
    """Empty the rows of copies, and forget by what they were known."""
    if not len(copies):
        return
    gone = np.zeros(next_message(database), np.bool_)
    gone[copies] = True
    for first in firsts(database):
        if _touches(database, first, gone):
            segment = read_segment(database, first)
            which = gone[first : first + len(segment.columns)]
            write_segment(database, first, blanked(segment, which))
    database.execute(
        "DELETE FROM copy WHERE message IN (SELECT value FROM json_each(?))",
        (json.dumps(copies.tolist()),),
    )
    pairs = holdings(database)
    replace_holdings(database, pairs[~gone[pairs >> MAILBOX_BITS]])


def _touches(database: sqlite3.Connection, first: int, gone: NDArray[np.bool_]) -> bool:
    row = database.execute("SELECT messages FROM segment WHERE first = ?", (first,))
    return bool(gone[first : first + row.fetchone()[0]].any())

"""Messages that follow each other by number: written, read again, and put together.

    0 … 8191        a batch of the first run           one segment
    8192 … 8240     what came on Tuesday               and one
    8241 … 8269     on Wednesday                       and one: in the end one of 78

Each run adds a segment, and a hundred small ones take as long to be read as a hundred
large ones; so small neighbours are put together at the end of a run.  Numbers of
messages never change.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import (
    Columns,
    distinct,
    joined,
    packed,
    packed_columns,
    unpacked,
    unpacked_columns,
)
from honmono.trace.archive.prints import Drawers, put_away, taken_out

MAILBOX_BITS: Final = 24
"""A holding is one number: the message, then so many bits of its mailbox."""

WHOLE: Final = 8192
"""Messages of a segment that is large enough to stay as it is."""

SMALL: Final = 8
"""So many small segments are left alone: putting them together costs more."""

MOST_PRINTS: Final = 2**22
"""Fingerprints of one segment, which bound what is in memory."""

_HOLDINGS: Final = 2**20
"""Holdings in one row."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some messages that follow each other."""

    columns: Columns
    ids: Sequence[str]
    """Message-IDs."""

    numbers: NDArray[np.uint32]
    """Fingerprints; beside each the place of its message."""

    places: NDArray[np.int64]


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is written in this block is stored, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # a full disk ends it by itself
            database.execute("ROLLBACK")
        raise


def write_segment(database: sqlite3.Connection, first: int, segment: Segment) -> None:
    """Write messages that follow each other from `first`; in a transaction."""
    text = "\n".join(segment.ids).encode("utf-8", "surrogatepass")
    drawers = put_away(segment.numbers, segment.places)
    database.execute(
        "INSERT OR REPLACE INTO segment VALUES (?, ?, ?)",
        (first, len(segment.columns), packed_columns(segment.columns)),
    )
    database.execute(
        "INSERT OR REPLACE INTO ids VALUES (?, ?)", (first, zlib.compress(text, 1))
    )
    database.execute(
        "INSERT OR REPLACE INTO prints VALUES (?, ?, ?, ?)",
        (first, drawers.counts, drawers.low, drawers.slots),
    )


def read_segment(database: sqlite3.Connection, first: int) -> Segment:
    """All of one segment."""
    (columns,) = _row(database, "SELECT columns FROM segment WHERE first = ?", first)
    (texts,) = _row(database, "SELECT texts FROM ids WHERE first = ?", first)
    drawers = _row(
        database, "SELECT counts, low, slots FROM prints WHERE first = ?", first
    )
    ids = zlib.decompress(texts).decode("utf-8", "surrogatepass").split("\n")
    return Segment(unpacked_columns(columns), ids, *taken_out(Drawers(*drawers)))


def _row(database: sqlite3.Connection, question: str, first: int) -> tuple[bytes, ...]:
    row: tuple[bytes, ...] = database.execute(question, (first,)).fetchone()
    return row


def firsts(database: sqlite3.Connection) -> list[int]:
    """The first message of each segment."""
    rows = database.execute("SELECT first FROM segment ORDER BY first")
    return [row[0] for row in rows]


def next_message(database: sqlite3.Connection) -> int:
    """The number that the next new message gets."""
    row = database.execute(
        "SELECT first, messages FROM segment ORDER BY first DESC LIMIT 1"
    ).fetchone()
    return int(row[0] + row[1]) if row else 0


# --- who holds what


def write_holdings(
    database: sqlite3.Connection,
    messages: NDArray[np.int64],
    mailboxes: NDArray[np.int32],
) -> None:
    """Write which mailbox holds which message; some may have been written before."""
    pairs = distinct(messages << MAILBOX_BITS | mailboxes)
    database.execute("INSERT INTO holding (columns) VALUES (?)", (packed([pairs]),))


def holdings(database: sqlite3.Connection) -> NDArray[np.int64]:
    """Which mailbox holds which message, each once, by message."""
    rows = database.execute("SELECT columns FROM holding ORDER BY number")
    parts = [unpacked(row[0], (np.int64,))[0] for row in rows]
    return distinct(np.concatenate([*parts, np.empty(0, np.int64)]))


def replace_holdings(database: sqlite3.Connection, pairs: NDArray[np.int64]) -> None:
    """Write all of them anew; in a transaction."""
    database.execute("DELETE FROM holding")
    for start in range(0, len(pairs), _HOLDINGS):
        part = packed([pairs[start : start + _HOLDINGS]])
        database.execute("INSERT INTO holding (columns) VALUES (?)", (part,))


# --- putting together


def put_together(database: sqlite3.Connection) -> None:
    """Make one segment of small neighbours; each step whole, or not at all."""
    rows = database.execute(
        "SELECT segment.first, messages, length(low) / 2 FROM segment "
        "JOIN prints ON prints.first = segment.first ORDER BY segment.first"
    ).fetchall()
    small = sum(
        messages < WHOLE and prints < MOST_PRINTS for _, messages, prints in rows
    )
    if small <= SMALL:
        return
    for group in _neighbours(rows):
        with transaction(database):
            _join(database, group)
    with transaction(database):
        replace_holdings(database, holdings(database))


def _neighbours(rows: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    """Which segments become one."""
    groups, group, size, heavy = list[list[int]](), list[int](), 0, 0
    for first, messages, prints in rows:
        if group and (size + messages > WHOLE or heavy + prints > MOST_PRINTS):
            groups.append(group)
            group, size, heavy = [], 0, 0
        group.append(first)
        size, heavy = size + messages, heavy + prints
    return [each for each in (*groups, group) if len(each) > 1]


def _join(database: sqlite3.Connection, group: Sequence[int]) -> None:
    parts = [read_segment(database, first) for first in group]
    for table in ("segment", "ids", "prints"):
        database.execute(
            f"DELETE FROM {table} WHERE first BETWEEN ? AND ?",  # noqa: S608
            (group[0], group[-1]),
        )
    places = [
        part.places + first - group[0] for part, first in zip(parts, group, strict=True)
    ]
    whole = Segment(
        joined([part.columns for part in parts]),
        [each for part in parts for each in part.ids],
        np.concatenate([part.numbers for part in parts]),
        np.concatenate(places),
    )
    write_segment(database, group[0], whole)

"""What is noted of the new messages of a partition until the copies of all are told.

    message 8192    sato@example.co.jp "佐藤 花子", ito@partner.example ""     key 7f3a…

An archive counts in how many messages a name was seen, and forgets in which.  When another
partition turns out to have the same message, it was counted twice; and of the three keys
by which a copy is known (`entry.py`) only two are kept.  So names and the third key stay
here for one run, and are thrown away at its end (`copies.py`).

In the database of the partition, as the messages are: both are there or neither.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Name: TypeAlias = tuple[int, str]
"""The number of an address, and the name beside it as it is stored; may be empty."""

_TABLE = """
CREATE TABLE IF NOT EXISTS unsettled (
    first INTEGER PRIMARY KEY, keys BLOB NOT NULL, names BLOB NOT NULL
)
"""
"""No step of the schema: it is there only while a run has not come to its end."""


def note(
    database: sqlite3.Connection,
    first: int,
    keys: Sequence[tuple[int, int]],
    names: Sequence[Sequence[Name]],
) -> None:
    """Note messages that follow each other from `first`; in a transaction.

    Args:
        database: of a partition.
        first: the number of the first.
        keys: the third key of each, and its date.
        names: who stands in each.

    """
    database.execute(_TABLE)
    database.execute(
        "INSERT INTO unsettled VALUES (?, ?, ?)",
        (
            first,
            np.array(keys, np.int64).tobytes(),
            zlib.compress(json.dumps(names).encode(), 1),
        ),
    )


def keys_beside(database: sqlite3.Connection) -> NDArray[np.int64]:
    """Key, message and date of every message that was noted, a row each."""
    database.execute(_TABLE)
    tables = [np.empty((0, 3), np.int64)]
    for first, data in database.execute("SELECT first, keys FROM unsettled"):
        keys = np.frombuffer(data, np.int64).reshape(-1, 2)
        messages = np.arange(first, first + len(keys))
        tables.append(np.column_stack((keys[:, 0], messages, keys[:, 1])))
    return np.concatenate(tables)


def uncount_names(database: sqlite3.Connection, gone: NDArray[np.bool_]) -> None:
    """Count names as if these messages had not been there; in a transaction."""
    times = Counter[Name]()
    for first, data in database.execute("SELECT first, names FROM unsettled"):
        rows = json.loads(zlib.decompress(data))
        for number in np.flatnonzero(gone[first : first + len(rows)]).tolist():
            times.update((address, name) for address, name in rows[number])
    database.executemany(
        "UPDATE name SET messages = messages - ? WHERE address = ? AND name = ?",
        ((count, *who) for who, count in sorted(times.items())),
    )
    database.execute(
        "DELETE FROM form WHERE name IN (SELECT number FROM name WHERE messages < 1)"
    )
    database.execute("DELETE FROM name WHERE messages < 1")


def throw_away(database: sqlite3.Connection) -> None:
    """Note nothing any longer."""
    database.execute("DROP TABLE IF EXISTS unsettled")

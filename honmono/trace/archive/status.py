"""What an archive holds, in numbers: mailboxes, messages, people, size."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from honmono.trace.archive import database as db
from honmono.trace.archive.columns import unpacked_columns
from honmono.trace.archive.manifest import manifest_in
from honmono.trace.archive.segments import MAILBOX_BITS, holdings


@dataclass(frozen=True, slots=True)
class Box:
    """One mailbox."""

    address: str
    messages: int
    unfinished: int
    """Files or folders of it that were not read to their end."""


@dataclass(frozen=True, slots=True)
class Status:
    """The whole archive."""

    boxes: tuple[Box, ...]
    messages: int
    """Each once, whoever holds it."""

    first: int
    last: int
    """Of dated messages, in seconds since 1970; 0 without any."""

    people: int
    bytes: int
    partitions: int = 1
    """In which a person who stands in several counts several times."""


class Condition(NamedTuple):
    """Whether an archive can be relied on; told without reading much of it."""

    has_mail: bool
    being_written: bool
    """Now, or its writer was ended in the middle."""

    unfinished: int
    """Files or folders that were not read to their end."""


def condition(folder: Path) -> Condition:
    """Look at an archive before it is asked.

    Raises:
        ArchiveError: there is none, or it cannot be read.

    """
    parts = [_condition(each) for each in _stores(folder)]
    manifest = manifest_in(folder)
    lacking = manifest is not None and (
        len(parts) < manifest.parts or not manifest.joined
    )
    return Condition(
        any(each.has_mail for each in parts),
        lacking or any(each.being_written for each in parts),
        sum(each.unfinished for each in parts),
    )


def _condition(folder: Path) -> Condition:
    journal = folder / f"{db.NAME}-wal"
    being_written = journal.exists() and journal.stat().st_size > 0
    with closing(db.opened(folder)) as database:
        has_mail = database.execute("SELECT EXISTS (SELECT 1 FROM segment)")
        unfinished = database.execute("SELECT count(*) FROM source WHERE NOT whole")
        return Condition(
            bool(has_mail.fetchone()[0]), being_written, unfinished.fetchone()[0]
        )


def _stores(folder: Path) -> list[Path]:
    """The archive itself, or its partitions."""
    manifest = manifest_in(folder)
    if manifest is None:
        return [folder]
    parts = manifest.folders(folder)  # one is made when its writer begins
    return [each for each in parts if (each / db.NAME).exists()]


def status(folder: Path) -> Status:
    """Look at an archive.

    Raises:
        ArchiveError: there is none, or it cannot be read.

    """
    folders = _stores(folder)
    return _united([_of_one(each) for each in folders], len(folders))


def _of_one(folder: Path) -> Status:
    with closing(db.opened(folder)) as database:
        return _status(database, folder)


def _united(parts: Sequence[Status], partitions: int) -> Status:
    """Add up partitions: what a mailbox has in common with others may lie with them."""
    boxes = dict[str, Box]()
    for box in (box for each in parts for box in each.boxes):
        known = boxes.get(box.address, Box(box.address, 0, 0))
        boxes[box.address] = Box(
            box.address,
            known.messages + box.messages,
            known.unfinished + box.unfinished,
        )
    return Status(
        tuple(boxes[address] for address in sorted(boxes)),
        sum(each.messages for each in parts),
        min((each.first for each in parts if each.first), default=0),
        max((each.last for each in parts), default=0),
        sum(each.people for each in parts),
        sum(each.bytes for each in parts),
        partitions,
    )


def _status(database: sqlite3.Connection, folder: Path) -> Status:
    pairs = holdings(database)
    held = np.bincount(pairs & (2**MAILBOX_BITS - 1)).tolist()
    rows = database.execute(
        "SELECT number, mailbox.address, count(key) FROM mailbox "
        "LEFT JOIN source ON mailbox = number AND NOT whole "
        "GROUP BY number ORDER BY mailbox.address"
    )
    boxes = tuple(
        Box(address, held[number] if number < len(held) else 0, unfinished)
        for number, address, unfinished in rows
    )
    first = last = 0
    for (blob,) in database.execute("SELECT columns FROM segment"):
        date = unpacked_columns(blob).date
        date = date[date > 0]
        if len(date):
            first = min(first or int(date.min()), int(date.min()))
            last = max(last, int(date.max()))
    people = database.execute("SELECT count(*) FROM address").fetchone()[0]
    messages = len(np.unique(pairs >> MAILBOX_BITS))
    size = sum(each.stat().st_size for each in folder.glob(f"{db.NAME}*"))
    return Status(boxes, messages, first, last, people, size)

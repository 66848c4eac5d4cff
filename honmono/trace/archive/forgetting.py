"""A mailbox is forgotten: what nobody else holds is gone from the disk, too.

    honmono index --archive DIR --forget sato@example.co.jp

Messages that another mailbox holds as well stay, without this holder.  Of the others go
columns, Message-IDs, fingerprints, subjects, and people who stand in no other message,
with their names.  The number of a message is not given out again; an empty row stays.

SQLite overwrites what is deleted (`secure_delete`), and the file is written anew at the
end.  What stays: names that a person who is still there bore in a forgotten message.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import GONE, Columns, Kind, distinct
from honmono.trace.archive.database import NAME, ArchiveError, opened
from honmono.trace.archive.keys import check_key, script_of, written
from honmono.trace.archive.lock import locked
from honmono.trace.archive.manifest import manifest_in, write
from honmono.trace.archive.script import PLAIN, Script
from honmono.trace.archive.segments import (
    MAILBOX_BITS,
    Segment,
    firsts,
    holdings,
    next_message,
    read_segment,
    replace_holdings,
    transaction,
    write_segment,
)


def forget_in(
    archive: Path, mailbox: str, key: bytes | None = None, *, again: bool = False
) -> int:
    """Forget a mailbox of an archive, with partitions or without.

    Of the partitions it is first taken out, its own and those that keep mail which it has
    in common with others, then out of the manifest: if that is cut short, the next attempt
    finds nothing in some partitions and finishes it.

    Args:
        archive: its folder.
        mailbox: whose.
        key: of a keyed archive.
        again: it was begun before and may have been cut short anywhere: that the mailbox
            is not there is no error then, and the files are written anew all the same.

    Raises:
        ArchiveError: there is no such archive or mailbox.  Nothing has been changed.
        LockedError: somebody writes it.

    """
    manifest = manifest_in(archive)
    if manifest is None:
        opened(archive).close()  # there must be one, or a lock is made for nothing
        return _forget_alone(archive, mailbox, key, again=again)
    check_key(archive, manifest, key)
    who = written(mailbox, key)
    if who not in manifest.mailboxes:
        if again:  # it is taken out of the manifest when all else is done
            return 0
        raise _unknown(mailbox, sorted(manifest.mailboxes)[:5])
    with locked(archive):
        gone = sum(
            _forget_alone(folder, mailbox, key, again=again)
            for folder in manifest.folders(archive)
            if (folder / NAME).exists() and (again or who in mailboxes_in(folder))
        )
        write(archive, manifest.without(who))
    return gone


def _forget_alone(
    folder: Path, mailbox: str, key: bytes | None = None, *, again: bool = False
) -> int:
    with locked(folder), closing(opened(folder, writing=True)) as database:
        script = script_of(database, key, folder)
        if again and _number_of(database, mailbox, script) is None:
            _write_anew(database)
            return 0
        return forget(database, mailbox, script)


def going_with(archive: Path, mailbox: str) -> int:
    """How many messages an archive without a key loses with a mailbox.

    Raises:
        ArchiveError: there is no such archive or mailbox.

    """
    manifest = manifest_in(archive)
    if manifest is None:
        return _going_alone(archive, mailbox)
    check_key(archive, manifest, None)
    return sum(
        _going_alone(folder, mailbox)
        for folder in manifest.folders(archive)
        if (folder / NAME).exists() and mailbox.lower() in mailboxes_in(folder)
    )


def _going_alone(folder: Path, mailbox: str) -> int:
    with closing(opened(folder)) as database:
        number = _number_of(database, mailbox, script_of(database, None, folder))
        if number is None:
            raise _not_there(database, mailbox)
        return len(_only_its(database, holdings(database), number))


def mailboxes_in(folder: Path) -> set[str]:
    """The addresses of the mailboxes of one store."""
    with closing(opened(folder)) as database:
        return {row[0] for row in database.execute("SELECT address FROM mailbox")}


def _unknown(mailbox: str, known: Iterable[str]) -> ArchiveError:
    names = ", ".join(known) or "0"
    return ArchiveError("archive-no-mailbox", mailbox=mailbox, names=names)


def forget(database: sqlite3.Connection, mailbox: str, script: Script = PLAIN) -> int:
    """Forget a mailbox; say how many messages went with it.

    Raises:
        ArchiveError: there is no such mailbox.  Nothing has been changed.

    """
    number = _number_of(database, mailbox, script)
    if number is None:
        raise _not_there(database, mailbox)
    with transaction(database):
        gone = _forget(database, number)
    _write_anew(database)
    return gone


def _number_of(
    database: sqlite3.Connection, mailbox: str, script: Script
) -> int | None:
    asked = (script.asked(mailbox.lower()),)
    row = database.execute("SELECT number FROM mailbox WHERE address = ?", asked)
    found: tuple[int] | None = row.fetchone()
    return found[0] if found else None


def _not_there(database: sqlite3.Connection, mailbox: str) -> ArchiveError:
    known = database.execute("SELECT address FROM mailbox ORDER BY address LIMIT 5")
    return _unknown(mailbox, (each[0] for each in known))


def _write_anew(database: sqlite3.Connection) -> None:
    """Only now is what was deleted gone from the disk."""
    database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _its(pairs: NDArray[np.int64], mailbox: int) -> NDArray[np.bool_]:
    its: NDArray[np.bool_] = (pairs & (2**MAILBOX_BITS - 1)) == mailbox
    return its


def _only_its(
    database: sqlite3.Connection, pairs: NDArray[np.int64], mailbox: int
) -> NDArray[np.int64]:
    """Messages that no other mailbox holds."""
    its = _its(pairs, mailbox)
    kept = np.zeros(next_message(database), np.bool_)
    kept[pairs[~its] >> MAILBOX_BITS] = True
    held = distinct(pairs[its] >> MAILBOX_BITS)
    only: NDArray[np.int64] = held[~kept[held]]
    return only


def _forget(database: sqlite3.Connection, mailbox: int) -> int:
    """Take it out of every table."""
    pairs = holdings(database)
    gone = _only_its(database, pairs, mailbox)
    replace_holdings(database, pairs[~_its(pairs, mailbox)])
    for table in ("contact", "source"):
        database.execute(f"DELETE FROM {table} WHERE mailbox = ?", (mailbox,))  # noqa: S608
    database.execute("DELETE FROM mailbox WHERE number = ?", (mailbox,))
    if len(gone):
        flags = np.zeros(next_message(database), np.bool_)
        flags[gone] = True
        blank(database, flags)
    return len(gone)


def blank(database: sqlite3.Connection, gone: NDArray[np.bool_]) -> None:
    """Empty the rows of messages, and drop what only they spoke of."""
    people, subjects = set[int](), set[int]()
    for first in firsts(database):
        segment = read_segment(database, first)
        which = gone[first : first + len(segment.columns)]
        if which.any():
            segment = blanked(segment, which)
            write_segment(database, first, segment)
        people |= set(segment.columns.people.tolist())
        subjects |= set(segment.columns.subject.tolist())
    people |= {row[0] for row in database.execute("SELECT address FROM contact")}
    database.execute(
        "DELETE FROM copy WHERE message IN (SELECT value FROM json_each(?))",
        (json.dumps(np.flatnonzero(gone).tolist()),),
    )
    _drop_others(database, "subject", subjects)
    _drop_others(database, "address", people)
    for orphans in _ORPHANS:
        database.execute(orphans)


_ORPHANS: Final = (
    "DELETE FROM name WHERE address NOT IN (SELECT number FROM address)",
    "DELETE FROM beginning WHERE subject NOT IN (SELECT number FROM subject)",
    "DELETE FROM form WHERE name NOT IN (SELECT number FROM name)",
    "DELETE FROM alias WHERE address NOT IN (SELECT number FROM address)",
    "DELETE FROM alias WHERE person NOT IN (SELECT number FROM address)",
)


def _drop_others(database: sqlite3.Connection, table: str, kept: set[int]) -> None:
    numbers = database.execute(f"SELECT number FROM {table}").fetchall()  # noqa: S608
    database.executemany(
        f"DELETE FROM {table} WHERE number = ?",  # noqa: S608
        (row for row in numbers if row[0] not in kept),
    )


def blanked(segment: Segment, gone: NDArray[np.bool_]) -> Segment:
    """The same segment with nothing in some of its rows."""
    columns = segment.columns
    people, people_ends = _without(columns.people, columns.people_ends, gone)
    references, ends = _without(columns.references, columns.references_ends, gone)
    stays = ~gone[segment.places]
    return Segment(
        Columns(
            np.where(gone, GONE, columns.date),
            people_ends,
            people,
            np.where(gone, 0, columns.id),
            ends,
            references,
            np.where(gone, 0, columns.subject).astype(np.int32),
        ),
        ["" if away else each for each, away in zip(segment.ids, gone, strict=True)],
        segment.numbers[stays],
        segment.places[stays],
    )


def _without(
    values: NDArray[Kind], ends: NDArray[np.int64], gone: NDArray[np.bool_]
) -> tuple[NDArray[Kind], NDArray[np.int64]]:
    """Values of rows that stay, and where each row ends now."""
    sizes = np.diff(ends, prepend=0)
    kept = values[np.repeat(~gone, sizes)]
    return kept, np.cumsum(np.where(gone, 0, sizes))

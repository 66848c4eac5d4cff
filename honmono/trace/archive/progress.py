"""How far a source has been read, so that the next run goes on from there.

    mbox of 5,000 mails, of which 3,200 are stored     done 3200, last "70211-73002-9f1c…"

A source is a file, or a folder on a server.  One that has not changed since it was read
whole is not opened again; one that grew is read on behind the last mail, if that still
lies where it lay.  If anything is in doubt it is read again: what is stored already is
known again as a copy, so that costs time and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from honmono.mail.source import MailRef


class Progress(NamedTuple):
    """One source, as far as it is stored."""

    key: int
    mailbox: int
    size: int
    """Of the file; of a folder on a server its UIDVALIDITY."""

    changed: int
    """When the file was changed last, in ns; on a server the last UID that was read."""

    done: int = 0
    """Mails of it that were read, from its beginning."""

    last: str = ""
    """Where the last one of these lies (`mark_of`)."""

    whole: bool = False
    """Was it read to its end, and everything could be?"""

    since: int = 0
    """Older mail was left out; 0: none was."""

    def is_of(self, size: int, changed: int) -> bool:
        """Is the file still as it was?"""
        return (self.size, self.changed) == (size, changed)


def progress_of(database: sqlite3.Connection, key: int) -> Progress | None:
    """What is known of a source; None when it was never read."""
    row = database.execute("SELECT * FROM source WHERE key = ?", (key,)).fetchone()
    return Progress(*row) if row else None


def store(database: sqlite3.Connection, progress: Iterable[Progress]) -> None:
    """Write how far sources are; in the transaction that writes what came from them."""
    database.executemany(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", progress
    )


def mark_of(found: MailRef) -> str:
    """Where a mail lies, and what it is: the same only if nothing before it changed."""
    span = found.span
    return f"{span.start}-{span.end}-{span.crc}"

"""Keys that were seen in the DNS, kept in a file, so that old mail stays verifiable.

    s1._domainkey.example.co.jp   v=DKIM1; k=rsa; p=MIIB…   seen 2026-04-01 to 2026-11-25

Owners take keys out of the DNS when they are old, and nobody can verify a mail of that
time any more.  Nothing goes into the file but what the DNS answered: a mail brings no key.
A key that its owner has *revoked* (`p=` empty) is not used again, since he says that
somebody else may have it; one that is only gone is.

SQLite, so that two processes can use it at once, and a kill at any moment loses nothing
that was reported as stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from honmono.mail.auth.own.key import MAX_KEY_RECORD, KeyTrouble, key_of
from honmono.mail.auth.own.questions import (
    FAILED,
    Answer,
    Kind,
    Question,
    Resolver,
    State,
)

MAX_STORED: Final = 100_000
"""Records in the file, about 50 MB."""

MARK: Final = "._domainkey."
"""Stands in the name of every DKIM key."""

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS keys (
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    learned TEXT NOT NULL,
    PRIMARY KEY (name, record)
) WITHOUT ROWID
"""


class KeyFileError(Exception):
    """The file of keys cannot be used.  Nothing has been changed."""


class KnownKey(NamedTuple):
    """One record under one name."""

    name: str
    record: str
    first_seen: datetime
    last_seen: datetime
    learned: str
    """How: `dns`."""

    @property
    def revoked(self) -> bool:
        """Did its owner take the key back?"""
        return key_of(self.record) is KeyTrouble.REVOKED


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The file; it need not be there."""

    path: Path

    def known(self, name: str) -> tuple[KnownKey, ...]:
        """Every record seen under a name, the latest first.

        Raises:
            KeyFileError: the file cannot be read.

        """
        return tuple(self._read("WHERE name = ? ORDER BY last_seen DESC", name))

    def all(self) -> tuple[KnownKey, ...]:
        """Every record, by name.

        Raises:
            KeyFileError: the file cannot be read.

        """
        return tuple(self._read("ORDER BY name, last_seen DESC"))

    def learn(self, name: str, answer: Answer, now: datetime) -> int:
        """Keep what the DNS answered about a key; say how many records are new.

        Raises:
            KeyFileError: the file cannot be written.

        """
        records = [
            record
            for record in answer.records
            if len(record) <= MAX_KEY_RECORD and key_of(record) is not KeyTrouble.NO_KEY
        ]
        if MARK not in name or not records:
            return 0
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=30)) as base, base:
                base.execute(_TABLE)
                before = _count(base)
                if before + len(records) > MAX_STORED:
                    raise KeyFileError(f"{self.path}: holds {before} keys, and is full")
                base.executemany(
                    "INSERT INTO keys VALUES (?, ?, ?, ?, 'dns') ON CONFLICT"
                    " DO UPDATE SET last_seen = excluded.last_seen",
                    [
                        (name, record, now.isoformat(), now.isoformat())
                        for record in records
                    ],
                )
                return _count(base) - before
        except (sqlite3.Error, OSError) as error:
            raise KeyFileError(f"{self.path}: cannot be written: {error}") from None

    def forget(self, name: str) -> int:
        """Drop every record of a name; say how many there were.

        Raises:
            KeyFileError: the file cannot be written.

        """
        if not self.path.exists():
            return 0
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as base, base:
                return base.execute("DELETE FROM keys WHERE name = ?", (name,)).rowcount
        except sqlite3.Error as error:
            raise KeyFileError(f"{self.path}: cannot be written: {error}") from None

    def _read(self, rest: str, *values: str) -> Iterator[KnownKey]:
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as base:
                rows = base.execute(f"SELECT * FROM keys {rest}", values).fetchall()  # noqa: S608 - no value in it
        except sqlite3.Error as error:
            raise KeyFileError(f"{self.path}: cannot be read: {error}") from None
        for name, record, first, last, learned in rows:
            yield KnownKey(name, record, _time(first), _time(last), learned)


def _count(base: sqlite3.Connection) -> int:
    return int(base.execute("SELECT COUNT(*) FROM keys").fetchone()[0])


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


class WithKeys:
    """A resolver that knows the keys of the file, and asks another one for all else.

    What the DNS says now comes first, so that a key which was changed under its old name
    is found; what was seen before comes behind it.  A key that was revoked, now or when
    it was last seen, stays revoked.
    """

    def __init__(self, file: KeyFile, then: Resolver | None = None) -> None:
        """Without another resolver nothing else can be told: `FAILED`."""
        self._file = file
        self._then = then
        self._known: dict[str, tuple[KnownKey, ...]] = {}

    async def answer(self, question: Question) -> Answer:
        """Answer out of both."""
        now = await self._then.answer(question) if self._then else FAILED
        if question.kind is not Kind.TXT or MARK not in question.name:
            return now
        if any(key_of(record) is KeyTrouble.REVOKED for record in now.records):
            return now
        known = self._of(question.name)
        if known and known[0].revoked and not now.records:
            return Answer(State.FOUND, (known[0].record,))
        usable = [key.record for key in known if not key.revoked]
        records = tuple(dict.fromkeys((*now.records, *usable)))
        return Answer(State.FOUND, records) if records else now

    def _of(self, name: str) -> tuple[KnownKey, ...]:
        """What the file knows; nothing when it became unreadable in the meantime."""
        if name not in self._known:
            if len(self._known) >= MAX_STORED:
                self._known.clear()
            try:
                self._known[name] = self._file.known(name)
            except KeyFileError:
                return ()
        return self._known[name]

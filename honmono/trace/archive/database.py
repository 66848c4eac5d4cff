"""The file of an archive: an SQLite database, its tables, and the way from older ones.

    DIR/archive.db          everything; DIR/archive.db-wal while it is written
    DIR/lock                who writes

Tables for what is few and looked up by its text (people, names, subjects, sources), and
blobs of columns for what is as many as messages, which a trace reads from end to end
(`columns.py`).  A batch of messages is one transaction: its columns, its people and how
far its sources have been read are there together, or none of them is.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from honmono.text import say

NAME: Final = "archive.db"

_MESSAGES: Final = """
CREATE TABLE mailbox (number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE address (number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE name (
    number INTEGER PRIMARY KEY, address INTEGER NOT NULL, name TEXT NOT NULL,
    messages INTEGER NOT NULL, UNIQUE (address, name)
);
CREATE TABLE form (
    form TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (form, name)
) WITHOUT ROWID;
CREATE TABLE subject (
    number INTEGER PRIMARY KEY, letters TEXT NOT NULL UNIQUE, text TEXT NOT NULL
);
CREATE TABLE copy (
    key INTEGER PRIMARY KEY, message INTEGER NOT NULL, date INTEGER NOT NULL
);
CREATE TABLE segment (
    first INTEGER PRIMARY KEY, messages INTEGER NOT NULL, columns BLOB NOT NULL
);
CREATE TABLE ids (first INTEGER PRIMARY KEY, texts BLOB NOT NULL);
CREATE TABLE prints (
    first INTEGER PRIMARY KEY, counts BLOB NOT NULL, low BLOB NOT NULL,
    slots BLOB NOT NULL
);
CREATE TABLE holding (number INTEGER PRIMARY KEY, columns BLOB NOT NULL);
CREATE TABLE source (
    key INTEGER PRIMARY KEY, mailbox INTEGER NOT NULL, size INTEGER NOT NULL,
    changed INTEGER NOT NULL, done INTEGER NOT NULL, last TEXT NOT NULL,
    whole INTEGER NOT NULL, since INTEGER NOT NULL
);
"""

_CONTACTS: Final = """
CREATE TABLE contact (
    mailbox INTEGER NOT NULL, address INTEGER NOT NULL, sent INTEGER NOT NULL,
    received INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (mailbox, address)
) WITHOUT ROWID;
CREATE TABLE alias (
    address INTEGER PRIMARY KEY, person INTEGER NOT NULL
);
ALTER TABLE mailbox ADD COLUMN role INTEGER NOT NULL DEFAULT 0;
"""

_KEYED: Final = """
CREATE TABLE keyed (number INTEGER PRIMARY KEY CHECK (number = 1), mark TEXT NOT NULL);
CREATE TABLE beginning (
    beginning INTEGER NOT NULL, subject INTEGER NOT NULL, whole INTEGER NOT NULL,
    PRIMARY KEY (beginning, subject)
) WITHOUT ROWID;
"""

STEPS: Final = (_MESSAGES, _CONTACTS, _KEYED)
"""From each version of the schema to the next; the first makes it.  Only add."""

VERSION: Final = len(STEPS)

_PAGE: Final = 8192
_CACHE_KB: Final = 48 * 1024
_WAIT_MS: Final = 10_000


class ArchiveError(Exception):
    """The archive cannot be used.  One line that says why and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        """Name the sentence of the catalogue `index`, and what it is about."""
        self._key, self._values = key, values
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say("index", self._key, language, **self._values)


def create(folder: Path) -> None:
    """Make the folder, for its owner's eyes alone, and an empty archive in it.

    Nothing happens where one is.
    """
    path = folder / NAME
    if path.exists():
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        why = error.strerror or str(error)
        raise ArchiveError("archive-not-made", folder=folder, why=why) from None


def has_begun(folder: Path) -> bool:
    """Was anything ever written?  Whoever is killed at once leaves an empty file."""
    path = folder / NAME
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("SELECT 1 FROM sqlite_master").fetchone())
    except sqlite3.DatabaseError:
        return True  # damaged, which is told by whoever opens it


def opened(folder: Path, *, writing: bool = False) -> sqlite3.Connection:
    """Open an archive; one of an older version is brought up to date by a writer.

    Raises:
        ArchiveError: there is none, it is damaged, or of a newer version of Honmono.

    """
    path = folder / NAME
    if not path.exists():
        raise ArchiveError("archive-none", folder=folder)
    try:
        database = sqlite3.connect(path, isolation_level=None)
        database.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        database.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        if writing:
            database.execute(f"PRAGMA page_size = {_PAGE}")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA secure_delete = ON")
            migrate(database)
        version = database.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ArchiveError("archive-unreadable", path=path, why=error) from None
    if not version:  # whoever began it was killed before he wrote
        database.close()
        raise ArchiveError("archive-none", folder=folder)
    if version != VERSION:
        database.close()
        key = "archive-newer" if version > VERSION else "archive-older"
        raise ArchiveError(key, path=path)
    return database


def migrate(database: sqlite3.Connection, upto: int = VERSION) -> None:
    """Take the steps that are missing, each whole or not at all."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    for number in range(version, upto):
        script = (
            f"BEGIN IMMEDIATE;{STEPS[number]}PRAGMA user_version = {number + 1};COMMIT;"
        )
        try:
            database.executescript(script)
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                database.execute("ROLLBACK")
            raise

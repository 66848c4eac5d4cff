"""The key of a keyed archive: a file of one line, made once, for its owner's eyes alone.

    honmono archive key 1: 7d41…          64 hexadecimal digits, 256 bits

Who has it can ask the archive.  Whoever loses it can never ask it again, nor add to it:
index anew.  The archive itself keeps a mark by which a wrong key is told.
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from typing import Final

from honmono.trace.archive.database import NAME, ArchiveError, opened
from honmono.trace.archive.manifest import Manifest, manifest_in
from honmono.trace.archive.script import PLAIN, Keyed, Script

_HEAD: Final = "honmono archive key 1: "
_LINE: Final = re.compile(re.escape(_HEAD) + r"([0-9a-f]{64})\s*")
_BYTES: Final = 32
_MARK: Final = "the key of this archive"


def make(path: Path) -> bytes:
    """Make a key, and the file that keeps it; it is on the disk when this returns.

    Raises:
        ArchiveError: the file is there already, or cannot be written.

    """
    key = secrets.token_bytes(_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        with path.open("w", encoding="ascii") as file:
            file.write(f"{_HEAD}{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        why = error.strerror or str(error)
        raise ArchiveError("key-not-made", path=path, why=why) from None
    return key


def read(path: Path) -> bytes:
    """The key in a file.

    Raises:
        ArchiveError: it cannot be read, or holds none.

    """
    try:
        with path.open("rb") as file:
            line = file.read(len(_HEAD) + 2 * _BYTES + 16)
    except OSError as error:
        why = error.strerror or str(error)
        raise ArchiveError("key-unreadable", path=path, why=why) from None
    found = _LINE.fullmatch(line.decode("ascii", "replace"))
    if found is None:
        raise ArchiveError("key-none", path=path)
    return bytes.fromhex(found[1])


def script_of(
    database: sqlite3.Connection, key: bytes | None, name: object, *, new: bool = False
) -> Script:
    """How the texts of an archive are written.

    Args:
        database: the archive.
        key: that was given for it.
        name: of the archive, for an error.
        new: with a key an empty archive becomes a keyed one.

    Raises:
        ArchiveError: it is keyed and no key was given, or another one, or it is open
            and a key was given.

    """
    mark = mark_in(database)
    if key is None:
        if mark is None:
            return PLAIN
        raise ArchiveError("key-wanted", archive=name)
    script = Keyed(key)
    own = script.text("check", _MARK)
    if mark is None and new and not _holds_anything(database):
        database.execute("INSERT INTO keyed VALUES (1, ?)", (own,))
        return script
    if mark is None:
        raise ArchiveError("key-too-much", archive=name)
    if mark != own:
        raise ArchiveError("key-wrong", archive=name)
    return script


def script_in(archive: Path, key: bytes | None) -> Script:
    """How the texts of an archive are written, with partitions or without.

    Raises:
        ArchiveError: there is none, or as `script_of` says.

    """
    manifest = manifest_in(archive)
    if manifest is not None:
        check_key(archive, manifest, key)
        return script_with(key)
    with closing(opened(archive)) as database:
        return script_of(database, key, archive)


class State(Enum):
    """What a folder is, before anything is done to it."""

    EMPTY = "empty"
    """No archive yet, or one that holds nothing."""

    OPEN = "open"
    KEYED = "keyed"


def script_with(key: bytes | None) -> Script:
    """How texts are written with a key, or without one."""
    return PLAIN if key is None else Keyed(key)


def written(mailbox: str, key: bytes | None) -> str:
    """The address of a mailbox as the manifest of an archive in partitions has it."""
    return script_with(key).asked(mailbox.lower())


def check_key(archive: Path, manifest: Manifest, key: bytes | None) -> None:
    """Let nobody write some partitions with one key, and others with another or none.

    What cannot be read is told by whoever opens it.

    Raises:
        ArchiveError: a partition that holds something has another one.

    """
    for folder in manifest.folders(archive):
        if _state_of(folder) is not State.EMPTY:
            database = sqlite3.connect(folder / NAME)
            with closing(database), suppress(sqlite3.Error):
                script_of(database, key, archive)


def state_of(folder: Path) -> State:
    """Look at a folder; what cannot be read there is told by whoever opens it."""
    try:
        manifest = manifest_in(folder)
    except ArchiveError:
        return State.OPEN
    states = [
        _state_of(each) for each in (manifest.folders(folder) if manifest else ())
    ]
    found = [each for each in states if each is not State.EMPTY]
    return found[0] if found else _state_of(folder)


def _state_of(folder: Path) -> State:
    path = folder / NAME
    if not path.exists():
        return State.EMPTY
    database = sqlite3.connect(path)
    try:
        if mark_in(database) is not None:
            return State.KEYED
        return State.OPEN if _holds_anything(database) else State.EMPTY
    except sqlite3.Error:  # of an older version, or damaged
        return State.OPEN
    finally:
        database.close()


def mark_in(database: sqlite3.Connection) -> str | None:
    """The mark of the key; None when the archive is open."""
    row = database.execute("SELECT mark FROM keyed").fetchone()
    return str(row[0]) if row else None


def _holds_anything(database: sqlite3.Connection) -> bool:
    tables = ("mailbox", "address", "subject", "segment", "source")
    return any(
        database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608
        for table in tables
    )

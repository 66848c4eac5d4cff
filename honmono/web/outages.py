"""Failures that are the world's and not ours: the database is away, the disk is full."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError

AWAY: Final = "database-away"
BUSY: Final = "database-busy"
READ_ONLY: Final = "database-read-only"
FULL: Final = "disk-full"
REFUSES: Final = "disk-refuses"

_DISK: Final = {
    errno.ENOSPC: FULL,
    errno.EFBIG: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.EROFS: REFUSES,
    errno.EIO: REFUSES,
    getattr(errno, "ESTALE", errno.EIO): REFUSES,  # a share whose server forgot us
}
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: AWAY,
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
_POSTGRESQL: Final = {
    "53100": FULL,
    "25006": READ_ONLY,  # a stand-by, or a server that an administrator has closed
    "40001": BUSY,  # could not be put in a row with what others did
    "40P01": BUSY,  # two waited for each other, and this one was chosen
    "57014": "",  # told to stop, or it took too long: the next time, too
    "55P03": BUSY,  # a lock did not become free in time
}
"""By SQLSTATE."""

_AWAY_OF_POSTGRESQL: Final = ("08", "53", "57", "58")
"""Classes of it: connection, means, an operator's hand, the system beneath."""


def outage(error: BaseException | None) -> str:
    """Which words say what is wrong (`web/base`); empty: it is an error of ours."""
    if isinstance(error, OSError):
        return _DISK.get(error.errno or 0, "")
    cause = (
        error if isinstance(error, sqlite3.Error) else getattr(error, "__cause__", None)
    )
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, "")
    if not isinstance(error, DatabaseError | InterfaceError):
        return ""
    if state := getattr(cause, "sqlstate", None):
        is_away = state.startswith(_AWAY_OF_POSTGRESQL)
        return _POSTGRESQL.get(state, AWAY if is_away else "")
    return AWAY if isinstance(error, OperationalError | InterfaceError) else ""

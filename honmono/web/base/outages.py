"""Failures that are the world's and not ours: the database is away, the disk is full."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from django.db import InterfaceError, OperationalError

AWAY: Final = "database-away"
FULL: Final = "disk-full"

_FULL_DISK: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SQLITE_AWAY: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
_DISK_FULL_OF_POSTGRESQL: Final = "53100"


def outage(error: BaseException | None) -> str:
    """Which page says what is wrong; empty: it is an error of ours."""
    if isinstance(error, OSError) and error.errno in _FULL_DISK:
        return FULL
    if not isinstance(error, OperationalError | InterfaceError):
        return ""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return FULL
        return AWAY if code in _SQLITE_AWAY else ""
    if getattr(cause, "sqlstate", None) == _DISK_FULL_OF_POSTGRESQL:
        return FULL
    return AWAY

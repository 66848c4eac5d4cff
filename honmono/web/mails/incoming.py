"""Files that are coming, piece by piece: on the disk before anybody is told so.

    incoming/3f…      what has come; its size is the place at which it goes on
    incoming/3f….lock whoever writes to it

The name is drawn by us; nothing of a path or a name comes from outside.
"""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from django.conf import settings

from honmono.locking import HeldError, held

__all__ = ["HeldError", "append", "discard", "has_room", "lock", "path_of", "size_of"]

GROUND: Final = 512 * 2**20
"""Bytes that stay free on the disk, so that the database and its log never fill it."""


def folder() -> Path:
    """Where they lie; made when it is wanted."""
    path = Path(settings.HOME) / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(token: str) -> Path:
    """The file of an upload."""
    return folder() / token


def lock(token: str) -> AbstractContextManager[None]:
    """Be the only one who writes to it.

    Raises:
        HeldError: somebody else does.

    """
    return held(folder() / f"{token}.lock")


def size_of(token: str) -> int:
    """How much of it has come."""
    path = path_of(token)
    return path.stat().st_size if path.exists() else 0


def append(token: str, offset: int, data: bytes) -> int:
    """Add a piece at its place; whoever calls holds the lock.

    Returns:
        How much has come, on the disk to stay.

    Raises:
        OSError: the disk is full; what had come before is there still, and no more.

    """
    with path_of(token).open("ab", buffering=0) as file:
        try:
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(offset)
            raise
        return offset + len(data)


def has_room(size: int) -> bool:
    """Is there room for a file of so many bytes, twice: coming and kept?"""
    return shutil.disk_usage(folder()).free - 2 * size >= GROUND


def discard(token: str) -> None:
    """Nothing of it is needed any more."""
    path_of(token).unlink(missing_ok=True)
    (folder() / f"{token}.lock").unlink(missing_ok=True)

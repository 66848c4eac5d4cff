"""One writer at a time: a lock that the system takes back when its holder dies.

    honmono: cases/n001 is being written by process 4711 on pc-17; try again

The file `lock` stays where it is and says who wrote last; what counts is the lock that the
system keeps on it, so nothing has to be cleaned up after a crash or a `kill -9`.  Changes
are short, so whoever comes second waits a little before he gives up.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from honmono.incident.evidence.place import EvidenceError

fcntl: Any
msvcrt: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    try:
        import msvcrt
    except ImportError:
        msvcrt = None

NAME: Final = "lock"
PATIENCE: Final = 10.0
"""Seconds that a second writer waits."""

_EVERY: Final = 0.05
_FAR: Final = 2**30
"""Windows locks bytes: one that nobody reads, so that the holder's name can be read."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who writes there.

    Raises:
        EvidenceError: somebody else is, and was not done in time.

    """
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        until = time.monotonic() + patience
        while not _taken(file):
            if time.monotonic() >= until:
                file.seek(0)
                who = file.read(200).strip() or "another process"
                raise EvidenceError("locked", folder=folder, who=who)
            time.sleep(_EVERY)
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}\n")
        file.flush()
        try:
            yield
        finally:
            _given_back(file)


def _taken(file: IO[str]) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt is not None:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
    except OSError:
        return False
    return True


def _given_back(file: IO[str]) -> None:
    if fcntl is not None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
    elif msvcrt is not None:
        file.flush()
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

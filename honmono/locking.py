"""A lock on a file that the system takes back when its holder dies.

    with held(folder / "lock"):       # or HeldError: process 4711 on pc-17
        …

The file stays where it is and says who wrote last; what counts is the lock that the system
keeps on it, so nothing has to be cleaned up after a crash or a `kill -9`.
"""

from __future__ import annotations

import errno
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

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

_OF_OTHERS: Final = frozenset(
    {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
)
"""So a system says that somebody else has it; anything else is no answer."""

_FAR: Final = 2**30
"""Windows locks bytes: one that nobody reads, so that the holder's name can be read."""


class HeldError(Exception):
    """Somebody else holds the lock.  Nothing has been changed."""

    def __init__(self, who: str) -> None:
        """Say who, as far as he said."""
        self.who = who
        super().__init__(who)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Be the only one who holds it.

    Raises:
        HeldError: somebody else does.
        OSError: nothing can be written there, or locked: some shares know no locks.

    """
    with path.open("a+", encoding="utf-8") as file:
        if not _taken(file):
            file.seek(0)
            holder = file.read(200).strip().splitlines()
            raise HeldError(holder[0] if holder else "another process")
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
    except OSError as error:
        if error.errno not in _OF_OTHERS:
            raise
        return False
    return True


def _given_back(file: IO[str]) -> None:
    if fcntl is not None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
    elif msvcrt is not None:
        file.flush()
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

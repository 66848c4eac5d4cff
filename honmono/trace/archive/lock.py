"""One writer at a time: a lock that the system takes back when its holder dies.

    honmono: archive/ is being written by process 4711 on pc-17; wait, or end it

The file `lock` stays where it is and says who wrote last; what counts is the lock that
the system keeps on it, so nothing has to be cleaned up after a crash or a `kill -9`.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from honmono.text import say

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

NAME = "lock"

PAUSE: Final = 0.05
"""Seconds between two looks at a lock that somebody else has."""


class LockedError(Exception):
    """Somebody else writes this archive.  Nothing has been changed."""

    def __init__(self, folder: Path, who: str) -> None:
        """Name the archive and who writes it, as far as he said."""
        self.folder, self.who = folder, who
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say("index", "locked", language, folder=self.folder, who=self.who)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only one who writes there.

    Raises:
        LockedError: somebody else is.

    """
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        if not _taken(file):
            file.seek(0)
            holder = file.read(200).strip().splitlines()
            raise LockedError(folder, holder[0] if holder else "another process")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}\n")
        file.flush()
        try:
            yield
        finally:
            _given_back(file)


def awaited(
    folder: Path, seconds: float, tell: Callable[[LockedError], None] = lambda _: None
) -> None:
    """Wait until nobody writes there any more, as when the writer's run was killed.

    Args:
        folder: of an archive; where it is not there yet, nobody writes.
        seconds: how long at most.
        tell: told once who is waited for, if anybody is.

    Raises:
        LockedError: he still does.

    """
    end, told = time.monotonic() + seconds, False
    while (folder / NAME).exists():
        try:
            with locked(folder):
                return
        except LockedError as error:
            if time.monotonic() >= end:
                raise
            if not told:
                tell(error)
                told = True
            time.sleep(PAUSE)


_FAR: int = 2**30
"""Windows locks bytes: one that nobody reads, so that the holder's name can be read."""


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

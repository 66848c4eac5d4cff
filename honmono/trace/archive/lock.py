"""One writer at a time: a lock that the system takes back when its holder dies.

honmono: archive/ is being written by process 4711 on pc-17; wait, or end it
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from honmono.locking import HeldError, held
from honmono.text import say

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
    try:
        with held(folder / NAME):
            yield
    except HeldError as error:
        raise LockedError(folder, error.who) from None


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

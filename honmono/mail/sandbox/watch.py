"""Ends what takes too long: one thread for as many turns as come, one after the other.

    with Watch(10, process.kill) as watch:
        while …:
            with watch.turn():          # each may take 10 s
                item = pipe.read(…)

To start a thread for each turn, as `threading.Timer` does, took half of the time of reading
an archive of small mails.  This one is not woken when a turn begins: it never sleeps longer
than a turn may take, so it wakes before any turn that began meanwhile is late.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from typing import Self


class Watch:
    """Calls `end`, once, when a turn has taken `seconds`."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self._seconds = seconds
        self._end = end
        self._until = inf
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no longer; afterwards nothing is ended."""
        self._over.set()
        self._thread.join()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """What is done in this block may take so long."""
        self._until = monotonic() + self._seconds
        try:
            yield
        finally:
            self._until = inf

    def _look(self) -> None:
        pause = self._seconds
        while not self._over.wait(pause):
            left = self._until - monotonic()
            if left <= 0:
                self._end()
                return
            pause = min(left, self._seconds)

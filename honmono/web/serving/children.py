"""A process that the parent starts, and starts again when it dies."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import SpawnProcess
from typing import Any, Final

from honmono.web.serving import inside
from honmono.web.serving.inside import Role

_SPAWN: Final = multiprocessing.get_context("spawn")
"""A new interpreter: the same on every system, and nothing of the parent's is inherited."""

_FIRST_WAIT: Final = 0.5
_LONGEST_WAIT: Final = 30.0
_STEADY: Final = 30.0
"""Seconds after which a process counts as one that can live."""

SILENT: Final = 120.0
"""Seconds after which one that says nothing is ended: it was stopped, or it hangs in code
that lets no other thread run.  Meanwhile it may hold what others wait for."""

_LONGEST_TURN: Final = 1.0
"""Seconds; a machine that was asleep, or a parent that was stopped, heard nobody."""


class Child:
    """One place among the processes, and who fills it."""

    def __init__(
        self, role: Role, listener: socket.socket | None, language: str
    ) -> None:
        self.role = role
        self.deaths = 0
        """In a row."""

        self.status = 0
        """Of the last one that ended."""

        self._listener, self._language = listener, language
        self._process: SpawnProcess | None = None
        self._link: Any = None
        self._since = self._looked = 0.0
        self._silent = 0.0
        self._not_before = 0.0

    def start(self) -> None:
        """Let a process begin."""
        theirs, self._link = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=inside.run,
            args=(self.role, theirs, self._listener, self._language),
            name=f"honmono-{self.role.value}",
        )
        with _signals_kept():
            self._process.start()
        theirs.close()  # from now on it is open in the child alone
        self._since = self._looked = time.monotonic()
        self._silent = 0.0

    @property
    def pid(self) -> int:
        """Of its process; 0 while there is none."""
        return (self._process.pid or 0) if self._process else 0

    @property
    def sentinel(self) -> int | None:
        """Becomes readable when the process ends."""
        return self._process.sentinel if self._process else None

    def is_silent(self) -> bool:
        """Has it said nothing for too long?  Then it is ended.  Asked at every turn."""
        if self._process is None or self._link is None:
            return False
        now = time.monotonic()
        self._silent += min(now - self._looked, _LONGEST_TURN)
        self._looked = now
        with suppress(EOFError, OSError):  # it has just ended
            while self._link.poll():
                self._link.recv_bytes()
                self._silent = 0.0
        if self._silent < SILENT:
            return False
        self._silent = 0.0
        self._process.kill()
        return True

    def ended(self) -> int | None:
        """The status of a process that has just ended; None: it lives, or is awaited."""
        if self._process is None or self._process.is_alive():
            return None
        self.status = self._process.exitcode or 0
        now = time.monotonic()
        self.deaths = 1 if now - self._since > _STEADY else self.deaths + 1
        self._not_before = now + min(
            _FIRST_WAIT * 2 ** (self.deaths - 1), _LONGEST_WAIT
        )
        self._forget()
        return self.status

    def start_if_due(self) -> None:
        """Begin again, once it has waited long enough."""
        if self._process is None and time.monotonic() >= self._not_before:
            self.start()

    def ask_to_end(self) -> None:
        """Close the pipe: the child ends what it is at."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def join(self, until: float) -> None:
        """Wait for its end; whoever does not end by then is ended."""
        if self._process is None:
            return
        self._process.join(max(until - time.monotonic(), 0))
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._forget()

    def _forget(self) -> None:
        self.ask_to_end()
        if self._process is not None:
            self._process.close()
            self._process = None


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ctrl-C while a process begins comes to the parent, after that."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # Windows
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)

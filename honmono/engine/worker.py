"""A worker process: takes batches from its pipe until the pipe is closed.

It ends when told (None), when it is terminated, or at once when the parent is gone, also
in the middle of a batch: nobody waits for its results, and the next run wants the files
that it may hold.  Ctrl-C is the parent's to answer: the terminal sends it to all processes,
and a worker that answered too would print a traceback into the results.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Final

from honmono.engine._core import Task, attempt

READY = "ready"

ORPHANED: Final = 75
"""Exit status of a worker whose parent has gone; nobody is left to read it."""


def main(pipe: Connection, task: Task[Any, object]) -> None:
    """Say that we are ready, or why not; then answer each batch with its results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    with pipe, suppress(EOFError, OSError):
        try:
            if task.initializer is not None:
                task.initializer(*task.initargs)
        except Exception as error:  # noqa: BLE001 (told to the parent, which raises it)
            pipe.send(f"{type(error).__name__}: {error}")
            return
        pipe.send(READY)
        while (batch := pipe.recv()) is not None:
            results = [attempt(task.function, item) for item in batch]
            del batch  # before the next one comes
            pipe.send(results)


def _end_with_parent() -> None:
    """Wait until the parent has ended, however it did, and end as by `kill -9`.

    The system tells it: a pipe that only the parent has open, or on Windows its handle.
    Not `PR_SET_PDEATHSIG`, as our parent for the system is the fork server.
    """
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(ORPHANED)

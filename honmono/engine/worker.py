"""A worker process: takes batches from its pipe until the pipe is closed.

It ends when told (None), when the parent is gone (the pipe ends) or when it is
terminated.  Ctrl-C is the parent's to answer: the terminal sends it to all processes,
and a worker that answered too would print a traceback into the results.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from honmono.engine._core import Task, attempt

READY = "ready"


def main(pipe: Connection, task: Task[Any, object]) -> None:
    """Say that we are ready, or why not; then answer each batch with its results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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

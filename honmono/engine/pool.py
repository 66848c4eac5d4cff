"""A pool of processes, in which one may die without the others noticing.

Each worker has a pipe of its own and one batch at a time, so it is always known what a
worker was doing when the operating system killed it.  The items of its batch are done
once more, each alone; one that kills its process again becomes a `Failed`.

The parent never sends to a worker that has not answered, so neither can block the
other, and there is no thread.  An item that takes forever holds its worker forever:
bounding time is the task of the function.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Final, Generic, TypeVar, cast

from honmono.engine import worker
from honmono.engine._core import Batch, Done, EngineError, Failed, Task

T = TypeVar("T")
R = TypeVar("R")


def _start_method() -> SpawnContext:
    """Never plain forking: it breaks a process that has threads.

    A fork server has none.  It imports what every worker needs once, and a worker is
    then there at once, also one that takes a dead one's place.  Windows has no forking.
    """
    known = get_all_start_methods()
    method = "forkserver" if "forkserver" in known else "spawn"
    return cast("SpawnContext", get_context(method))  # the two are used alike


_PROCESSES: Final = _start_method()


def get_ready(modules: Sequence[str]) -> None:
    """Let the fork server load `modules` beside us, if there is one.

    Whoever knows early that there will be a pool saves the time that takes.
    """
    if _PROCESSES.get_start_method() != "forkserver":
        return
    from multiprocessing.forkserver import ensure_running

    _PROCESSES.set_forkserver_preload([worker.__name__, *modules])
    with _deaf_to_ctrl_c():
        ensure_running()


_GONE: Final = (EOFError, OSError)
"""Read from, or written to, a pipe whose other end died; OSError in mid-message."""

_END_WAIT: Final = 2.0
"""Seconds a terminated worker has before it is killed."""


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    batch: Batch[T] | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Processes:
    """The engine of one machine: so many processes."""

    jobs: int

    def hire(self, task: Task[T, R]) -> Pool[T, R]:
        """Get a pool; each process is started when there is a batch for it."""
        return Pool(self.jobs, task)


class Pool(Generic[T, R]):
    """Some workers, the batches that wait for them, and the results by number."""

    def __init__(
        self,
        jobs: int,
        task: Task[T, R],
    ) -> None:
        self._task = task
        self.jobs = jobs
        self._waiting: deque[Batch[T]] = deque()
        self._workers: list[_Worker[T]] = []

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers: politely when all is done, at once when something went."""
        for each in self._workers:
            if kind is None and each.batch is None and each.ready:
                _send(each.pipe, None)
            else:
                each.process.terminate()
        for each in self._workers:
            each.process.join(_END_WAIT)
            if each.process.exitcode is None:
                each.process.kill()
                each.process.join()
            each.pipe.close()

    def put(self, batch: Batch[T]) -> None:
        """Line a batch up; a worker is started for it while there are fewer than jobs."""
        self._waiting.append(batch)
        if len(self._workers) < self.jobs:
            self._workers.append(self._start())
        self._hand_out()

    def collect(self, timeout: float | None) -> list[Done[T, R]]:
        """Batches that are done, with one result for each item.

        `timeout` in seconds: 0 looks only, None waits until something has come.
        """
        results: list[Done[T, R]] = []
        by_pipe = {each.pipe: each for each in self._workers}
        for pipe in wait(list(by_pipe), timeout):
            answer = self._receive(by_pipe[pipe])  # type: ignore[index]
            if answer is not None:
                results.append(answer)
        self._hand_out()
        return results

    def _receive(self, sender: _Worker[T]) -> Done[T, R] | None:
        """Take what one worker says: its results, that it is ready, or that it died."""
        try:
            said: Any = sender.pipe.recv()
        except _GONE:
            return self._bury(sender)
        if not sender.ready:
            if said != worker.READY:
                raise EngineError(said)
            sender.ready = True
            return None
        batch, sender.batch = sender.batch, None
        return (batch, said) if batch else None

    def _bury(self, dead: _Worker[T]) -> Done[T, R] | None:
        """Replace a worker, and do its items again, each alone."""
        dead.process.join()
        dead.pipe.close()
        if not dead.ready:
            detail = f"a worker ended at its start (exit code {dead.process.exitcode})"
            raise EngineError(detail)
        self._workers[self._workers.index(dead)] = self._start()
        batch = dead.batch
        if batch is None:
            return None
        if batch.deaths:
            reason = f"the process died twice (exit code {dead.process.exitcode})"
            return batch, [Failed(batch.items[0], reason)]
        self._waiting.extendleft(reversed(batch.alone()))
        return None

    def _hand_out(self) -> None:
        """Give each idle worker a batch."""
        for each in self._workers:
            if self._waiting and each.ready and each.batch is None:
                each.batch = self._waiting.popleft()
                _send(each.pipe, each.batch.items)

    def _start(self) -> _Worker[T]:
        ours, theirs = _PROCESSES.Pipe()
        process = _PROCESSES.Process(
            target=worker.main, args=(theirs, self._task), daemon=True
        )
        with _deaf_to_ctrl_c():
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _send(pipe: Connection, message: object) -> None:
    """Send; that nobody is there any more is seen when the answer is fetched."""
    try:
        pipe.send(message)
    except _GONE:
        return


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start a process that inherits a blocked SIGINT; ours is delivered afterwards.

    Otherwise a Ctrl-C that meets a worker between its start and its first line prints
    a traceback.  Windows knows no inherited mask; there this moment remains.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first start of a process starts this helper, which resets the mask.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

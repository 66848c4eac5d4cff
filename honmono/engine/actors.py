"""The workers on a Ray cluster: each is an actor that has one batch at a time.

What `pool.py` does with processes and pipes: when an actor dies, or the machine below
it, the items of its batch are done once more, each alone, by one that takes its place.
A machine may be switched off without an item being to blame, so an item has three tries.

Items and results travel as bytes of plain `pickle`, as between processes: what works
there works here, and a numpy array is a copy that may be written to, not a view into
Ray's memory.  Ray's logs hold neither (an actor that fails answers with a value).
"""

from __future__ import annotations

import os
import pickle
import platform
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import honmono
from honmono.engine._core import (
    Batch,
    Done,
    EngineError,
    Failed,
    Task,
    attempt,
    one_line,
)

T = TypeVar("T")
R = TypeVar("R")

READY: Final = ""

MOST_DEATHS: Final = 3
"""Workers that an item may take along before it is given up."""

START_WAIT: Final = 120.0
"""Seconds until the first worker must be there; a cluster may be busy, or have no CPU."""

STARTS_THAT_FAIL: Final = 4
"""One after the other: then it is no accident."""


class Actor:
    """Runs on the cluster.  What goes wrong is an answer, so it is in no log of Ray's."""

    def __init__(self, version: str, folder: str, packed: bytes, memory: int) -> None:
        self._version = version
        self._folder = folder
        self._packed = packed
        self._memory = memory
        self._task: Task[Any, object] | None = None

    def prepare(self) -> str:
        """Say that we are ready (an empty text), or why not."""
        if self._version != honmono.__version__:
            return (
                f"Honmono {honmono.__version__} is installed on {platform.node()}, "
                f"{self._version} here; install the same on every machine"
            )
        try:
            # Where the driver is, or `mail/1.eml` would be another file, or none.
            os.chdir(self._folder)
            _bound_memory(self._memory)
            self._task = task = pickle.loads(self._packed)  # noqa: S301 (from the driver)
            if task.initializer is not None:
                task.initializer(*task.initargs)
        except Exception as error:  # noqa: BLE001 (told to the driver, which raises it)
            return f"on {platform.node()}: {one_line(error)}"
        return READY

    def work(self, packed: bytes) -> bytes:
        """Answer a batch with its results, or with the one reason why there are none."""
        try:
            if self._task is None:
                raise RuntimeError("prepare() was not called")
            items = pickle.loads(packed)  # noqa: S301 (from the driver)
            results = [attempt(self._task.function, item) for item in items]
            return pickle.dumps(results)
        except Exception as error:  # noqa: BLE001 (what cannot be pickled, either way)
            return pickle.dumps(one_line(error))


@dataclass(slots=True)
class _Hired(Generic[T]):
    actor: Any
    answer: Any
    """Ray's reference to what it will say next; None while it idles."""

    batch: Batch[T] | None = None
    ready: bool = False


class Actors(Generic[T, R]):
    """Some actors, and the batches that wait for them."""

    def __init__(self, ray: Any, jobs: int, task: Task[T, R], memory: int) -> None:
        self.jobs = jobs
        self._ray = ray
        self._class = ray.remote(Actor)
        # Kept once on each machine, whatever the number of its workers.
        self._task = ray.put(pickle.dumps(task))
        self._memory = memory
        self._waiting: deque[Batch[T]] = deque()
        self._hired: list[_Hired[T]] = []
        self._failed_starts = 0

    def end(self) -> None:
        """End the actors, whatever they are doing; where Ray has ended, they have, too."""
        for each in self._hired if self._ray.is_initialized() else ():
            self._ray.kill(each.actor)
        self._hired.clear()

    def put(self, batch: Batch[T]) -> None:
        """Line a batch up; an actor is hired for it while there are fewer than jobs."""
        self._waiting.append(batch)
        if len(self._hired) < self.jobs:
            self._hired.append(self._hire())
        self._hand_out()

    def collect(self, timeout: float | None) -> list[Done[T, R]]:
        """Batches that are done, with one result for each item.

        `timeout` in seconds: 0 looks only, None waits until something has come.
        """
        by_answer = {each.answer: each for each in self._hired if each.answer}
        starting = not any(each.ready for each in self._hired)
        answers, _ = self._ray.wait(
            list(by_answer),
            num_returns=1 if timeout is None else len(by_answer),
            timeout=START_WAIT if starting and timeout is None else timeout,
        )
        if not answers and starting and timeout is None:
            detail = (
                f"the cluster gave no worker within {START_WAIT:.0f} s; is it busy?"
            )
            raise EngineError(detail)
        received = (self._receive(by_answer[answer]) for answer in answers)
        done = [each for each in received if each is not None]
        self._hand_out()
        return done

    def _receive(self, sender: _Hired[T]) -> Done[T, R] | None:
        """Take what one actor says: its results, that it is ready, or that it died."""
        try:
            said: str | bytes = self._ray.get(sender.answer)
        except self._ray.exceptions.RayError as error:
            return self._bury(sender, one_line(error))
        sender.answer = None
        if isinstance(said, str):
            if said != READY:
                raise EngineError(said)
            sender.ready, self._failed_starts = True, 0
            return None
        batch, sender.batch = sender.batch, None
        results: list[R | Failed[T]] | str = pickle.loads(said)  # noqa: S301 (our own)
        if batch is None:
            return None
        if isinstance(results, str):
            return self._again(batch, results)
        return batch, results

    def _bury(self, dead: _Hired[T], reason: str) -> Done[T, R] | None:
        """Hire another one, and do the items again, each alone."""
        self._ray.kill(dead.actor)  # it may only be out of reach
        if not dead.ready:
            self._failed_starts += 1
            if self._failed_starts >= STARTS_THAT_FAIL:
                raise EngineError(f"workers die at their start: {reason}")
        self._hired[self._hired.index(dead)] = self._hire()
        return self._again(dead.batch, reason) if dead.batch else None

    def _again(self, batch: Batch[T], reason: str) -> Done[T, R] | None:
        if batch.deaths + 1 >= MOST_DEATHS:
            detail = f"its worker failed {MOST_DEATHS} times: {reason}"
            return batch, [Failed(batch.items[0], detail)]
        self._waiting.extendleft(reversed(batch.alone()))
        return None

    def _hand_out(self) -> None:
        """Give each idle actor a batch."""
        for each in self._hired:
            if self._waiting and each.ready and each.answer is None:
                each.batch = self._waiting.popleft()
                each.answer = each.actor.work.remote(pickle.dumps(each.batch.items))

    def _hire(self) -> _Hired[T]:
        options = self._class.options(
            num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD"
        )
        actor = options.remote(
            *(honmono.__version__, str(Path.cwd()), self._task, self._memory)
        )
        return _Hired(actor, actor.prepare.remote())


def _bound_memory(more: int) -> None:
    """Bound what this process may take beyond what it has; Linux alone can.

    Where it is reached, an item fails with MemoryError, or its actor dies.
    """
    try:
        import resource

        status = Path("/proc/self/status").read_text("ascii")
    except (ImportError, OSError):
        return
    words: Sequence[str] = status.partition("VmData:")[2].split()
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (int(words[0]) * 1024 + more, hard))

"""How items get to the workers and results come back in order, whoever works.

    10,000 mails ──▶ batches of 32 ──▶ workers ──▶ results by number ──▶ in order

A result that is early waits for those before it.  So that neither items nor results
pile up, a new batch is taken only while both are below their bounds (`_core.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from operator import length_hint
from typing import Generic, TypeVar

from honmono.engine._core import (
    BATCH_BYTES,
    BATCH_ITEMS,
    WAITING_BATCHES,
    WAITING_BYTES,
    Batch,
    Done,
    Engine,
    Failed,
    Task,
    Workers,
    attempt,
)
from honmono.engine.pool import Processes

T = TypeVar("T")
R = TypeVar("R")


def length(item: object) -> int:
    """Its `len`, or the `__length_hint__` of a class that wants none; else 1."""
    return length_hint(item, 1)


def spread(
    function: Callable[[T], R],
    items: Iterable[T],
    *,
    jobs: int = 1,
    engine: Engine | None = None,
    weight: Callable[[T], int] = length,
    together: int = BATCH_ITEMS,
    initializer: Callable[..., None] | None = None,
    initargs: tuple[object, ...] = (),
) -> Iterator[R | Failed[T]]:
    """Yield `function(item)` for each item, in the order of the items.

    An exception of the function, or the death of its process at the same item twice,
    gives a `Failed` in its place.  With one job, and with fewer items than one batch
    holds, everything happens in this process, unless an engine is named.

    Args:
        function: with more than one job it has to be importable by name, as have
            `initializer` and the classes of items and results.
        items: fetched as needed, in this process.
        jobs: processes that work; this one fetches items and hands out results.
        engine: who works instead of `jobs` processes of this machine.
        weight: roughly the bytes of an item, which bound what is in memory.
        together: the most items that a worker is handed at once; 1 for large ones.
        initializer: called once in each process before its first item.
        initargs: its arguments.

    Raises:
        EngineError: no worker could be started.  Nothing has been done.
        ValueError: fewer than one job.

    """
    if jobs < 1:
        raise ValueError("jobs must be at least 1")
    task = Task(function, initializer, initargs)
    if engine is None and jobs == 1:
        yield from _here(task, items)
        return
    batches = _batches(items, weight, together)
    begun = deque(islice(batches, 2))
    if engine is None and len(begun) < 2:
        yield from _here(task, [item for batch in begun for item in batch.items])
        return
    with (engine or Processes(jobs)).hire(task) as workers:
        yield from _in_order(workers, _resumed(begun, batches), weight, together)


class Crew(Generic[T, R]):
    """Workers that stay from one run to the next, where many runs are small.

    with crew(answer, engine=engine) as they:
        for found in they.spread(questions): ...
    """

    def __init__(self, task: Task[T, R], workers: Workers[T, R] | None) -> None:
        self._task = task
        self._workers = workers
        self._next = 0

    def spread(self, items: Iterable[T]) -> Iterator[R | Failed[T]]:
        """As the function `spread`, each item by itself; one run at a time.

        A run may be abandoned: what comes of it later is thrown away.
        """
        if self._workers is None:
            return _here(self._task, items)
        start = self._next
        batches = self._counted(_batches(items, length, 1, start))
        return _in_order(self._workers, batches, length, 1, start)

    def _counted(self, batches: Iterator[Batch[T]]) -> Iterator[Batch[T]]:
        for batch in batches:
            self._next = batch.first + len(batch.items)
            yield batch


@contextmanager
def crew(
    function: Callable[[T], R], *, jobs: int = 1, engine: Engine | None = None
) -> Iterator[Crew[T, R]]:
    """Hire workers for one function; with one job and no engine it is this process."""
    task = Task(function)
    if engine is None and jobs == 1:
        yield Crew(task, None)
        return
    with (engine or Processes(jobs)).hire(task) as workers:
        yield Crew(task, workers)


def _batches(
    items: Iterable[T], weight: Callable[[T], int], together: int, number: int = 0
) -> Iterator[Batch[T]]:
    """Bundle items that follow each other."""
    held, heavy = list[T](), 0
    for item in items:
        size = weight(item)
        if held and (len(held) >= together or heavy + size > BATCH_BYTES):
            yield Batch(number, held)
            number, held, heavy = number + len(held), [], 0
        held.append(item)
        heavy += size
    if held:
        yield Batch(number, held)


def _resumed(begun: deque[T], rest: Iterator[T]) -> Iterator[T]:
    """Like `itertools.chain`, which would keep what it has given away."""
    while begun:
        yield begun.popleft()
    yield from rest


def _here(task: Task[T, R], items: Iterable[T]) -> Iterator[R | Failed[T]]:
    """Do it all in this process."""
    if task.initializer is not None:
        task.initializer(*task.initargs)
    for item in items:
        yield attempt(task.function, item)


def _in_order(
    workers: Workers[T, R],
    batches: Iterator[Batch[T]],
    weight: Callable[[T], int],
    together: int,
    start: int = 0,
) -> Iterator[R | Failed[T]]:
    """Keep the workers busy, and yield their results in order, from number `start`.

    1. Line up a batch, when the bounds allow it.
    2. Yield what is next, as far as it is there, but not so long that workers idle.
    3. Fetch answers; wait for one only when there is nothing else to do.
    """
    done: dict[int, R | Failed[T]] = {}
    taken = yielded = start
    under_way = 0
    most = workers.jobs * WAITING_BATCHES * together
    coming = next(batches, None)
    while coming is not None or yielded < taken:
        heavy = sum(map(weight, coming.items)) if coming else 0
        fits = under_way == 0 or under_way + heavy <= WAITING_BYTES
        took = coming is not None and fits and taken - yielded < most
        if coming is not None and took:  # 1
            workers.put(coming)
            taken, under_way = taken + len(coming.items), under_way + heavy
            coming = next(batches, None)
        for _ in range(BATCH_ITEMS):  # 2
            if yielded not in done:
                break
            yield done.pop(yielded)
            yielded += 1
        nothing_to_do = not took and yielded < taken and yielded not in done
        answers = workers.collect(None if nothing_to_do else 0)  # 3
        under_way -= _put_down(answers, done, weight, start)
        answers.clear()


def _put_down(
    answers: Iterable[Done[T, R]],
    done: dict[int, R | Failed[T]],
    weight: Callable[[T], int],
    start: int,
) -> int:
    """Put the answers that have come into `done`; return what their items weighed."""
    weighed = 0
    for batch, results in answers:
        if batch.first >= start:  # not of a run that was abandoned
            done.update(enumerate(results, batch.first))
            weighed += sum(map(weight, batch.items))
    return weighed

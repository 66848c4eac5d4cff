"""How work is spread: one process or a pool of processes.

    for verdict in spread(judge, mails, jobs=4, weight=size, initializer=load_org):

Results come in the order of the items, whoever is faster.  At no time are more items
in memory than a few batches for each process, however many there are and however slow
whoever takes the results.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import length_hint
from typing import TypeVar

from honmono.engine._core import (
    BATCH_BYTES,
    BATCH_ITEMS,
    WAITING_BATCHES,
    WAITING_BYTES,
    Engine,
    EngineError,
    Failed,
    attempt,
)
from honmono.engine.pool import Batch, Pool, get_ready

__all__ = ["Engine", "EngineError", "Failed", "get_ready", "spread"]

T = TypeVar("T")
R = TypeVar("R")


def length(item: object) -> int:
    """Its `len`, or the `__length_hint__` of a class that wants none; else 1."""
    return length_hint(item, 1)


def spread(
    function: Callable[[T], R],
    items: Iterable[T],
    *,
    jobs: int,
    weight: Callable[[T], int] = length,
    initializer: Callable[..., None] | None = None,
    initargs: tuple[object, ...] = (),
) -> Iterator[R | Failed[T]]:
    """Yield `function(item)` for each item, in the order of the items.

    An exception of the function, or the death of its process at the same item twice,
    gives a `Failed` in its place.  With one job, and with fewer items than one batch
    holds, everything happens in this process.

    Args:
        function: with more than one job it has to be importable by name, as have
            `initializer` and the classes of items and results.
        items: fetched as needed, in this process.
        jobs: processes that work; this one fetches items and hands out results.
        weight: roughly the bytes of an item, which bound what is in memory.
        initializer: called once in each process before its first item.
        initargs: its arguments.

    Raises:
        EngineError: no worker could be started.  Nothing has been done.
        ValueError: fewer than one job.

    """
    if jobs < 1:
        raise ValueError("jobs must be at least 1")
    if jobs == 1:
        yield from _here(function, items, initializer, initargs)
        return
    batches = _batches(items, weight)
    begun = deque(islice(batches, 2))
    if len(begun) < 2:
        few = [item for batch in begun for item in batch.items]
        yield from _here(function, few, initializer, initargs)
        return
    with Pool[T, R](jobs, function, initializer, initargs) as pool:
        yield from _in_order(pool, _resumed(begun, batches), weight, jobs)


def _batches(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[Batch[T]]:
    """Bundle items that follow each other."""
    number, held, heavy = 0, list[T](), 0
    for item in items:
        size = weight(item)
        if held and (len(held) >= BATCH_ITEMS or heavy + size > BATCH_BYTES):
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


def _here(
    function: Callable[[T], R],
    items: Iterable[T],
    initializer: Callable[..., None] | None,
    initargs: tuple[object, ...],
) -> Iterator[R | Failed[T]]:
    """Do it all in this process."""
    if initializer is not None:
        initializer(*initargs)
    for item in items:
        yield attempt(function, item)


def _in_order(
    pool: Pool[T, R],
    batches: Iterator[Batch[T]],
    weight: Callable[[T], int],
    jobs: int,
) -> Iterator[R | Failed[T]]:
    """Keep the pool busy, and yield its results in order.

    1. Line up a batch, when the bounds allow it.
    2. Yield what is next, as far as it is there, but not so long that workers idle.
    3. Fetch answers; wait for one only when there is nothing else to do.
    """
    done: dict[int, R | Failed[T]] = {}
    taken = yielded = under_way = 0
    most = jobs * WAITING_BATCHES * BATCH_ITEMS
    coming = next(batches, None)
    while coming is not None or yielded < taken:
        heavy = sum(map(weight, coming.items)) if coming else 0
        fits = under_way == 0 or under_way + heavy <= WAITING_BYTES
        took = coming is not None and fits and taken - yielded < most
        if coming is not None and took:  # 1
            pool.put(coming)
            taken, under_way = taken + len(coming.items), under_way + heavy
            coming = next(batches, None)
        for _ in range(BATCH_ITEMS):  # 2
            if yielded not in done:
                break
            yield done.pop(yielded)
            yielded += 1
        nothing_to_do = not took and yielded < taken and yielded not in done
        under_way -= _fetch(pool, done, weight, wait=nothing_to_do)  # 3


def _fetch(
    pool: Pool[T, R],
    done: dict[int, R | Failed[T]],
    weight: Callable[[T], int],
    *,
    wait: bool,
) -> int:
    """Put the answers that have come into `done`; return what their items weighed."""
    weighed = 0
    for batch, results in pool.collect(None if wait else 0):
        done.update(enumerate(results, batch.first))
        weighed += sum(map(weight, batch.items))
    return weighed

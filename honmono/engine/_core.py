"""What an engine is given and what it answers: results in order, failures as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

R = TypeVar("R")
T = TypeVar("T")

BATCH_ITEMS: Final = 32
"""Items handed to a process at once; sending one costs as much as sending thirty.

At the end one process works while the others have nothing left, for half a batch or so."""

BATCH_BYTES: Final = 512 * 2**10
"""Bytes after which a batch is full; an item that is larger goes alone."""

WAITING_BYTES: Final = 32 * 2**20
"""Bytes of items that are taken from the source and not yet done, over all processes.

One item may exceed it; then it is the only one under way."""

WAITING_BATCHES: Final = 4
"""Batches for each process that are taken and whose results nobody has fetched yet.

One slow mail holds back the results behind it, and those may not pile up."""


@dataclass(frozen=True, slots=True)
class Failed(Generic[T]):
    """Takes the place of a result that does not exist; the rest goes on."""

    item: T
    """What was to be done."""

    reason: str
    """One line: the exception, or that the process died twice at this item."""


class EngineError(Exception):
    """The worker processes do not start.  Nothing has been done."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T, R]):
    """What a worker does with each item; it is sent to each worker once.

    All parts have to be importable by name where the worker runs.  What all items need
    (the reports of a trace, an organization) goes along as `partial(function, value)`.
    """

    function: Callable[[T], R]
    initializer: Callable[..., None] | None = None
    """Called once in each worker before its first item."""

    initargs: tuple[object, ...] = ()


@dataclass(slots=True)
class Batch(Generic[T]):
    """Items that follow each other, on their way to a worker."""

    first: int
    """Number of the first item, counted over the life of the workers."""

    items: Sequence[T]
    deaths: int = 0
    """Workers that died while they had it."""

    def alone(self) -> list[Batch[T]]:
        """The items of a batch that killed its worker, each by itself, for another try."""
        return [
            Batch(self.first + offset, (item,), self.deaths + 1)
            for offset, item in enumerate(self.items)
        ]


Done: TypeAlias = tuple[Batch[T], list[R | Failed[T]]]
"""A batch, and one result for each of its items."""


class Workers(Protocol[T, R]):
    """Those who do one task, wherever they are; one of them may die unnoticed."""

    @property
    def jobs(self) -> int:
        """How many work at the same time."""
        ...

    def put(self, batch: Batch[T]) -> None:
        """Line a batch up; returns at once."""
        ...

    def collect(self, timeout: float | None) -> list[Done[T, R]]:
        """Batches that are done: 0 looks only, None waits until something has come."""
        ...


class Engine(Protocol):
    """Where work is done: processes of this machine, or a cluster."""

    def hire(self, task: Task[T, R]) -> AbstractContextManager[Workers[T, R]]:
        """Get workers; at the end of the context none is left.

        Raises:
            EngineError: none can be had.

        """
        ...


def attempt(function: Callable[[T], R], item: T) -> R | Failed[T]:
    """Call it; an error of ours becomes a value, so that one item stops no queue.

    This is the door of one job, so every exception is caught here and nowhere else.
    """
    try:
        return function(item)
    except Exception as error:  # noqa: BLE001
        return Failed(item, one_line(error))


def one_line(error: BaseException) -> str:
    """`ValueError: seven`; an error without words is its name alone."""
    return f"{type(error).__name__}: {error}".splitlines()[0].removesuffix(": ")

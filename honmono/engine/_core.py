"""What an engine is given and what it answers: results in order, failures as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

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


class Engine(Protocol):
    """How work is spread; `spread` is one, a cluster may be another."""

    def __call__(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        jobs: int,
        weight: Callable[[T], int],
        initializer: Callable[..., None] | None,
        initargs: tuple[object, ...],
    ) -> Iterator[R | Failed[T]]:
        """Yield `function(item)` for each item, in the order of the items."""


def attempt(function: Callable[[T], R], item: T) -> R | Failed[T]:
    """Call it; an error of ours becomes a value, so that one item stops no queue.

    This is the door of one job, so every exception is caught here and nowhere else.
    """
    try:
        return function(item)
    except Exception as error:  # noqa: BLE001
        return Failed(item, f"{type(error).__name__}: {error}".splitlines()[0])

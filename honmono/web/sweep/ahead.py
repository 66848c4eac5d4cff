"""Work that goes on while somebody else's is done: a few values are made in advance.

    reading    1 2 3 4 .. 5 .. 6
    storing      1 .. 2 .. 3 .. 4

What reads asks no database, and most of its waiting is for other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final, TypeVar

T = TypeVar("T")

MOST: Final = 2
"""Values that wait."""

_LOOK_EVERY: Final = 0.2
"""Seconds between two looks whether anybody still wants more."""


def ahead(values: Iterable[T]) -> Iterator[T]:
    """The same values in the same order; an exception comes where it would have come."""
    made, over = Queue[tuple[T | None, BaseException | None]](MOST), Event()
    thread = Thread(target=_make, args=(iter(values), made, over), daemon=True)
    thread.start()
    try:
        while True:
            value, error = made.get()
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield value  # type: ignore[misc]
    finally:
        over.set()
        with suppress(Empty):
            made.get_nowait()
        thread.join()


def _make(
    values: Iterator[T],
    made: Queue[tuple[T | None, BaseException | None]],
    over: Event,
) -> None:
    """Until there are none, or nobody wants more; a generator is ended here, too."""
    while not over.is_set():
        try:
            one: tuple[T | None, BaseException | None] = (next(values), None)
        except BaseException as error:  # noqa: BLE001 - told to whoever waits
            one = (None, error)
        while not over.is_set():
            with suppress(Full):
                made.put(one, timeout=_LOOK_EVERY)
                break
        if one[1] is not None:
            return
    close = getattr(values, "close", None)
    if close is not None:
        close()

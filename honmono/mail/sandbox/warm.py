"""Workers that are kept: one that waits for each module, since starting takes 0.1 s.

A worker that was asked is out of the box and nobody else's; it comes back when it is as
good as before, and is ended otherwise.  It serves the thread that started it: Linux ends
it when that thread ends, which is how it dies with its parent.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from honmono.mail.sandbox._core import Failure, Limits
from honmono.mail.sandbox.process import Worker

_waiting: dict[tuple[str, int], Worker] = {}
"""Module and thread → a worker that has loaded it."""


@contextmanager
def worker(module: str, limits: Limits) -> Iterator[Worker | Failure]:
    """Lend a worker, or say why none starts."""
    place = module, threading.get_ident()
    lent = _waiting.pop(place, None)
    if lent is None or not lent.is_there() or lent.limits != limits:
        if lent is not None:
            lent.end()
        _end_orphans()
        lent = Worker(module, limits)
        if failure := lent.start():
            yield failure
            return
    whole = False
    try:
        yield lent
        whole = True
    finally:
        if whole and lent.is_there() and place not in _waiting:
            _waiting[place] = lent
        else:
            lent.end()


def _end_orphans() -> None:
    """End those whose thread has ended."""
    for place, waiting in list(_waiting.items()):
        if not waiting.thread.is_alive() and _waiting.pop(place, None) is waiting:
            waiting.end()


def end_all() -> None:
    """End those that wait."""
    while _waiting:
        _waiting.popitem()[1].end()


atexit.register(end_all)

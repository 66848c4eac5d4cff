"""What is looked at again and again: has a day ended, did a file come into a folder?

    work(…)  ──▶ a thread of its own ──▶ every few seconds: is a tick due?
                                         one process of all does it

A tick looks, and puts jobs down; it does no work itself.  One that hangs, on a share that
is away, holds up no job.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from honmono.web.jobs.models import Tick

log = logging.getLogger(__name__)

TICKS: Final[dict[str, tuple[str, timedelta]]] = {
    "mail-passwords": ("honmono.web.mails.passwords.forget_old", timedelta(hours=1)),
    "backup": ("honmono.web.keeping.scheduled.look", timedelta(minutes=1)),
    "sign-ins": ("honmono.web.accounts.limits.prune", timedelta(hours=1)),
    "cases": ("honmono.web.cases.heads.look", timedelta(seconds=10)),
    "sweep": ("honmono.web.sweep.ticks.look", timedelta(seconds=5)),
    "sweep-folder": ("honmono.web.sweep.watched.look", timedelta(seconds=30)),
}
"""By name: the function, by its place, and how often."""

_TURN: Final = 1.0
"""Seconds between two looks at the clock."""

_SET_BACK: Final = timedelta(minutes=2)
"""Later than now by so much is nothing that was done."""


def ticking(stop: threading.Event) -> None:
    """Do ticks until it is told to end."""
    try:
        while not stop.wait(_TURN):
            close_old_connections()
            for name in TICKS:
                _try(name)
    finally:
        connection.close()


def _try(name: str) -> None:
    try:
        if is_due(name, timezone.now()):
            do(name, timezone.now())
    except (DatabaseError, InterfaceError) as error:
        log.warning("tick %s: the database: %s", name, type(error).__name__)
        connection.close()
    except Exception:  # a door: logged, and the next time it is tried again
        log.exception("tick %s failed", name)


def is_due(name: str, now: datetime) -> bool:
    """Is it our turn?  Of several processes one is told yes."""
    every = TICKS[name][1]
    is_due = Q(at__lte=now - every) | Q(at__gt=now + _SET_BACK)  # by a clock that erred
    due = Tick.objects.filter(is_due, name=name)
    if not Tick.objects.filter(name=name).exists():
        Tick.objects.bulk_create(
            [Tick(name=name, at=now - every)], ignore_conflicts=True
        )
    return due.exists() and bool(due.update(at=now))


def do(name: str, now: datetime) -> None:
    """Do one, whether or not it is due."""
    module, _, function = TICKS[name][0].rpartition(".")
    look: Callable[[datetime], None] = getattr(import_module(module), function)
    look(now)

"""One worker: claims a job, does it, claims the next, until it is told to end."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import (
    DatabaseError,
    InterfaceError,
    close_old_connections,
    connection,
)
from django.utils import timezone

from honmono.web.jobs import services
from honmono.web.jobs.models import Job
from honmono.web.jobs.registry import handler_of
from honmono.web.jobs.running import (
    LEASE,
    FailedJobError,
    LaterError,
    LostJobError,
    Run,
)
from honmono.web.jobs.ticks import ticking
from honmono.web.outages import AWAY, BUSY, outage

log = logging.getLogger(__name__)

_LOOK_EVERY: Final = 0.5
"""Seconds between two looks for work."""

_WITHOUT_DATABASE: Final = 2.0
"""Seconds between two tries while the database does not answer."""

_SOON: Final = timedelta(seconds=2)
"""Until a job is tried again that met others, or a database that is back."""

HUNG: Final = timedelta(minutes=30)
"""A handler that says nothing for so long will not end.  No step of ours takes as long."""

GAVE_UP: Final = 3
"""Status of a job process that left a handler which hangs."""


def work(stop: threading.Event, *, until_empty: bool = False) -> int:
    """Do jobs.

    Args:
        stop: set from elsewhere to end; the job at hand is given back.
        until_empty: end when there is nothing left to do.

    Returns:
        How many jobs were tried.

    """
    count, owed = 0, None
    if not until_empty:
        threading.Thread(target=ticking, args=(stop,), daemon=True).start()
    while not stop.is_set():
        job = None
        try:
            if owed is not None:
                services.later(owed, timezone.now(), AWAY, _SOON)
            job, owed = _next(), None
            if job is not None:
                do(job, stop.is_set)
                count += 1
        except (DatabaseError, InterfaceError) as error:
            # No fault of a job at hand: it is given back when the database is back.
            owed = job or owed
            log.warning("the database does not answer: %s", type(error).__name__)
            if until_empty:
                raise
            connection.close()
            stop.wait(_WITHOUT_DATABASE)
            continue
        if job is None and until_empty:
            break
        if job is None:
            stop.wait(_LOOK_EVERY)
    return count


def _next() -> Job | None:
    if not connection.in_atomic_block:  # as in a test, whose connection must stay
        close_old_connections()
    return services.claim(timezone.now())


def do(job: Job, is_over: Callable[[], bool]) -> None:
    """Do one job, whatever happens: an error of ours may not end the worker."""
    run, ended = Run(job), threading.Event()
    clock = threading.Thread(target=_hold, args=(run, ended, is_over), daemon=True)
    clock.start()
    try:
        handler_of(job.kind)(run)
        services.finish(job, timezone.now())
    except LostJobError:
        log.info("job %s (%s) is somebody else's now", job.pk, job.kind)
    except LaterError as error:
        services.later(job, timezone.now(), str(error))
    except FailedJobError as error:
        services.fail(job, timezone.now(), str(error))
    except Exception as error:  # a door: logged, and tried again later
        if not _waits_for_the_world(job, error):
            log.exception("job %s (%s) failed", job.pk, job.kind)
            services.again(job, timezone.now(), type(error).__name__)
    finally:
        ended.set()
        clock.join()


def _waits_for_the_world(job: Job, error: Exception) -> bool:
    """Put it off where disk or database fail us: that is no try.  False: they do not."""
    why = outage(error)
    if not why:
        return False
    log.warning("job %s (%s) waits: %s", job.pk, job.kind, why)
    if not connection.in_atomic_block:
        close_old_connections()
    if why in {AWAY, BUSY}:
        services.later(job, timezone.now(), why, _SOON)
    else:
        services.later(job, timezone.now(), why)
    return True


def _hold(run: Run, ended: threading.Event, is_over: Callable[[], bool]) -> None:
    """Say every few seconds that the worker lives; give the job back when it must end.

    Turns are counted, not seconds: a laptop that was asleep has not been working.
    """
    heard, silent = run.signs, 0
    try:
        while not ended.wait(LEASE.total_seconds() / 5):
            silent = silent + 1 if run.signs == heard else 0
            heard = run.signs
            if silent * LEASE / 5 > HUNG:
                _leave(run)
            if not _held_on(run, is_over):
                return
    finally:
        connection.close()


def _held_on(run: Run, is_over: Callable[[], bool]) -> bool:
    """Renew the lease; False where there is none to renew any more."""
    try:
        if is_over():
            services.give_back(run.job, timezone.now())
            return False
        run.renew()
    except LostJobError:
        return False  # the handler learns it at its next step
    except (DatabaseError, InterfaceError):  # away for a moment: the lease lasts longer
        log.warning("job %s: its lease could not be renewed", run.job.pk)
        connection.close()
    return True


def _leave(run: Run) -> None:
    """End this process: a thread that hangs cannot be ended.  The parent starts another."""
    log.error("job %s (%s) hangs; its process ends", run.job.pk, run.job.kind)
    try:
        services.again(run.job, timezone.now(), services.HANGS)
    finally:
        os._exit(GAVE_UP)

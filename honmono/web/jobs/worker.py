"""One worker: claims a job, does it, claims the next, until it is told to end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
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
from honmono.web.jobs.running import LEASE, FailedJobError, LostJobError, Run
from honmono.web.jobs.ticks import ticking

log = logging.getLogger(__name__)

_LOOK_EVERY: Final = 0.5
"""Seconds between two looks for work."""

_WITHOUT_DATABASE: Final = 2.0
"""Seconds between two tries while the database does not answer."""


def work(stop: threading.Event, *, until_empty: bool = False) -> int:
    """Do jobs.

    Args:
        stop: set from elsewhere to end; the job at hand is given back.
        until_empty: end when there is nothing left to do.

    Returns:
        How many jobs were tried.

    """
    count = 0
    if not until_empty:
        threading.Thread(target=ticking, args=(stop,), daemon=True).start()
    while not stop.is_set():
        try:
            job = _next()
            if job is not None:
                do(job, stop.is_set)
                count += 1
        except (DatabaseError, InterfaceError) as error:
            # A job at hand is taken again when its lease has run out.
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
    except FailedJobError as error:
        services.fail(job, timezone.now(), str(error))
    except Exception as error:  # a door: logged, and tried again later
        log.exception("job %s (%s) failed", job.pk, job.kind)
        services.again(job, timezone.now(), type(error).__name__)
    finally:
        ended.set()
        clock.join()


def _hold(run: Run, ended: threading.Event, is_over: Callable[[], bool]) -> None:
    """Say every few seconds that the worker lives; give the job back when it must end."""
    try:
        while not ended.wait(LEASE.total_seconds() / 5):
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
        run.hold()
    except LostJobError:
        return False  # the handler learns it at its next step
    except (DatabaseError, InterfaceError):  # away for a moment: the lease lasts longer
        log.warning("job %s: its lease could not be renewed", run.job.pk)
        connection.close()
    return True

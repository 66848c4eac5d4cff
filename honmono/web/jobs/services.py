"""Putting jobs down, claiming them, ending them: every write to a job but those of Run."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from honmono.web.jobs.models import OPEN, Job, State
from honmono.web.jobs.running import LEASE

MOST_TRIES: Final = 5
"""A job during which its worker died so often is not tried again."""

DIED: Final = "died-every-time"
"""Why such a job failed: a key of `web/jobs`."""

HANGS: Final = "hangs"
"""Why one is tried again that said nothing for half an hour: a key, too."""

_WORLD: Final = timedelta(seconds=30)
"""After so long it is tried again whether there is room on the disk."""

_SET_BACK: Final = timedelta(minutes=2)
"""Nobody waits so long for a job of now: the clock has been set back meanwhile."""


def put(
    kind: str,
    key: str,
    *,
    now: datetime,
    case: str = "",
    by: str = "",
    **payload: Any,
) -> Job:
    """Put a job down, in the transaction of whoever calls.

    Where one for the same thing is open, that one is returned: nothing is done twice.
    """
    job = Job(
        kind=kind,
        key=key,
        case=case,
        by=by,
        payload=payload,
        created=now,
        not_before=now,
    )
    while not _is_new(job):
        there = Job.objects.filter(key=key, state__in=OPEN).first()
        if there is not None:  # else it ended at this moment
            return there
    return job


def _is_new(job: Job) -> bool:
    """Store it, unless one for the same thing is open."""
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def claim(now: datetime) -> Job | None:
    """Take the oldest job that nobody is at; None where there is none.

    A job whose worker died is taken again when its lease has run out.
    """
    free = _free(now)
    if not Job.objects.filter(free | _too_long(now)).exists():  # often: takes no lock
        return None
    # A clock that was set back made leases long.  Whoever lives renews his in time.
    Job.objects.filter(_too_long(now)).update(lease=now + LEASE)
    with transaction.atomic():
        rows = Job.objects.filter(free).order_by("not_before", "id")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        job = rows.first()
        if job is None:
            return None
        if job.tries >= MOST_TRIES:
            _end(job, State.FAILED, now, failure=DIED)
            return None
        job.state = State.RUNNING
        job.token = secrets.token_hex(16)
        job.lease = now + LEASE
        job.started = job.started or now
        job.tries += 1
        job.failure = ""
        job.save()
        return job


def _free(now: datetime) -> Q:
    """May somebody take it?  One that would wait for longer is of a clock that erred."""
    is_due = Q(not_before__lte=now) | Q(not_before__gt=now + _SET_BACK)
    return Q(state=State.QUEUED) & is_due | Q(state=State.RUNNING, lease__lt=now)


def _too_long(now: datetime) -> Q:
    return Q(state=State.RUNNING, lease__gt=now + 2 * LEASE)


def finish(job: Job, now: datetime) -> bool:
    """It is done; False where somebody else had taken it."""
    return _end(job, State.DONE, now)


def fail(job: Job, now: datetime, failure: str) -> bool:
    """It cannot be done."""
    return _end(job, State.FAILED, now, failure=failure[:1_000])


def again(job: Job, now: datetime, failure: str) -> bool:
    """Something of ours failed: try again later, and not for ever."""
    if job.tries >= MOST_TRIES:
        return fail(job, now, failure)
    wait = timedelta(seconds=2**job.tries)
    return bool(
        _mine(job).update(
            state=State.QUEUED,
            token="",
            lease=None,
            not_before=now + wait,
            failure=failure[:1_000],
        )
    )


def later(job: Job, now: datetime, why: str, wait: timedelta = _WORLD) -> bool:
    """The world fails us, not the job: again and again, until there is room, say.

    Args:
        job: of ours.
        now: aware.
        why: words of `outages`, for whoever looks at the job.
        wait: until it is tried again.

    """
    return bool(
        _mine(job).update(
            state=State.QUEUED,
            token="",
            lease=None,
            not_before=now + wait,
            tries=F("tries") - 1,
            failure=why[:1_000],
        )
    )


def give_back(job: Job, now: datetime) -> bool:
    """The worker is told to end: somebody else goes on, at once."""
    return bool(
        _mine(job).update(
            state=State.QUEUED,
            token="",
            lease=None,
            not_before=now,
            tries=F("tries") - 1,
        )
    )


def stop(job_id: int, now: datetime) -> bool:
    """Nobody wants it any more; False where it had ended."""
    return bool(
        Job.objects.filter(pk=job_id, state__in=OPEN).update(
            state=State.STOPPED, token="", lease=None, finished=now
        )
    )


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, token=job.token, state=State.RUNNING)


def _end(job: Job, state: State, now: datetime, failure: str = "") -> bool:
    mine = Job.objects.filter(pk=job.pk, token=job.token)
    return bool(
        mine.update(state=state, token="", lease=None, finished=now, failure=failure)
    )

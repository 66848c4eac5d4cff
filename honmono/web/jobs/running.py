"""What a handler is given: its job, and the ways to say how far it is.

    def judge(run: Run) -> None:
        run.total(len(mails))
        for mail in mails:
            row = judged(mail)               # no transaction is open meanwhile
            with run.step():                 # stored only while the job is still ours
                Mail.objects.create(…)

A handler may be killed at any moment and is then called again: what a step has stored is
there, what no step has stored is not.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from honmono.web.jobs.models import Job, State

LEASE: Final = timedelta(seconds=20)
"""How long a worker that says nothing is believed to live."""

_TELL_EVERY: Final = 1.0
"""Seconds between two notes of progress."""


class LostJobError(Exception):
    """Somebody else does the job now, or it was stopped.  Nothing more was stored."""


class FailedJobError(Exception):
    """The job cannot be done, and trying again would not help.  The text says why."""


class LaterError(Exception):
    """The job cannot be done now: somebody else has what it needs.  The text says who."""


class Run:
    """One try at a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.payload: dict[str, Any] = job.payload
        self.signs = 0
        """How often the handler was heard of: one that hangs is not."""

        self._done = job.done
        self._told = 0.0
        self._reached: int | None = None

    @contextmanager
    def step(self, count: int = 0) -> Iterator[None]:
        """Store something, in a transaction, while the job is ours.

        Args:
            count: by how much further the job then is.

        Raises:
            LostJobError: it is not ours any more; nothing was stored.

        """
        with transaction.atomic():
            self._hold(done=self._done + count)
            yield
        self._done += count
        self.job.done = self._done
        self._told = time.monotonic()

    @contextmanager
    def last_step(self) -> Iterator[None]:
        """Store something and end the job: both, or neither.

        For what may not be stored again, such as an entry of a log, by a worker that comes
        after one that was killed just behind its last step.

        Raises:
            LostJobError: it is not ours any more; nothing was stored.

        """
        with self.step():
            yield
            Job.objects.filter(pk=self.job.pk).update(
                state=State.DONE,
                token="",
                lease=None,
                finished=timezone.now(),
                failure="",
            )

    def total(self, total: int | None) -> None:
        """Say how much there is to do."""
        self._hold(total=total)

    def tell(self, done: int, note: str | None = None) -> None:
        """Say how far it is, at most once a second."""
        self._done = done
        self.signs += 1
        now = time.monotonic()
        if note is not None or now - self._told >= _TELL_EVERY:
            self._hold(done=done, **({} if note is None else {"note": note}))
            self._told = now

    def result(self, **values: Any) -> None:
        """Keep what came out: numbers and codes."""
        self.job.result = {**self.job.result, **values}
        self._hold(result=self.job.result)

    def reached(self, more: int) -> None:
        """Count, and let the worker's clock say so: for one who may not write meanwhile.

        A backup reads everything in one transaction that must not write.  Never together
        with `step`, whose count the clock would overwrite.

        Args:
            more: how much; 0: nothing is done yet, and the work goes on.

        """
        self._reached = (self._reached or 0) + more
        self.signs += 1

    def hold(self) -> None:
        """Say that the work goes on."""
        self._hold()

    def renew(self) -> None:
        """Say that the worker lives: called by its own clock, which is no sign of work."""
        self._renew(**({} if self._reached is None else {"done": self._reached}))

    def _hold(self, **fields: Any) -> None:
        self.signs += 1
        self._renew(**fields)

    def _renew(self, **fields: Any) -> None:
        mine = Job.objects.filter(
            pk=self.job.pk, token=self.job.token, state=State.RUNNING
        )
        if not mine.update(lease=timezone.now() + LEASE, **fields):
            raise LostJobError

"""A job: what is to be done, how far it is, who is at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import get_language

from honmono.text import keys, say


class State(TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    """Somebody wanted no more of it."""


OPEN = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """One piece of work."""

    kind = models.CharField(max_length=40)
    """A key of `registry`."""

    key = models.CharField(max_length=120)
    """What it is about, so that it is not put down twice: `judge:upload-17`."""

    case = models.CharField(max_length=80, blank=True, db_index=True)
    """Id of the incident that it belongs to, where it does."""

    payload = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.QUEUED, db_index=True
    )
    by = models.CharField(max_length=100, blank=True)
    """Who wanted it."""

    created = models.DateTimeField()
    not_before = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    lease = models.DateTimeField(null=True)
    """Until when whoever is at it is believed to live."""

    token = models.CharField(max_length=32, blank=True)
    """Of the one who is at it; who lost it may store nothing more."""

    tries = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    done = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=60, blank=True)
    """What it is at: a key of `web/jobs`."""

    result = models.JSONField(default=dict)
    failure = models.CharField(max_length=1_000, blank=True)
    """Why it failed, or waits: a sentence or a key of `web/jobs`, no words of a mail."""

    class Meta:
        """One open job for one thing."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=OPEN),
                name="one_open_job_for_a_thing",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "not_before", "id"])]

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.state in OPEN

    @property
    def why(self) -> str:
        """Why it failed, or waits, in the language of the page."""
        language = "en" if (get_language() or "ja").startswith("en") else "ja"
        if self.failure in keys("web/jobs"):
            return say("web/jobs", self.failure, language)
        if (
            self.failure.isascii() and self.failure.isidentifier()
        ):  # of a class of errors
            return say("web/jobs", "own-error", language, error=self.failure)
        return self.failure

    @property
    def percent(self) -> int | None:
        """How far it is; None where nobody knows how much there is."""
        if not self.total:
            return None
        return min(100, 100 * self.done // self.total)


class Tick(models.Model):
    """When something was last looked at that is looked at again and again."""

    name = models.CharField(max_length=40, unique=True)
    """A key of `ticks.TICKS`."""

    at = models.DateTimeField()

"""A notice or report on its way out: what it is made from, what was done with it.

The text itself is not kept: it is a value of an incident's version, the wish and the own
words, and `digest` says that it still is what people saw.  What was approved is kept as
files, byte for byte.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from honmono.incident.case import Moment
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case


class State(TextChoices):
    """How far a document is."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    """It will not go out."""


OPEN = (State.DRAFT, State.REVIEWED, State.APPROVED)
"""Something is still to be done with it."""


class Approval(TextChoices):
    """How somebody let it go out."""

    INSIDE = "inside"
    """Somebody else than its author read it at the desk."""

    ALONE = "alone"
    """Its author himself, since nobody else at the desk may approve."""

    OUTSIDE = "outside"
    """As somebody states: on paper, by telephone."""


class Draft(models.Model):
    """One document of an incident."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    kind = models.CharField(max_length=80)
    stage = models.CharField(max_length=40, blank=True)
    client = models.CharField(max_length=1_000, blank=True)
    """Whose data it is about; empty: our own."""

    day = models.DateField()
    """That stands on it."""

    number = models.CharField(max_length=200, blank=True)
    """Of the organization's own series: 総発第12号."""

    base = models.PositiveIntegerField()
    """Version of the incident that it is made from."""

    overrides = models.JSONField(default=dict)
    """Own words: language → catalogue and key → text."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    approval = models.CharField(max_length=10, choices=Approval.choices, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT)
    """Who made or changed it last."""

    created = models.DateTimeField()
    changed = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """Names what it says, in both languages."""

    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="followers"
    )
    """The document that went out before it."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-changed", "-pk"]
        indexes: ClassVar = [models.Index(fields=["case", "state"])]

    @property
    def is_open(self) -> bool:
        """Is something still to be done with it?"""
        return self.state in OPEN


class Step(models.Model):
    """Something that was done with a document; rows are added and never changed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    what = models.CharField(max_length=20)
    """`made`, `changed`, `anew`, `reviewed`, `returned`, `approved`, `issued` …"""

    digest = models.CharField(max_length=64)
    """What it said when this was done."""

    base = models.PositiveIntegerField()
    approval = models.CharField(max_length=10, choices=Approval.choices, blank=True)
    despite = models.BooleanField(default=False)
    """Did he know that the facts had changed since?"""

    note = models.TextField(blank=True)
    words = models.JSONField(default=dict)
    """What somebody stated: `who`, `role`, `day`, `way`; ids of records."""

    class Meta:
        """In the order in which it was done."""

        ordering: ClassVar = ["at", "pk"]

    @property
    def when(self) -> Moment | None:
        """When it went out, where this says that it did."""
        return Moment(self.words["when"]) if "when" in self.words else None


class File(models.Model):
    """A file of what was approved; its bytes are an original of the incident."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        """As pages show them."""

        ordering: ClassVar = ["-language", "pk"]

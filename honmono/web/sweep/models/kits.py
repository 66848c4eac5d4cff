"""Kits for offices: what each lets in, what it let in, and who knocked in vain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case


class Kit(models.Model):
    """What was handed to one office: its token lets results in until it ends."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    name = models.CharField(max_length=40, unique=True)
    """Drawn by us; stands in reports and in addresses, and is no secret."""

    office = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=64)
    """SHA-256 of the token: what reports are signed with.  The token is shown once."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    until = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    most = models.PositiveIntegerField()
    """Reports that it lets in."""

    taken = models.PositiveIntegerField(default=0)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]


class KitRefusal(models.Model):
    """How often a kit's door was knocked at in vain on a day, and why; nobody's address."""

    kit = models.CharField(max_length=40, blank=True)
    """Its name; empty: no kit is called so, and what was asked for is not kept."""

    day = models.DateField()
    why = models.CharField(max_length=20)
    """A code: `wrong-token`, `ended`, `revoked`, `used-up`, `too-often`, `too-large`."""

    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()

    class Meta:
        """One row for a day, kit and reason, however often somebody knocks."""

        ordering: ClassVar = ["-last"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kit", "day", "why"], name="kit_refusal_once"
            )
        ]


class Received(models.Model):
    """A report that a kit has let in, by its one-time number: never a second time."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE)
    number = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Each number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kit", "number"], name="received_once")
        ]

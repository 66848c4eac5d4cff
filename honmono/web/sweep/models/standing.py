"""How each PC stands in an incident, by which rule, and what documents cite of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from honmono.sweep.coverage import State as Standing
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.sweep.models.pcs import Pc


class Sweep(models.Model):
    """The sweep of one incident: its rule, as all its standings go by."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE)
    rule = models.JSONField(default=dict)
    """As `rule_as_json` writes it."""

    judged_by = models.CharField(max_length=64, blank=True)
    """Hash of rule and tables; another one: every PC is judged anew."""


class PcState(models.Model):
    """How one PC stands in one incident, now."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE)
    pc = models.ForeignKey(Pc, on_delete=models.CASCADE)
    office = models.CharField(max_length=80, blank=True)
    host = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in Standing]
    )
    counted = models.BooleanField(default=True)
    """False: not ours, by somebody's decision."""

    words = models.CharField(max_length=500, blank=True)
    """Host and user in small letters: what the board is searched by."""

    row = models.TextField()
    """As `status.pc_row` makes it."""

    until = models.DateTimeField(null=True)
    """When it must be judged anew although nothing came."""

    class Meta:
        """Each PC once in an incident."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sweep", "pc"], name="pc_state_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sweep", "counted", "office", "state"], name="pc_state_board"
            ),
            models.Index(fields=["sweep", "until"], name="pc_state_until"),
            models.Index(
                fields=["sweep", "counted", "office", "host"], name="pc_state_tiles"
            ),
        ]


class Snapshot(models.Model):
    """The state of the sweep at one moment, as documents cite it; never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    as_of = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """zlib of the JSON of `status.status`."""

    total = models.PositiveIntegerField()
    covered = models.PositiveIntegerField()
    complete = models.BooleanField()
    record = models.CharField(max_length=80, blank=True)
    """Id of the coverage record that was made of it; empty: none was."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-as_of", "-id"]


class StandingRule(models.Model):
    """The rule of a home in which no incident is open; `honmono sweep rule` keeps it."""

    only = models.BooleanField(default=True, unique=True)
    """There is one at most."""

    rule = models.JSONField()
    """As `rule_as_json` writes it."""

    at = models.DateTimeField()


class Compared(models.Model):
    """Somebody has held our indicators against the alerts of the day: they are current."""

    day = models.DateField()
    """The knowledge of our own checks is then of this day."""

    source = models.CharField(max_length=300)
    """Which alerts: whose, of when."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-day", "-id"]

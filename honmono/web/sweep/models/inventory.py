"""Lists of PCs as somebody handed them in, and what was chosen of each row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from honmono.web.cases.models import Case


class InventoryFile(models.Model):
    """A list of PCs as somebody handed it in, and how far it has come."""

    class State(TextChoices):
        """What comes next."""

        COLUMNS = "columns"
        """Somebody says which column holds what."""

        COMPARING = "comparing"
        COMPARED = "compared"
        """Somebody chooses what is taken."""

        APPLYING = "applying"
        APPLIED = "applied"

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    """zlib of the bytes."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.COLUMNS
    )
    mapping = models.JSONField(default=dict)
    """As `inventory.Mapping.as_json` writes it."""

    whole = models.BooleanField(default=True)
    """It holds every PC of its offices: who is not in it is missing."""

    counts = models.JSONField(default=dict)
    """How many rows of each kind; after it was applied, what became of them."""

    troubles = models.JSONField(default=list)
    """The first ones: `[{"line", "code", "values"}]`."""

    troubled = models.PositiveIntegerField(default=0)
    """How many there are in all."""

    compared = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]


class InventoryRow(models.Model):
    """One row of such a list against the PCs that there were, and what was chosen."""

    file = models.ForeignKey(
        InventoryFile, on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=0)
    """Of the PC with which it was compared; another one: somebody changed it since."""

    value = models.TextField()
    """As `difference_as_json` writes it."""

    choice = models.CharField(max_length=10)
    of = models.CharField(max_length=80, blank=True)
    done = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    """Not applied: the PC is another than the one that was shown."""

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "number"], name="inventory_row_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["file", "what", "number"], name="inventory_row_what")
        ]


class InventoryMapping(models.Model):
    """Which columns a list of PCs has, saved by a name for the next one."""

    name = models.CharField(max_length=80, unique=True)
    value = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]

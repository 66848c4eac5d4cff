"""Results as they came, what scans are in them, and files of the watched folder."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, TextChoices

from honmono.web.sweep.models.kits import Kit
from honmono.web.sweep.models.pcs import Pc


class Way(TextChoices):
    """How a file came."""

    DROPPED = "dropped"
    COMMAND = "command"
    FOLDER = "folder"
    KIT = "kit"
    TYPED = "typed"


class ReportFile(models.Model):
    """One file of results as it came; its bytes are here: both are kept, or none."""

    sha256 = models.CharField(max_length=64)
    about = models.CharField(max_length=220, blank=True)
    """Mark of the PC that its name speaks of: the same bytes may be of two PCs."""

    name = models.CharField(max_length=255)
    """What it was called; never a path that anybody opens."""

    size = models.PositiveIntegerField()
    content = models.BinaryField()
    """zlib of the bytes."""

    at = models.DateTimeField()
    """When it came."""

    way = models.CharField(max_length=10, choices=Way.choices)
    by = models.CharField(max_length=300, blank=True)
    """Who brought it."""

    kit = models.ForeignKey(Kit, on_delete=models.SET_NULL, null=True)
    format = models.CharField(max_length=40, blank=True)
    """Name of the importer; empty: nobody knows such a file."""

    scans = models.PositiveIntegerField(default=0)
    troubles = models.JSONField(default=list)
    """What of it could not be read: `[{"code", "place", "values"}]`."""

    troubled = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)
    """It is kept, and nobody has read it yet: nothing may be called complete."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "about"], name="report_file_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="report_file_waiting", condition=Q(waiting=True)
            )
        ]


class Scan(models.Model):
    """One scan of a file (`honmono.sweep.scan.Scan`)."""

    file = models.ForeignKey(ReportFile, on_delete=models.CASCADE)
    item = models.PositiveIntegerField()
    """The how manieth of its file."""

    mark = models.CharField(max_length=220, blank=True)
    """Mark of its host, by which it is found again."""

    pc = models.ForeignKey(Pc, on_delete=models.SET_NULL, null=True)
    """Whose it is; None: no PC answers to it, or several do."""

    product = models.CharField(max_length=200)
    at = models.DateTimeField(null=True)
    found = models.BooleanField(default=False)
    value = models.TextField()
    """As `scan_as_json` writes it."""

    class Meta:
        """Each of a file once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "item"], name="scan_of_a_file_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["mark"], name="scan_mark", condition=Q(pc=None)),
            models.Index(fields=["pc", "at"], name="scan_pc"),
        ]


class ScanMark(models.Model):
    """A number of the machine that a scan names beside its host: `serial:…`."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="numbers")
    mark = models.CharField(max_length=220, db_index=True)

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scan", "mark"], name="scan_mark_once")
        ]


class ColumnMap(models.Model):
    """What the columns of somebody's CSV file mean."""

    name = models.CharField(max_length=80, unique=True)
    value = models.JSONField()
    """By field of a scan, the header: `{"host": "コンピューター名", …}`."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)


class WatchedFile(models.Model):
    """A file of the watched folder, as we last saw it; it stays where it is."""

    name = models.CharField(max_length=400, unique=True)
    """Its path below the folder."""

    size = models.PositiveBigIntegerField()
    modified = models.BigIntegerField()
    """Nanoseconds, as the system says."""

    seen = models.DateTimeField()
    """When it was first seen with this size and this time."""

    steady = models.BooleanField(default=False)
    """Two looks saw the same: it is not growing."""

    sha256 = models.CharField(max_length=64, blank=True)
    """Of what was read; empty: nothing yet; `-`: it will not be read as it is."""

    trouble = models.CharField(max_length=40, blank=True)
    """Why it could not be read: `unreadable`, which is tried again, `too-large`."""

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                name="watched_file_to_read",
                condition=Q(steady=True, sha256=""),
            )
        ]

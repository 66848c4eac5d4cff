"""PCs of the list, what each is known by, and what each was before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Pc(models.Model):
    """One PC of the list, as it is now."""

    key = models.CharField(max_length=80, unique=True)
    """Its id; never changes."""

    host = models.CharField(max_length=200)
    office = models.CharField(max_length=80, blank=True)
    value = models.TextField()
    """As `pc_as_json` writes it: everything; the columns beside it are for lists."""

    version = models.PositiveIntegerField(default=1)
    """Grows with each change; a form that shows an older one is refused."""

    changed = models.DateTimeField()
    words = models.TextField(default="")
    """What is searched: id, names, user, office, marks, system, note; folded."""

    class Meta:
        """By office and name."""

        ordering: ClassVar = ["office", "host", "key"]
        indexes: ClassVar = [models.Index(fields=["office", "host"], name="pc_office")]

    def __str__(self) -> str:
        return self.key


class PcMark(models.Model):
    """What a PC is known by: `host:TKY-PC014`, `serial:…`."""

    pc = models.ForeignKey(Pc, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=220, db_index=True)

    class Meta:
        """Each once; two PCs may share one, which is then ambiguous."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pc", "mark"], name="pc_mark_once")
        ]


class PcChange(models.Model):
    """One change of a PC: what it was before, and who changed it."""

    pc = models.ForeignKey(Pc, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)
    """Name of whoever did it; empty: the command line."""

    what = models.CharField(max_length=40)
    """A code: `added`, `changed`, `excepted`, `handled`, `linked` …"""

    before = models.TextField(blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]

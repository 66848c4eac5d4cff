"""Mailboxes that may be indexed, reports that are left out, and answers of traces.

An answer is never written over: a new trace is a new row.
"""

from __future__ import annotations

import zlib
from typing import ClassVar

from django.db import models

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case


class Source(models.Model):
    """One mailbox below HOME/mailboxes, as far as somebody said or a run found out."""

    key = models.CharField(max_length=64, unique=True)
    """SHA-256 of its place below the folder: what forms name it by."""

    shown = models.CharField(max_length=300)
    """What it is called; never a path that anybody opens."""

    owner = models.CharField(max_length=320, blank=True)
    """Whose it is; empty where nobody knows."""

    said = models.CharField(max_length=10, blank=True)
    """`by-hand`: somebody said whose it is; `by-file`: the name of the upload did;
    empty: what is in it tells, or nothing."""

    stored_as = models.CharField(max_length=320, blank=True)
    """As whose it was indexed the last time."""

    looked = models.DateTimeField(null=True)
    """When a run looked at it last."""

    unread = models.PositiveIntegerField(default=0)
    """Files and mails that the last run could not read."""

    troubles = models.JSONField(default=list)
    """The first of these: `[place in it, why]`."""


class LeftOut(models.Model):
    """An original that no trace of its incident asks."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sha256"], name="left_out_once")
        ]


class Trace(models.Model):
    """One answer, and what it stands under."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    job = models.PositiveBigIntegerField(unique=True)
    """Whose answer it is: a job that is done again finds it."""

    started = models.DateTimeField()
    """When it was read which reports there are; later ones are not in it."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    level = models.CharField(max_length=20)
    until = models.DateTimeField()
    """Nothing newer in our mail counted."""

    contained = models.DateTimeField(null=True)
    settled = models.CharField(max_length=4, blank=True)
    """The case that has nine chances in ten; empty: undecided."""

    reports = models.PositiveIntegerField()
    unread = models.PositiveIntegerField()
    troubles = models.JSONField(default=list)
    """Reports that were of no use, the first of them: `[name, why]`."""

    left_out = models.PositiveIntegerField()
    originals = models.JSONField(default=list)
    """SHA-256 of the files that were asked."""

    newest = models.DateTimeField(null=True)
    """When the newest of the forged mails was sent."""

    missing = models.JSONField(default=list)
    """Why mail of the archive was not compared: codes."""

    unindexed = models.PositiveIntegerField(default=0)
    """Files and mails of our mailboxes that could not be read when they were indexed."""

    nobody = models.PositiveIntegerField(default=0)
    """Mailboxes that were not indexed, since nobody knew whose they are."""

    mails = models.PositiveIntegerField()
    """In the archive, as it was then."""

    archive_first = models.DateTimeField(null=True)
    archive_last = models.DateTimeField(null=True)
    result = models.TextField()
    """The very line that `honmono trace --format jsonl` prints."""

    sha256 = models.CharField(max_length=64)
    """Of `result`."""

    affected = models.TextField()
    """Rows of people and data affected, as `honmono trace --exposure` writes them."""

    packed_persons = models.BinaryField()
    """zlib of the list that names them."""

    packed_entry = models.BinaryField()
    """zlib of what was said to have leaked, for the comparison with the next trace."""

    pages = models.JSONField()
    """By language: the answer in words (`telling.py`)."""

    picture_ja = models.TextField()
    picture_en = models.TextField()

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at", "-id"]

    @property
    def persons(self) -> bytes:
        """The list of persons, one JSON object a line."""
        return zlib.decompress(bytes(self.packed_persons))


class Told(models.Model):
    """What one report says, in words."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="told")
    number = models.PositiveIntegerField()
    original = models.CharField(max_length=64)
    stray = models.BooleanField()
    """Has it probably nothing to do with the theft?"""

    words = models.JSONField()
    """By language: `[label, text, tone, level]` of each line."""

    class Meta:
        """In the order of the answer."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trace", "number"], name="told_once")
        ]

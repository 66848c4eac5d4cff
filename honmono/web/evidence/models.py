"""Files that were made for others: signed bundles, incidents as folders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case


class Form(TextChoices):
    """What was made."""

    BUNDLE = "bundle"
    """Signed: for whoever must be able to check it."""

    FOLDER = "folder"
    """The incident as the command line reads it."""


class Export(models.Model):
    """One file that was made of an incident; it lies in the home until it is taken away."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    job = models.PositiveBigIntegerField(unique=True)
    """Made it; the file has its number, so one that was half made is made anew."""

    form = models.CharField(max_length=10, choices=Form.choices)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    """Originals that could not be read, and are not in it."""

    fingerprint = models.CharField(max_length=100, blank=True)
    """Of the key that signed."""

    entry = models.PositiveIntegerField()
    """Number in the log."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    removed = models.DateTimeField(null=True)
    """When its file was taken away."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at", "-pk"]

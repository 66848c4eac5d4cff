"""Every version of the organization file, and lists of people that wait to be taken."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from honmono.web.accounts.models import User


class FileVersion(models.Model):
    """The organization file as it was after one change."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    """None: it was found so; somebody wrote it with an editor or the command line."""

    what = models.CharField(max_length=40)
    """A key `did-…` of `web/office`."""

    part = models.CharField(max_length=20, blank=True)
    """The part that was changed, where it was one."""

    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """zlib of the text."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-pk"]


class PeopleList(models.Model):
    """A list of people that somebody uploaded, until it is taken or thrown away."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.CASCADE)
    name = models.CharField(max_length=255)
    """What it was called; never a path that anybody opens."""

    content = models.BinaryField()
    """zlib of the file."""

"""People at the desk, and what they read of other people."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from honmono.web.rights import Right, Role, may


class User(AbstractUser):
    """Somebody with an account."""

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    shown = models.CharField(max_length=100, blank=True)
    """Name as it stands in the log: 山田 花子.  Empty: the account's."""

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @property
    def called(self) -> str:
        """The name by which the log knows who did something."""
        return self.shown or self.username

    def may(self, right: Right) -> bool:
        """May this person?"""
        return self.is_active and may(self.role, right)


class PersonalRead(models.Model):
    """Somebody looked at data of other people, or took them out."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    case = models.CharField(max_length=80, blank=True)
    """Id of the incident."""

    what = models.CharField(max_length=40)
    """`persons`, `mail`, `export` …; a code."""

    detail = models.CharField(max_length=200, blank=True)
    """A number, a hash or a record's id; nothing that names a person."""

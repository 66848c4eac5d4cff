"""People at the desk, what was done to their accounts, what they read of other people."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from honmono.web.rights import Right, Role, may


class User(AbstractUser):
    """Somebody with an account."""

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    shown = models.CharField(max_length=100, blank=True)
    """Name as it stands in the log: 山田 花子.  Empty: the account's."""

    one_time_until = models.DateTimeField(null=True, blank=True)
    """Until when the password that an administrator gave is good; None: an own one."""

    epoch = models.PositiveIntegerField(default=0)
    """Goes into every session: one more, and all sessions of this person have ended."""

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @property
    def called(self) -> str:
        """The name by which the log knows who did something."""
        return self.shown or self.username

    @property
    def must_change_password(self) -> bool:
        """Is the password one that somebody else knows?"""
        return self.one_time_until is not None

    def may(self, right: Right) -> bool:
        """May this person?"""
        return self.is_active and may(self.role, right)

    def may_sign_in(self, now: datetime) -> bool:
        """May this person have a session?  Not with a one-time password that is over."""
        over = self.one_time_until is not None and self.one_time_until <= now
        return self.is_active and not over

    def get_session_auth_hash(self) -> str:
        """What a session must know to be this person's: ends with password and epoch."""
        value = f"{super().get_session_auth_hash()}:{self.epoch}"
        return salted_hmac("honmono.sessions", value, algorithm="sha256").hexdigest()


class AccountEvent(models.Model):
    """Something happened to an account: made, a role, a second factor."""

    at = models.DateTimeField(db_index=True, default=timezone.now)
    whose = models.ForeignKey(User, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    """A key `event-…` of `web/accounts`."""

    detail = models.CharField(max_length=100, blank=True)
    """A role, an IP address; never a password."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at", "-pk"]


class Outcome(models.TextChoices):
    """What came of a try to sign in."""

    FAILED = "failed"
    """Also while it is looked at: of many at once none slips through."""

    IN = "in"
    """The password was right; a second factor may be asked for after that."""


class SignIn(models.Model):
    """Somebody tried a password: what limits are counted by, and administrators read."""

    at = models.DateTimeField()
    name = models.CharField(max_length=32)
    """Stands for the name that was typed; the name itself is not kept."""

    address = models.CharField(max_length=45)
    device = models.CharField(max_length=32, blank=True)
    """Of a browser that was signed in to this account before; empty: of any other."""

    outcome = models.CharField(
        max_length=6, choices=Outcome.choices, default=Outcome.FAILED
    )
    whose = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose name it is; None: nobody's."""

    class Meta:
        """Counted by name and by address, the newest first."""

        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["name", "at"]),
            models.Index(fields=["address", "at"]),
            models.Index(fields=["at"]),
        ]


class Founding(models.Model):
    """The first account was made: one row at most, so that of two only one wins."""

    at = models.DateTimeField()


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

"""What can be done with accounts.  Every write to one passes through this file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from honmono.web.accounts import sessions
from honmono.web.accounts.errors import (
    AccountError,
    FoundedAlreadyError,
    LastAdministratorError,
)
from honmono.web.accounts.models import AccountEvent, Founding, User
from honmono.web.rights import Role

ONE_TIME: Final = timedelta(days=7)
"""How long a password is good that an administrator gave."""

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: it is read from paper."""


@dataclass(frozen=True, slots=True)
class Given:
    """An account and its one-time password, which is shown once and kept nowhere."""

    user: User
    password: str


def found(*, username: str, shown: str, password: str, now: datetime) -> User:
    """Make the first account, an administrator's.

    Raises:
        FoundedAlreadyError: there is an account.  Nothing has been changed.

    """
    try:
        with transaction.atomic():
            Founding.objects.create(pk=1, at=now)
            if User.objects.exists():
                raise FoundedAlreadyError
            user = User(username=username, shown=shown, role=Role.ADMINISTRATOR)
            user.set_password(password)
            user.save()
            _note(user, user, "made", now, Role.ADMINISTRATOR)
    except IntegrityError:
        raise FoundedAlreadyError from None
    return user


def make_account(
    *, username: str, shown: str, role: str, by: User, now: datetime
) -> Given:
    """Make an account with a one-time password.

    Raises:
        AccountError: somebody has that name.  Nothing has been changed.

    """
    user = User(username=username, shown=shown, role=role)
    password = _one_time(user, now)
    try:
        with transaction.atomic():
            user.save()
            _note(user, by, "made", now, role)
    except IntegrityError:
        raise AccountError("username-taken", name=username) from None
    return Given(user, password)


@transaction.atomic
def give_password(
    *, user_id: int, by: User | None, now: datetime, detail: str = ""
) -> Given:
    """Give somebody a new one-time password; the sessions of this person end.

    Args:
        user_id: whose.
        by: None: somebody at the server, by command; `detail` is who.
        now: when.
        detail: goes into the log.

    """
    user = _locked(user_id)
    password = _one_time(user, now)
    _end_sessions(user)
    user.save()
    _note(user, by, "password-given", now, detail)
    return Given(user, password)


@transaction.atomic
def set_role(
    *, user_id: int, role: str, by: User, now: datetime, but: str | None = None
) -> User:
    """Give somebody another role; the sessions of this person end, but one.

    Raises:
        LastAdministratorError: nobody could administer the desk afterwards.

    """
    user = _locked(user_id)
    if user.role == role:
        return user
    if role != Role.ADMINISTRATOR:
        _not_the_last(user)
    user.role = role
    _end_sessions(user, but)  # what was opened with the other role is not kept
    user.save(update_fields=["role", "epoch"])
    _note(user, by, "role", now, role)
    return user


@transaction.atomic
def set_active(*, user_id: int, active: bool, by: User, now: datetime) -> User:
    """Close an account, or open it again; nothing that this person did is lost.

    Raises:
        LastAdministratorError: nobody could administer the desk afterwards.

    """
    user = _locked(user_id)
    if user.is_active == active:
        return user
    if not active:
        _not_the_last(user)
    user.is_active = active
    _end_sessions(user)  # none from before is one again when the account opens
    user.save(update_fields=["is_active", "epoch"])
    _note(user, by, "opened" if active else "closed", now)
    return user


@transaction.atomic
def reset_second_factor(
    *, user_id: int, by: User | None, now: datetime, detail: str = ""
) -> User:
    """Take away every second factor of somebody who lost it; the sessions end."""
    user = _locked(user_id)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    user.save(update_fields=["epoch"])
    _note(user, by, "factor-reset", now, detail)
    return user


@transaction.atomic
def rename(*, user_id: int, shown: str, now: datetime) -> User:
    """Write somebody's name otherwise from now on; what is logged stays as it is.

    Raises:
        AccountError: it is the name of somebody else.  Nothing has been changed.

    """
    user = _locked(user_id)
    if shown == user.shown:
        return user
    others = User.objects.exclude(pk=user.pk)
    if (
        others.filter(shown__iexact=shown).exists()
        or others.filter(username__iexact=shown).exists()
    ):
        raise AccountError("name-of-another", name=shown)
    user.shown = shown
    user.save(update_fields=["shown"])
    _note(user, user, "renamed", now)
    return user


@transaction.atomic
def end_sessions(*, user_id: int, now: datetime, but: str | None = None) -> User:
    """Sign somebody out everywhere, but in one session that is given its new hash."""
    user = _locked(user_id)
    _end_sessions(user, but)
    user.save(update_fields=["epoch"])
    _note(user, user, "signed-out-everywhere", now)
    return user


def _locked(user_id: int) -> User:
    """The account, held until the transaction ends; the administrators with it.

    All in one order, so that two who demote each other wait and do not block.
    """
    rows = User.objects.select_for_update().order_by("pk")
    held = {user.pk: user for user in rows.filter(role=Role.ADMINISTRATOR)}
    return held.get(user_id) or rows.get(pk=user_id)


def _not_the_last(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    ruling = user.role == Role.ADMINISTRATOR and user.is_active
    if ruling and not others.exclude(pk=user.pk).exists():
        raise LastAdministratorError


def _one_time(user: User, now: datetime) -> str:
    letters = ["".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4)]
    password = "-".join(letters)
    user.set_password(password)
    user.one_time_until = now + ONE_TIME
    return password


def _end_sessions(user: User, but: str | None = None) -> None:
    user.epoch += 1
    sessions.end_all(user, but)


def _note(
    user: User, by: User | None, what: str, now: datetime, detail: str = ""
) -> None:
    """Put it into the account's log; by nobody of the desk: at the server, by command."""
    what = what if by else f"{what}-here"
    AccountEvent.objects.create(
        at=now, whose=user, by=by or user, what=what, detail=detail
    )

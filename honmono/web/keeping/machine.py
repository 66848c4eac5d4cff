"""What somebody at the server may do with accounts: he could write the database anyway.

It is in the account's log as done by command, with his name on this machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from honmono.web.keeping.command import open_desk
from honmono.web.keeping.errors import KeepingError

if TYPE_CHECKING:  # loads the models, which need Django to be set up
    from honmono.web.accounts.models import User


@dataclass(frozen=True, slots=True)
class Account:
    """One account, as it is listed."""

    name: str
    role: str
    is_open: bool
    has_factor: bool


def accounts(home: Path) -> list[Account]:
    """Every account of a desk.

    Raises:
        KeepingError: there is no desk, or its database does not answer.

    """
    with _desk(home):
        from honmono.web.accounts import selectors

        return [
            Account(each.username, each.role, each.is_active, bool(each.has_factor))  # type: ignore[attr-defined]
            for each in selectors.accounts()
        ]


def give_password(home: Path, name: str, who: str) -> str:
    """Give somebody a one-time password.

    Raises:
        KeepingError: there is no such account; nothing was changed.

    """
    with _desk(home):
        from honmono.web.accounts import services

        user, now = _named(name), datetime.now(UTC)
        given = services.give_password(user_id=user.pk, by=None, now=now, detail=who)
        return given.password


def take_factor(home: Path, name: str, who: str) -> None:
    """Take every second factor of somebody away.

    Raises:
        KeepingError: there is no such account; nothing was changed.

    """
    with _desk(home):
        from honmono.web.accounts import services

        user, now = _named(name), datetime.now(UTC)
        services.reset_second_factor(user_id=user.pk, by=None, now=now, detail=who)


def _named(name: str) -> User:
    from honmono.web.accounts.models import User

    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        raise KeepingError("no-account", name=name)
    if not user.is_active:
        raise KeepingError("account-closed", name=user.username)
    return user


@contextmanager
def _desk(home: Path) -> Iterator[None]:
    open_desk(home)
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        why = type(error.__cause__ or error).__name__
        raise KeepingError("no-database", why=why) from None

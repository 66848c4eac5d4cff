"""What happens in allauth's pages is noted as well: signing in, passwords, factors."""

from __future__ import annotations

import logging
from typing import Any, Final

from allauth.account.signals import password_changed
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from honmono.web.accounts import limits, sessions
from honmono.web.accounts.models import AccountEvent, User

_LOG: Final = logging.getLogger("honmono.web.accounts")


@receiver(user_logged_in)
def _signed_in(user: User, request: HttpRequest | None = None, **_: Any) -> None:
    where = request.META.get("REMOTE_ADDR", "") if request else ""
    _note(user, "signed-in", where)
    if request is not None:
        limits.remember_soon(request, user)
        sessions.begin(request, timezone.now())


@receiver(user_login_failed)
def _refused(request: HttpRequest | None = None, **_: Any) -> None:
    # No name: people type passwords into that field.
    where = request.META.get("REMOTE_ADDR", "") if request else ""
    _LOG.warning("somebody was not signed in, from %s", where)


@receiver(password_changed)
def _password_changed(user: User, request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:  # the others have ended, and are no longer listed
        sessions.end_all(user, request.session.session_key)
    _note(user, "password-changed")


@receiver(authenticator_added)
def _added(user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "factor-added", str(authenticator.type))


@receiver(authenticator_removed)
def _removed(user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "factor-removed", str(authenticator.type))


@receiver(authenticator_reset)
def _reset(user: User, authenticator: Any, **_: Any) -> None:
    _note(user, "factor-renewed", str(authenticator.type))


def _note(user: User, what: str, detail: str = "") -> None:
    AccountEvent.objects.create(
        at=timezone.now(), whose=user, by=user, what=what, detail=detail
    )

"""What stands before every page until it is done: first account, own password, factor.

nobody has an account yet               → /accounts/first/
the password is a one-time password     → choose an own one
a second factor is asked for, none yet  → set one up
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from honmono.text import say
from honmono.web.accounts.doors import RIGHT
from honmono.web.accounts.factors import SealedError
from honmono.web.accounts.leading import lead, lead_to_sign_in
from honmono.web.accounts.limits import remember
from honmono.web.accounts.models import User
from honmono.web.accounts.sessions import is_over
from honmono.web.base.context import language
from honmono.web.rights import Right, Role

_CONFLICT: Final = 409
_LEAVING: Final = frozenset({"account_logout", "account_inactive"})
_PASSWORD: Final = _LEAVING | {"account_change_password"}
_FACTOR: Final = _PASSWORD | {"account_reauthenticate"}
_GUARDED: Final = (Role.ADMINISTRATOR, Role.APPROVER)
"""Roles whose hands are worth a second factor: they open doors and let letters out."""


class gates:  # noqa: N801 - Django names it in a setting
    """Leads to what has to be done first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return remember(request, self._get_response(request))

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Look what has to be done; None: nothing."""
        if getattr(view, RIGHT, None) is Right.ANYBODY:
            return None
        user = request.user
        if not isinstance(user, User):
            return None if User.objects.exists() else lead(request, "people:first")
        if is_over(request, timezone.now()):
            logout(request)
            messages.info(request, say("web/accounts", "session-over", language()))
            return lead_to_sign_in(request)
        match = request.resolver_match
        name = match.view_name if match else ""
        if user.must_change_password:
            if name in _PASSWORD:
                return None
            return lead(request, "account_change_password")
        if not needs_factor(user):
            return None
        setattr(request, "factor_needed", True)  # noqa: B010 - told by a page of allauth
        if name in _FACTOR or name.startswith("mfa_"):
            return None
        return lead(request, "mfa_index")

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Say it on a page where a page of the library needs what nobody can unlock."""
        if not isinstance(exception, SealedError):
            return None
        return render(request, "accounts/sealed.html", {}, status=_CONFLICT)


def needs_factor(user: User) -> bool:
    """Must this person set up a second factor before anything else?"""
    if not settings.REQUIRE_MFA or user.role not in _GUARDED:
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not is_mfa_enabled(user, kinds)

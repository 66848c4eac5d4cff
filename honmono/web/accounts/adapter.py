"""What allauth asks us: nobody signs up by himself."""

from __future__ import annotations

import math
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from honmono.text import say
from honmono.web.accounts import limits
from honmono.web.accounts.models import Outcome, User
from honmono.web.base.context import language

_SHORT: Final = 10
"""Minutes that one waits for; longer, and somebody else may be at it."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator, the first one on the first page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse whoever has tried too often; says until when, and what to do."""
        name = str(credentials.get("username") or "")
        now = timezone.now()
        try:
            self._row = limits.begin(request, name, now)
        except limits.LockedOutError as error:
            minutes = max(1, math.ceil((error.until - now).total_seconds() / 60))
            key = "locked-out" if minutes <= _SHORT else "locked-out-long"
            words = say("web/accounts", key, language(), minutes=minutes)
            raise ValidationError(words, code="too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whose name and password these are; a right one does not count as a try."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User):
            limits.end(self._row, user, Outcome.IN)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note whose name it was, if it is one: for administrators."""
        whose = limits.owner_of(str(credentials.get("username") or ""))
        limits.end(self._row, whose, Outcome.FAILED)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """As the library says it, but for the one that everybody meets."""
        if code == "username_password_mismatch":
            return ValidationError(say("web/accounts", "not-in", language()), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the server says, which believes X-Forwarded-For of our own proxy alone."""
        return limits.address_of(request)

    def set_password(self, user: User, password: str) -> None:
        """Somebody chose a password of his own: the one-time password is over."""
        user.one_time_until = None
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where one stands after it."""
        return reverse("cases:list")

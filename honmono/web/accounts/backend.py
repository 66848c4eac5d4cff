"""Who may have a session: the right password, an active account, in time."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from django.utils import timezone

from honmono.web.accounts.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Refuses an empty password, and a one-time password that is over."""

    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> User | None:
        """Whose name and password these are; None: nobody's."""
        if not credentials.get("password"):
            return None
        user = super().authenticate(request, **credentials)
        if not isinstance(user, User) or not user.may_sign_in(timezone.now()):
            return None
        return user

    def get_user(self, user_id: Any) -> User | None:
        """Whose session it is; asked for every page, so who is let go is out at once."""
        user = super().get_user(user_id)
        if not isinstance(user, User) or not user.may_sign_in(timezone.now()):
            return None
        return user

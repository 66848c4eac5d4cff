"""What allauth asks us: nobody signs up by himself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator, the first one on the first page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

"""A view that says no right is not served: what was forgotten is closed, not open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

_OF_OTHERS: Final = ("allauth.",)
"""Libraries whose views look after themselves: they are about one's own account."""


class closed_by_default:  # noqa: N801 - Django names it in a setting
    """Refuses views without a door, and keeps pages out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Look for the door."""
        module = getattr(view, "__module__", "")
        if not hasattr(view, "honmono_right") and not module.startswith(_OF_OTHERS):
            raise PermissionDenied

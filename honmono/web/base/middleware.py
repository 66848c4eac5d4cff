"""A view that says no right is not served: what was forgotten is closed, not open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.decorators import sync_only_middleware

from honmono.web.base.failures import no_room, too_long

_OF_OTHERS: Final = ("allauth.",)
"""Libraries whose views look after themselves: they are about one's own account."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_MAY_SEND: Final = "honmono_strangers_may_send"

MOST_OF_A_STRANGER: Final = 2**16
"""Bytes of a form of somebody who has not signed in: a name, a password, a key."""

SHORT: Final = 2 * 2**20
"""Bytes for which nobody looks at the disk first: a piece of a file is shorter, and its
page says in its own words that there is no room."""

FLOOR: Final = 256 * 2**20
"""Bytes that stay free on the disk of the database, whatever people send."""


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
        """Look for the door; refuse what PostgreSQL could not even be asked for."""
        if any("\0" in one for _, some in request.GET.lists() for one in some):
            raise BadRequest("NUL in the query")
        module = getattr(view, "__module__", "")
        if not hasattr(view, "honmono_right") and not module.startswith(_OF_OTHERS):
            raise PermissionDenied


@sync_only_middleware
def small_for_strangers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Read no long form of whoever has not signed in, and none without room for it.

    The check of a form's origin reads all of it, files too, which lie on our disk then.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_short = length.isdigit() and int(length) <= MOST_OF_A_STRANGER
        if is_short:
            return get_response(request)
        if SESSION_KEY not in request.session and not _may_send(request, length):
            return too_long(request)
        if (length.isdigit() and int(length) <= SHORT) or _has_room(length):
            return get_response(request)
        return no_room(request)

    return answer


def strangers_may_send(most: int) -> Callable[[View], View]:
    """Let a view take more bytes of whoever has not signed in.

    It is exempt from the check of origin, and looks at a token of its own.
    """

    def mark(view: View) -> View:
        setattr(view, _MAY_SEND, most)
        return view

    return mark


def _may_send(request: HttpRequest, length: str) -> bool:
    """Does the view of this address take so much of strangers?"""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return length.isdigit() and int(length) <= getattr(view, _MAY_SEND, 0)


def _has_room(length: str) -> bool:
    """Is there room for it twice, coming and kept, beside what the database needs?"""
    wanted = 2 * int(length) if length.isdigit() else 0
    return shutil.disk_usage(settings.HOME).free - wanted >= FLOOR

"""What stands before every view: who may come in.

    @door(Right.HANDLE)
    def view(request: StaffRequest, …) -> HttpResponse

A view without a door is not served at all (`base/middleware.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from honmono.web.accounts.http import StaffRequest
from honmono.web.accounts.leading import lead_to_sign_in
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.accounts.sessions import is_fresh
from honmono.web.rights import Right

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

RIGHT: Final = "honmono_right"
"""Attribute of a view: the right that it asks for."""


def door(right: Right) -> Callable[[View], View]:
    """Let in whoever has the right; ask others to sign in, or refuse them."""

    def around(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if right is not Right.ANYBODY:
                user = request.user
                if not isinstance(user, User):
                    return lead_to_sign_in(request)
                if not user.may(right):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        setattr(inside, RIGHT, right)
        return cast("View", inside)

    return around


def confirmed(view: View) -> View:
    """Ask who it is once more before something that cannot be taken back.

    For what is sent (POST) to a view behind a door.  Not right after signing in; what was
    sent is done when the answer is right.
    """
    asked = reauthentication_required(
        allow_get=True,
        enabled=lambda request: (
            request.method == "POST" and not is_fresh(request, timezone.now())
        ),
    )
    return cast("View", asked(view))


def note_reading(
    request: StaffRequest, what: str, *, case: str = "", detail: str = ""
) -> None:
    """Write down that somebody looked at data of other people."""
    PersonalRead.objects.create(
        at=timezone.now(), by=request.user, case=case, what=what, detail=detail[:200]
    )

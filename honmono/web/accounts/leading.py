"""Leading somebody elsewhere: a whole page, also where a part of one was asked for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect


def lead(request: HttpRequest, to: str) -> HttpResponse:
    """Lead to an address, or the name of one.

    A script that renews a part of a page would put the other page into it; so the browser
    is told to open it.
    """
    answer = redirect(to)
    if _htmx(request):
        return HttpResponseClientRedirect(answer.url)
    return answer


def lead_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is; then back to the page that is open, and not to a part of it."""
    part = _htmx(request)
    if not part:
        return redirect_to_login(request.get_full_path())
    back = part.current_url_abs_path or "/"
    return lead(request, redirect_to_login(back).url)


def _htmx(request: HttpRequest) -> Any:
    return getattr(request, "htmx", None)

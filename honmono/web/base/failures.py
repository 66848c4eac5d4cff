"""Pages that say what went wrong, and what to do."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from honmono.web.base.context import language
from honmono.web.outages import FULL, outage


def _page(request: HttpRequest, key: str, status: int) -> HttpResponse:
    return render(request, "failure.html", {"key": key}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read."""
    return _page(request, "bad-request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not with this role."""
    return _page(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or not for you."""
    return _page(request, "not-found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: an error of ours, nothing was stored; 503: database or disk fail us."""
    key = outage(sys.exc_info()[1])
    if not key:
        return _page(request, "server-error", 500)
    # Made without the request: who asks, and his menu, stand in the database.
    words = {"key": key, "language": language()}
    page = HttpResponse(render_to_string("outage.html", words), status=503)
    page.headers["Retry-After"] = "10"
    return page


def too_long(request: HttpRequest) -> HttpResponse:
    """413: nobody has signed in who might send so much."""
    return _page(request, "too-long", 413)


def no_room(request: HttpRequest) -> HttpResponse:
    """507: what was sent would fill the disk."""
    return _page(request, FULL, 507)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was made by another page, or is too old."""
    return _page(request, "form-too-old", 403)

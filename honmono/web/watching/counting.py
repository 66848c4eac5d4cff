"""Counts requests: how many of which status, and how long each view takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "honmono_requests", "Requests that were answered", ("view", "status")
)
SECONDS = Histogram(
    "honmono_request_seconds",
    "How long an answer took",
    ("view",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 20),
)


class counted:  # noqa: N801 - Django names it in a setting
    """Counts by the view's name, of which there are as many as addresses; never by path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and count."""
        began = time.perf_counter()
        response = self._get_response(request)
        found = request.resolver_match
        view = (found.view_name if found else "") or "none"
        REQUESTS.labels(view, str(response.status_code)).inc()
        SECONDS.labels(view).observe(time.perf_counter() - began)
        return response

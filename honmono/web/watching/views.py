"""What is asked by programs that watch the desk."""

from __future__ import annotations

import hmac
import ipaddress
import os

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from honmono.web.accounts.doors import door
from honmono.web.rights import Right
from honmono.web.watching.readiness import readiness
from honmono.web.watching.room import COUNTS


@door(Right.ANYBODY)
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@door(Right.ANYBODY)
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """May requests be sent here?  503 where not, and why."""
    found = readiness()
    well = all(answer == "ok" for answer in found.values())
    return JsonResponse({"ready": well, **found}, status=200 if well else 503)


@door(Right.ANYBODY)
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the form of Prometheus."""
    if not _may_see(request):
        raise PermissionDenied
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    from honmono.web.watching.figures import registry

    told = registry(of_all_processes=COUNTS in os.environ)
    return HttpResponse(generate_latest(told), content_type=CONTENT_TYPE_LATEST)


def _may_see(request: HttpRequest) -> bool:
    """With the token where there is one; without, from this machine alone.

    Where others may reach the desk (HONMONO_HOSTS), a proxy stands before it, and what
    it passes on may look as if it came from here: then only the token counts.
    """
    token = os.environ.get("HONMONO_METRICS_TOKEN", "")
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    if os.environ.get("HONMONO_HOSTS"):
        return False
    try:
        return ipaddress.ip_address(request.META["REMOTE_ADDR"]).is_loopback
    except ValueError:
        return False

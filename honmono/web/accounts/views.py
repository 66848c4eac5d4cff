"""Pages about accounts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.rights import Right


@door(Right.ANYBODY)
def closed(request: HttpRequest) -> HttpResponse:
    """A page of the library that is not for us."""
    raise Http404


@door(Right.ADMINISTER)
def list_(request: StaffRequest) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@door(Right.OWN)
def own(request: StaffRequest) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

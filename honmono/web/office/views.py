"""Settings of the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.rights import Right


@door(Right.ADMINISTER)
def overview(request: StaffRequest) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

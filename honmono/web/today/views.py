"""What is due, what is next: the first page of an incident."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right


@case_door(Right.READ)
def today(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def clocks(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

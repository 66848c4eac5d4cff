"""The records of an incident: timeline, all parts, forms, corrections."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right


@case_door(Right.READ)
def timeline(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def parts(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.HANDLE)
def add(request: StaffRequest, case: Case, part: str) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def record(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.HANDLE)
def edit(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

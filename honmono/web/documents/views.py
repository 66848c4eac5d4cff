"""Notices and reports: written from the facts, reviewed, approved, issued."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right


@case_door(Right.READ)
def list_(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def draft(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.HANDLE)
def new(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

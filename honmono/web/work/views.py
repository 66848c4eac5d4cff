"""Questions, tasks, people, inquiries, accounts, measures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right


@case_door(Right.READ)
def tasks(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def questions(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def accounts(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def inquiries(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")


@case_door(Right.READ)
def measures(request: StaffRequest, case: Case) -> HttpResponse:
    """Not built yet."""
    return render(request, "stub.html")

"""The board: how every PC stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right


@case_door(Right.READ)
@require_GET
def board(request: StaffRequest, case: Case) -> HttpResponse:
    """How every PC stands, by office."""
    return render(request, "sweep/board.html", {})

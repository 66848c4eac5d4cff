"""The board: how every PC stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right
from honmono.web.sweep.models import Pc


@case_door(Right.READ)
@require_GET
def board(request: StaffRequest, case: Case) -> HttpResponse:
    """How every PC stands, by office."""
    return render(request, "sweep/board.html", {})


@case_door(Right.READ)
@require_GET
def pc(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """One PC; its page is made elsewhere, and this stands in for it."""
    get_object_or_404(Pc, key=key)
    return redirect("sweep:board", case.name)

"""Measures against recurrence: done, planned, not said; with their proof."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.facts.selectors import words_of
from honmono.web.rights import Right
from honmono.web.work.measured import STATES, measured


@case_door(Right.READ)
def measures(request: StaffRequest, case: Case) -> HttpResponse:
    """Every measure by its kind."""
    words = words_of(case)
    today = timezone.now().astimezone(words.zone).date()
    found = measured(words, today)
    counts = {state: sum(one.state == state for one in found) for state in STATES}
    wanted = request.GET.get("state", "")
    context = {
        "rows": [one for one in found if not wanted or one.state == wanted],
        "counts": counts,
        "states": STATES,
        "wanted": wanted if wanted in STATES else "",
        "count": len(found),
        "unproved": sum(one.state == "done" and not one.proof for one in found),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/measures.html", context)

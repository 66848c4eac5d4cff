"""The timeline, and the part of a notice that it yields."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from honmono.incident.case import Certainty
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.facts.selectors import words_of
from honmono.web.facts.timeline import (
    MOMENTS,
    Wanted,
    by_days,
    entries,
    followed,
    of_a_notice,
    untold,
)
from honmono.web.rights import Right

_A_PAGE = 300


@case_door(Right.READ)
def timeline(request: StaffRequest, case: Case) -> HttpResponse:
    """What happened, by days; with `view=public` what a notice would tell of it."""
    words = words_of(case)
    may_handle = request.user.may(Right.HANDLE)
    if request.GET.get("view") == "public":
        today = timezone.now().astimezone(words.zone).date()
        context = {
            "told": followed(words, of_a_notice(words.incident, language(), today)),
            "untold": untold(words),
            "may_handle": may_handle,
        }
        return render(request, "facts/public.html", context)
    wanted = Wanted(
        part=request.GET.get("part", ""),
        certainty=request.GET.get("certainty", ""),
        text=request.GET.get("q", "").strip()[:100],
    )
    certainties = [
        (one.value, say("web/values", f"Certainty-{one.value}", language()))
        for one in Certainty
    ]
    page = Paginator(entries(words, wanted), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "days": by_days(page.object_list),
        "wanted": wanted,
        "is_filtered": wanted != Wanted(),
        "parts": [(part, words.part(part)) for part in MOMENTS],
        "certainties": certainties,
        "may_handle": may_handle,
    }
    return render(request, "facts/timeline.html", context)

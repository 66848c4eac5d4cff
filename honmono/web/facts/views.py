"""The records of an incident: all parts, one part, one record, what is wrong with them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from honmono.incident.case import PARTS, MeaningError
from honmono.incident.case.typed import moment_typed
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, problems_of
from honmono.web.facts.listing import listing
from honmono.web.facts.problems import doubts_of, problems_by_record
from honmono.web.facts.record_page import RecordPage, record_page
from honmono.web.facts.selectors import PERSONAL, words_of
from honmono.web.rights import Right

_A_PAGE = 50


@case_door(Right.READ)
def parts(request: StaffRequest, case: Case) -> HttpResponse:
    """Every part with its count and its newest record."""
    words = words_of(case)
    found = []
    for part in PARTS:
        held = getattr(words.incident, part)
        newest = listing(words, part, held[-1:]).rows if held else ()
        found.append(
            {
                "part": part,
                "name": words.part(part),
                "what": say("web/facts", f"about-{part}", language()),
                "count": len(held),
                "newest": newest[0] if newest else None,
            }
        )
    context = {"parts": found, "may_handle": request.user.may(Right.HANDLE)}
    return render(request, "facts/parts.html", context)


@case_door(Right.READ)
def part(request: StaffRequest, case: Case, part: str) -> HttpResponse:
    """The records of one part, the newest first."""
    if part not in PARTS:
        raise Http404
    words = words_of(case)
    page = Paginator(getattr(words.incident, part)[::-1], _A_PAGE).get_page(
        request.GET.get("page")
    )
    if part in PERSONAL:
        note_reading(request, "records", case=case.name, detail=f"{part} {page.number}")
    context = {
        "listing": listing(words, part, page.object_list),
        "what": say("web/facts", f"about-{part}", language()),
        "page": page,
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "facts/part.html", context)


@case_door(Right.READ)
def record(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """One record in words, where it is used, what it said before."""
    page = record_page(case, record, timezone.now())
    if page is None:
        raise Http404
    return shown(request, case, page)


def shown(
    request: StaffRequest,
    case: Case,
    page: RecordPage,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of a record."""
    if page.part in PERSONAL:
        note_reading(request, "record", case=case.name, detail=page.id)
    context = {"one": page, "may_handle": request.user.may(Right.HANDLE), **more}
    return render(request, "facts/record.html", context, status=status)


@case_door(Right.READ)
def problems(request: StaffRequest, case: Case) -> HttpResponse:
    """What cannot be so, and what somebody should look at."""
    incident, now = incident_of(case), timezone.now()
    words = words_of(case)
    found = problems_by_record(problems_of(case, now), words)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    doubts = doubts_of(incident, words, now)
    context = {"page": page, "doubts": doubts, "count": len(found)}
    return render(request, "facts/problems.html", context)


@case_door(Right.READ)
def moment(request: StaffRequest, case: Case) -> HttpResponse:
    """How a day or time that somebody is typing is understood; one line of a form."""
    typed = request.GET.get(next(iter(request.GET), ""), "")
    words = words_of(case)
    today = timezone.now().astimezone(words.zone).date()
    told = ""
    if typed.strip():
        try:
            told = say(
                "web/facts",
                "meant",
                language(),
                when=words.when(moment_typed(typed, today).root),
            )
        except MeaningError as error:
            told = say("case_mistakes", error.key, language(), **error.values)
    return render(request, "facts/meant.html", {"told": told})

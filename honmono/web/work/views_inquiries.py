"""Who asked: sums by day, whom to call back, and a line to put one down."""

from __future__ import annotations

import secrets

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from honmono.incident.case import Answer
from honmono.incident.case.counts import asked, count_inquiries, follow_ups
from honmono.incident.case.inquiries import Way
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.facts.listing import listing
from honmono.web.facts.selectors import words_of
from honmono.web.rights import Right
from honmono.web.work.inquired import by_day, newest_first, told_of

_A_PAGE = 50
_TO_CALL = ("who", "organization", "contact", "follow_up")


@case_door(Right.READ)
def inquiries(request: StaffRequest, case: Case) -> HttpResponse:
    """Everybody who asked or reported; each answer is counted apart."""
    words, now = words_of(case), timezone.now()
    incident, speaks = words.incident, language()
    found = Paginator(newest_first(incident, words.zone), _A_PAGE)
    page = found.get_page(request.GET.get("page"))
    if incident.inquiries:
        note_reading(request, "inquiries", case=case.name, detail=str(page.number))
    context = {
        "counts": count_inquiries(incident),
        "told": told_of(incident),
        "days": by_day(incident, words.zone),
        "due": listing(words, "inquiries", follow_ups(incident, now), _TO_CALL),
        "asked": asked(incident)[:20],
        "listing": listing(words, "inquiries", page.object_list),
        "page": page,
        "ways": _choices("Way", [one.value for one in Way], speaks),
        "answers": _choices("Answer", [one.value for one in reversed(Answer)], speaks),
        "token": secrets.token_hex(12),
        "now": f"{now.astimezone(words.zone):%Y-%m-%d %H:%M}",
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/inquiries.html", context)


def _choices(name: str, values: list[str], language: str) -> list[tuple[str, str]]:
    return [(one, say("web/values", f"{name}-{one}", language)) for one in values]

"""What is due, what is next: the first page of an incident, and its clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case.clocks import knows_law_of_then
from honmono.incident.case.clocks.groups import grouped
from honmono.incident.case.clocks.layers import Explainer
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.labels import Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import clocks_of, incident_of
from honmono.web.rights import Right
from honmono.web.today import asked, selectors, services, told
from honmono.web.today.elsewhere import elsewhere
from honmono.web.today.forms import AnswerForm, AwareForm
from honmono.web.today.unusual import contradictions_of, unusual_of

_PAGE: Final = 20
_CONFLICT: Final = 409
_UNCLEAR: Final = 422


@case_door(Right.READ)
def today(request: StaffRequest, case: Case) -> HttpResponse:
    """At most one screen of what matters now."""
    return _today(request, case)


@case_door(Right.READ)
def clocks(request: StaffRequest, case: Case) -> HttpResponse:
    """Every clock, why it is there, and what would decide it."""
    return _clocks(request, case)


@case_door(Right.READ)
def unusual(request: StaffRequest, case: Case) -> HttpResponse:
    """What cannot be so, and what somebody should look at."""
    found = unusual_of(case, _now(request), language())
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "today/unusual.html", {"page": page})


@case_door(Right.HANDLE)
@require_POST
def answer(request: StaffRequest, case: Case) -> HttpResponse:
    """Answer a question that decides a duty: yes, no, could not tell, or a number."""
    clients = asked.clients_of(incident_of(case))
    form = AnswerForm(request.POST, clients=clients)
    if not form.is_valid():
        return _again(request, case, status=_UNCLEAR, bound=form)
    given = form.given()
    shown = form.cleaned_data["shown"]
    now = timezone.now()
    try:
        services.answer(case=case, given=given, shown=shown, by=request.user, now=now)
    except CaseError as error:
        return _again(request, case, status=_CONFLICT, bound=form, told=error)
    messages.success(request, say("web/today", "answered", language()))
    return redirect(_where(request, case))


@case_door(Right.HANDLE)
@require_POST
def aware(request: StaffRequest, case: Case) -> HttpResponse:
    """Put on record when anybody of ours first knew."""
    form = AwareForm(request.POST)
    if not form.is_valid():
        return _again(request, case, status=_UNCLEAR, aware_form=form)
    noticed, now = form.noticed(), timezone.now()
    try:
        services.became_aware(case=case, noticed=noticed, by=request.user, now=now)
    except CaseError as error:
        return _again(request, case, status=_CONFLICT, aware_form=form, told=error)
    messages.success(request, say("web/today", "aware-noted", language()))
    return redirect(_where(request, case))


def _today(request: StaffRequest, case: Case, **shown: Any) -> HttpResponse:
    now = _now(request)
    values = {
        "today": selectors.today_of(case, now, language()),
        "elsewhere": elsewhere(case, now),
        "back": "today",
    }
    return _page(request, "today/today.html", now, values, shown)


def _clocks(request: StaffRequest, case: Case, **shown: Any) -> HttpResponse:
    now, words, incident = _now(request), language(), incident_of(case)
    found, named = clocks_of(case, now), Labels(incident, words)
    explainer = Explainer(incident, now, words)
    groups = grouped(found)
    ordered = [
        *(("owed", clock) for clock in groups.owed),
        *(("possible", clock) for one in groups.possible for clock in one.clocks),
        *(("only-if", clock) for one in groups.only_if for clock in one.clocks),
    ]
    depends = told.depends_of((*groups.possible, *groups.only_if), words)
    every = [*ordered, *(("ended", clock) for clock in groups.ended)]
    page = Paginator(every, _PAGE).get_page(request.GET.get("page"))
    asks = asked.all_asked(incident, now, (clock for _, clock in ordered))
    open_now = {(one.question.code, one.client) for one in asks}
    values = {
        "page": page,
        "each": [
            told.why_of(case, clock, group, now, explainer, depends.get(id(clock)))
            for group, clock in page
        ],
        "unconfirmed": any(clock.unconfirmed for _, clock in page),
        "asks": asks,
        "answered": [
            one
            for one in asked.answered(incident)
            if (one.question.code, one.client) not in open_now
        ],
        "contradictions": [
            (one.in_language(words, named.one), named.of(one.records))
            for one in contradictions_of(case, now)
        ],
        "knows_law": knows_law_of_then(incident, now),
        "back": "clocks",
    }
    return _page(request, "today/clocks.html", now, values, shown)


def _page(
    request: StaffRequest,
    template: str,
    now: datetime,
    values: dict[str, Any],
    shown: dict[str, Any],
) -> HttpResponse:
    """A page with what somebody has just typed, where that could not be stored."""
    status = shown.pop("status", 200)
    error = shown.pop("told", None)
    aware_form = shown.pop("aware_form", None) or AwareForm(
        initial={"day": now.date()}, prefix=None
    )
    context = {
        **values,
        "now": now,
        "may_handle": request.user.may(Right.HANDLE),
        "bound": shown.get("bound"),
        "aware_form": aware_form,
        "told": error and say("web/cases", error.key, language(), **error.values),
    }
    return render(request, template, context, status=status)


def _again(request: StaffRequest, case: Case, **shown: Any) -> HttpResponse:
    """The page from which somebody came, with what he typed."""
    case.refresh_from_db()
    make = _clocks if request.POST.get("back") == "clocks" else _today
    return make(request, case, **shown)


def _where(request: StaffRequest, case: Case) -> str:
    back = "clocks" if request.POST.get("back") == "clocks" else "today"
    return reverse(f"today:{back}", args=[case.name])


def _now(request: StaffRequest) -> datetime:
    return timezone.now().astimezone(request.zone)

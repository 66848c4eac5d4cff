"""The board and the calendar of tasks, one task, and how a playbook is begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import NoSuchRecordError
from honmono.incident.case.playbooks import UnknownStyleError
from honmono.incident.case.questions import Task
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.base.written import typed
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import clocks_of, incident_of
from honmono.web.rights import Right
from honmono.web.work import selectors_tasks as selectors
from honmono.web.work import services_tasks as services
from honmono.web.work.checked import RefusedError
from honmono.web.work.forms_tasks import (
    AddForm,
    DoneForm,
    PlanForm,
    ReasonForm,
    StyleForm,
)
from honmono.web.work.proof import Proof
from honmono.web.work.telling import hold_on, refused, renew

_ENDED: Final = 30
"""Ended tasks on one page."""


@case_door(Right.READ)
def tasks(request: StaffRequest, case: Case) -> HttpResponse:
    """What is to do: as a board, or as a calendar."""
    return _board(request, case)


@case_door(Right.READ)
def task(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """One task: why, what it waits for, and what can be done with it."""
    return _task(request, case, record)


@case_door(Right.HANDLE)
@require_POST
def add(request: StaffRequest, case: Case) -> HttpResponse:
    """Add a task of one's own."""
    form = AddForm(request.POST, incident=incident_of(case))
    if not form.is_valid():
        return _board(request, case, add_form=form, status=422)
    title = typed(form.cleaned_data["title"])
    now = timezone.now()
    try:
        name = services.add(
            case=case, title=title, plan=form.plan(), by=request.user, now=now
        )
    except (CaseError, RefusedError) as error:
        status = refused(form, error)
        return _board(request, case, add_form=form, status=status)
    messages.success(request, say("web/work_tasks", "added", language()))
    return redirect("work:task", case.name, name)


@case_door(Right.HANDLE)
@require_POST
def done(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Done: when, by whom, with what proof."""
    form = DoneForm(request.POST, request.FILES, case=case)
    if not form.is_valid() or (proof := form.kept()) is None:
        return _task(request, case, record, done_form=form, status=422)
    shown = _shown(request, case, record, form.cleaned_data["shown"], proof)
    return _make(
        lambda: services.finish(
            shown=shown,
            when=form.when(),
            who=form.cleaned_data["who"],
            text=form.words(),
        ),
        request,
        case,
        record,
        done_form=form,
    )


@case_door(Right.HANDLE)
@require_POST
def drop(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """It will not be done, and why."""
    form = ReasonForm(request.POST)
    if not form.is_valid() or (reason := form.words()) is None:
        return _task(request, case, record, drop_form=form, status=422)
    shown = _shown(request, case, record, form.cleaned_data["shown"])
    return _make(
        lambda: services.drop(shown=shown, reason=reason),
        request,
        case,
        record,
        drop_form=form,
    )


@case_door(Right.HANDLE)
@require_POST
def reopen(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Open an ended task again."""
    form = ReasonForm(request.POST, needed=False)
    if not form.is_valid():
        return _task(request, case, record, reopen_form=form, status=422)
    shown = _shown(request, case, record, form.cleaned_data["shown"])
    return _make(
        lambda: services.reopen(shown=shown, reason=form.words()),
        request,
        case,
        record,
        reopen_form=form,
    )


@case_door(Right.HANDLE)
@require_POST
def plan(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Who does it, until when, after what."""
    form = PlanForm(request.POST, incident=incident_of(case), task=record)
    if not form.is_valid():
        return _task(request, case, record, plan_form=form, status=422)
    shown = _shown(request, case, record, form.cleaned_data["shown"])
    return _make(
        lambda: services.plan(shown=shown, plan=form.plan()),
        request,
        case,
        record,
        plan_form=form,
    )


@case_door(Right.READ)
def playbook(request: StaffRequest, case: Case) -> HttpResponse:
    """Which kind of incident it is: its questions and tasks are put on record."""
    form = StyleForm(initial={"style": case.style})
    return _playbook(request, case, form)


@case_door(Right.HANDLE)
@require_POST
def begin(request: StaffRequest, case: Case) -> HttpResponse:
    """Begin a playbook, or add what another one asks for."""
    form = StyleForm(request.POST)
    if not form.is_valid():
        return _playbook(request, case, form, status=422)
    style, now = form.cleaned_data["style"], timezone.now()
    try:
        made = services.begin(case=case, style=style, by=request.user, now=now)
    except UnknownStyleError as error:
        form.add_error("style", str(error))
        return _playbook(request, case, form, status=422)
    except (CaseError, RefusedError) as error:
        return _playbook(request, case, form, status=refused(form, error))
    counts = {
        part: len(getattr(made.after, part)) - len(getattr(made.before, part))
        for part in ("questions", "tasks")
    }
    messages.success(request, say("case", "started", language(), **counts))
    return redirect("work:tasks", case.name)


def _make(
    do: Callable[[], object],
    request: StaffRequest,
    case: Case,
    record: str,
    **forms: Any,
) -> HttpResponse:
    """Do it; what cannot be done is told above what was typed."""
    (form,) = forms.values()
    try:
        do()
    except NoSuchRecordError:
        raise Http404 from None
    except (CaseError, RefusedError) as error:
        status = refused(form, error)
        case.refresh_from_db()
        return _task(request, case, record, status=status, **forms)
    messages.success(request, say("web/work_tasks", "stored", language()))
    if request.POST.get("back") == "board":
        return redirect("work:tasks", case.name)
    return redirect("work:task", case.name, record)


def _shown(
    request: StaffRequest,
    case: Case,
    record: str,
    fingerprint: str,
    proof: Proof | None = None,
) -> services.Shown:
    return services.Shown(
        case, record, fingerprint, request.user, timezone.now(), proof or Proof()
    )


def _board(
    request: StaffRequest, case: Case, status: int = 200, **forms: Any
) -> HttpResponse:
    now, words, incident = _now(request), language(), incident_of(case)
    owner = request.GET.get("owner", "")
    found = selectors.of_owner(selectors.cards(incident, now, words), owner)
    ended = [card for card in found if not card.is_open]
    context = {
        "has_tasks": bool(incident.tasks),
        "owner": owner,
        "owners": selectors.owners(incident),
        "nobody": selectors.NOBODY,
        "view": "calendar" if request.GET.get("view") == "calendar" else "board",
        "columns": selectors.columns(found, selectors.COLUMNS),
        "page": Paginator(ended, _ENDED).get_page(request.GET.get("page")),
        "add_form": forms.get("add_form") or AddForm(incident=incident),
        "adding": "add_form" in forms,
        "may_handle": request.user.may(Right.HANDLE),
        "me": request.user.called,
        "today": now.date(),
    }
    if context["view"] == "calendar":
        first = selectors.month_named(request.GET.get("month", ""), now)
        clocks = () if owner else clocks_of(case, now)
        context["weekdays"] = [f"weekday-{n}" for n in (6, *range(6))]
        context["month"] = selectors.month_of(first, found, clocks, now, words)
    return render(request, "work/tasks.html", context, status=status)


def _task(
    request: StaffRequest, case: Case, record: str, status: int = 200, **forms: Any
) -> HttpResponse:
    now, words, incident = _now(request), language(), incident_of(case)
    card = selectors.card_of(incident, record, now, words)
    if card is None:
        raise Http404
    renew(forms, card.shown, status)
    hold_on(forms, request.user)
    fresh = {"shown": card.shown}
    context = {
        "card": card,
        "followers": selectors.waiting_for(incident, record, words),
        "questions": selectors.question_of(card.task, incident, words),
        "done_form": DoneForm(
            case=case,
            initial={**fresh, "day": now.date(), "who": request.user.called},
        ),
        "drop_form": ReasonForm(initial=fresh),
        "reopen_form": ReasonForm(initial=fresh, needed=False),
        "plan_form": PlanForm(
            incident=incident, task=record, initial={**fresh, **_planned(card.task)}
        ),
        "wrong": next(iter(forms), ""),
        "may_handle": request.user.may(Right.HANDLE),
        **forms,
    }
    return render(request, "work/task.html", context, status=status)


def _planned(task: Task) -> dict[str, Any]:
    due = task.due.last_day() if task.due else None
    return {"owner": task.owner, "due": due, "after": list(task.after)}


def _playbook(
    request: StaffRequest, case: Case, form: StyleForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "may_handle": request.user.may(Right.HANDLE)}
    return render(request, "work/playbook.html", context, status=status)


def _now(request: StaffRequest) -> datetime:
    return timezone.now().astimezone(request.zone)

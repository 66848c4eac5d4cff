"""The first day: what is asked, and what each answer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import Incident, IncidentFileError
from honmono.incident.case.clocks import next_questions
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.guide import edits, services
from honmono.web.guide.first_day import (
    Known,
    Question,
    may_begin,
    questions,
    tasks,
    why,
)
from honmono.web.guide.forms import (
    AwareForm,
    DeskForm,
    DoneForm,
    DropForm,
    LookForm,
    ReporterForm,
    words,
)
from honmono.web.guide.mails import mails_of
from honmono.web.rights import Right

MOST_QUESTIONS = 3
"""Questions of law that are shown at once: nobody answers twenty on the first day."""

FORMS: dict[Question, type[forms.Form]] = {
    Question.AWARE: AwareForm,
    Question.LOOK: LookForm,
    Question.REPORTER: ReporterForm,
    Question.DESK: DeskForm,
}


@case_door(Right.READ)
def first_day(request: StaffRequest, case: Case) -> HttpResponse:
    """Every question of the first day, with what is known."""
    return _page(request, case)


@case_door(Right.HANDLE)
@require_POST
def answer(request: StaffRequest, case: Case, question: str) -> HttpResponse:
    """An answer to a question that is asked on every first day."""
    try:
        asked = Question(question)
        form = FORMS[asked](request.POST)
    except (ValueError, KeyError):
        raise Http404 from None
    if not form.is_valid():
        return _page(request, case, {asked: form}, status=422)
    edit, task = _edit(asked, form)
    try:
        services.answer(
            case,
            question,
            edit,
            by=request.user,
            now=timezone.now(),
            language=language(),
            task=task,
        )
    except IncidentFileError as error:
        form.add_error(None, "; ".join(each.what for each in error.mistakes))
        return _page(request, case, {asked: form}, status=422)
    return redirect("guide:first-day", case.name)


@case_door(Right.HANDLE)
@require_POST
def task_done(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """A task of the first day is done."""
    _must_be_there(case, record)
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422)
    by, now, said = request.user, timezone.now(), form.cleaned_data["said"]

    def edit(incident: Incident) -> Incident:
        return edits.done(incident, record, now, by.called, said, language())

    return _changed(case, record, edit, request)


@case_door(Right.HANDLE)
@require_POST
def task_dropped(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """A task of the first day cannot be done, or has no place here."""
    _must_be_there(case, record)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _page(request, case, dropping=record, status=422)
    by, now, reason = request.user, timezone.now(), form.cleaned_data["reason"]

    def edit(incident: Incident) -> Incident:
        return edits.dropped(incident, record, now, by.called, reason, language())

    return _changed(case, record, edit, request)


def _must_be_there(case: Case, record: str) -> None:
    if all(task.id != record for task in incident_of(case).tasks):
        raise Http404


def _changed(
    case: Case,
    record: str,
    edit: Callable[[Incident], Incident],
    request: StaffRequest,
) -> HttpResponse:
    try:
        services.answer(
            case,
            record,
            edit,
            by=request.user,
            now=timezone.now(),
            language=language(),
        )
    except LookupError:
        raise Http404 from None
    except edits.NotOpenError:
        messages.warning(request, words("done-already"))
    return redirect("guide:first-day", case.name)


def _edit(
    asked: Question, form: forms.Form
) -> tuple[Callable[[Incident], Incident], str]:
    """What the answer puts on record, and the task that is done with it."""
    given, tongue = form.cleaned_data, language()
    if isinstance(form, AwareForm):
        when = form.when
        return (
            lambda i: edits.aware(i, when, given["who"], given["how"], tongue),
            "note-awareness",
        )
    if asked is Question.LOOK:
        return lambda i: edits.styled(i, given["style"]), ""
    if asked is Question.DESK:
        return lambda i: edits.desk(i, given, tongue), "open-desk"
    fields = {n: given[n] for n in ("way", "organization", "who", "contact", "opened")}
    return lambda i: edits.reported(i, fields, given["asked"], tongue), ""


def _page(
    request: HttpRequest,
    case: Case,
    typed: dict[Question, forms.Form] | None = None,
    *,
    dropping: str = "",
    status: int = 200,
) -> HttpResponse:
    incident, now = incident_of(case), timezone.now()
    mails = mails_of(case)
    asked = questions(incident, mails.total)
    day = tasks(incident, now)
    known = [one.known for one in asked] + [one.known for one in day]
    context: dict[str, Any] = {
        "incident": incident,
        "mails": mails,
        "asked": [
            {
                "name": one.question.value,
                "known": one.known.value,
                "form": (typed or {}).get(one.question)
                or (FORMS[one.question]() if one.question in FORMS else None),
            }
            for one in asked
        ],
        "tasks": [
            {
                "one": one,
                "known": one.known.value,
                "why": why(one.task, language()),
                "may_begin": may_begin(one),
                "dropping": one.task.id == dropping,
            }
            for one in day
        ],
        "law": next_questions(incident, now)[:MOST_QUESTIONS],
        "begin": next(
            (one.question.value for one in asked if one.known is Known.OPEN), ""
        ),
        "done": sum(one is not Known.OPEN for one in known),
        "count": len(known),
    }
    return render(request, "guide/first_day.html", context, status=status)

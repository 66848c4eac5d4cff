"""What must be found out, how it may have come about, what was decided."""

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

from honmono.incident.case import Incident, NoSuchRecordError
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Right
from honmono.web.work import selectors_questions as selectors
from honmono.web.work import services_questions as services
from honmono.web.work.checked import RefusedError
from honmono.web.work.forms_questions import ConcludeForm, DecideForm, HoldForm
from honmono.web.work.proof import Proof
from honmono.web.work.telling import hold_on, refused, renew

_PAGE: Final = 30


@case_door(Right.READ)
def questions(request: StaffRequest, case: Case) -> HttpResponse:
    """Questions, cases and decisions on one page."""
    return _questions(request, case)


@case_door(Right.READ)
def question(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """One question with everything that bears on it."""
    return _question(request, case, record)


@case_door(Right.HANDLE)
@require_POST
def conclude(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Answer a question, signed."""
    asked = selectors.asked_named(incident_of(case), record, language())
    if asked is None:
        raise Http404
    form = ConcludeForm(request.POST, request.FILES, case=case, offered=_citable(asked))
    if not form.is_valid() or (proof := form.kept()) is None:
        return _question(request, case, record, form, 422)
    shown, given = form.cleaned_data["shown"], form.concluded()
    doer = _doer(request, case, proof)
    status = _done(
        form,
        lambda: services.conclude(doer=doer, question=record, shown=shown, given=given),
    )
    if status:
        case.refresh_from_db()
        return _question(request, case, record, form, status)
    messages.success(request, say("web/work_questions", "concluded", language()))
    return redirect("work:question", case.name, record)


@case_door(Right.READ)
def hypothesis(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """One case: what speaks for it, against it, and what would decide."""
    return _hypothesis(request, case, record)


@case_door(Right.HANDLE)
@require_POST
def hold(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Put on record what is held of a case."""
    form = HoldForm(request.POST, request.FILES, case=case)
    if not form.is_valid() or (proof := form.kept()) is None:
        return _hypothesis(request, case, record, form, 422)
    shown, held = form.cleaned_data["shown"], form.held()
    doer = _doer(request, case, proof)
    status = _done(
        form,
        lambda: services.hold(doer=doer, name=record, shown=shown, held=held),
    )
    if status:
        case.refresh_from_db()
        return _hypothesis(request, case, record, form, status)
    messages.success(request, say("web/work_questions", "held", language()))
    return redirect("work:hypothesis", case.name, record)


@case_door(Right.HANDLE)
@require_POST
def decide(request: StaffRequest, case: Case) -> HttpResponse:
    """Put a decision on record."""
    offered = _grounds(incident_of(case))
    form = DecideForm(request.POST, request.FILES, case=case, offered=offered)
    if not form.is_valid() or (proof := form.kept()) is None:
        return _questions(request, case, form, 422)
    doer, decision = _doer(request, case, proof), form.decision()
    status = _done(form, lambda: services.decide(doer=doer, decision=decision))
    if status:
        return _questions(request, case, form, status)
    messages.success(request, say("web/work_questions", "decided", language()))
    return redirect("work:questions", case.name)


def _done(form: Any, do: Callable[[], object]) -> int:
    """Do it; 0, or the status where it could not be done, which the form tells."""
    try:
        do()
    except NoSuchRecordError:
        raise Http404 from None
    except (CaseError, RefusedError) as error:
        return refused(form, error)
    return 0


def _doer(request: StaffRequest, case: Case, proof: Proof) -> services.Doer:
    return services.Doer(case, request.user, timezone.now(), proof)


def _questions(
    request: StaffRequest,
    case: Case,
    form: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    incident, words = incident_of(case), language()
    if form is not None:
        hold_on({"form": form}, request.user)
    found = selectors.asked(incident, words)
    context = {
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "cases": selectors.weighed(incident, words),
        "shares": selectors.shares(incident),
        "trace": selectors.newest_trace(incident),
        "undetermined": selectors.is_undetermined(incident),
        "decisions": selectors.decisions(incident, words),
        "deciding": form is not None,
        "form": form
        or DecideForm(
            case=case,
            offered=_grounds(incident),
            initial={"day": _today(request).date()},
        ),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/questions.html", context, status=status)


def _question(
    request: StaffRequest,
    case: Case,
    record: str,
    form: ConcludeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    one = selectors.asked_named(incident_of(case), record, language())
    if one is None:
        raise Http404
    if form is not None:
        renew({"form": form}, one.shown, status)
        hold_on({"form": form}, request.user)
    ended = one.question.conclusion
    initial: dict[str, Any] = {"shown": one.shown, **_signing(request)}
    if ended is not None:
        initial |= {
            "answer": ended.answer.value,
            "text": ended.text.in_language(language()),
            "cites": list(ended.cites),
            "proof": list(ended.evidence),
        }
    context = {
        "one": one,
        "cites": Labels(incident_of(case), language()).of(ended.cites if ended else ()),
        "form": form or ConcludeForm(case=case, offered=_citable(one), initial=initial),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/question.html", context, status=status)


def _hypothesis(
    request: StaffRequest,
    case: Case,
    record: str,
    form: HoldForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = selectors.weighed(incident_of(case), language())
    one = next((one for one in found if one.held.id == record), None)
    if one is None:
        raise Http404
    if form is not None:
        renew({"form": form}, one.shown, status)
        hold_on({"form": form}, request.user)
    initial = {
        "shown": one.shown,
        "standing": one.held.standing.value,
        **_signing(request),
    }
    context = {
        "one": one,
        "form": form or HoldForm(case=case, initial=initial),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "work/hypothesis.html", context, status=status)


def _citable(one: selectors.Asked) -> list[Label]:
    """What bears on a question, and what its answer cites already."""
    ended = one.question.conclusion
    known = {label.id for label in one.bears}
    more = [Label(name, name) for name in (ended.cites if ended else ())]
    return [*one.bears, *(label for label in more if label.id not in known)]


def _grounds(incident: Incident) -> tuple[Label, ...]:
    """What a decision may rest on: answers, cases, reports from outside."""
    names = [q.id for q in incident.questions if q.conclusion]
    names += [held.id for held in incident.hypotheses]
    names += [report.id for report in incident.outside_reports]
    return Labels(incident, language()).of(names)


def _signing(request: StaffRequest) -> dict[str, Any]:
    return {"signed_by": request.user.called, "signed": _today(request).date()}


def _today(request: StaffRequest) -> datetime:
    return timezone.now().astimezone(request.zone)

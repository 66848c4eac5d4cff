"""Whose mailbox was stolen: the state of things, answers, and what becomes of them."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from honmono.config import ConfigError
from honmono.incident.exchange.trace import TraceError
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, zone_of
from honmono.web.rights import Right
from honmono.web.tracing import archive, selectors, services, taking
from honmono.web.tracing.errors import TracingError
from honmono.web.tracing.forms import TraceForm
from honmono.web.tracing.models import Trace
from honmono.web.tracing.shown import answer_of, chances_of, changes_of, told_of

REPORTS_A_PAGE: Final = 5
FILES_A_PAGE: Final = 50
MOST_CHANGES: Final = 200

_CLOSED: Final = "default-src 'none'; sandbox"
"""Of what is no page of ours: nothing in it may run, load or be clicked through."""


@case_door(Right.READ)
@require_safe
def overview(request: StaffRequest, case: Case) -> HttpResponse:
    """Is there an archive, are there reports, and what came out the last time?"""
    return _overview(request, case, TraceForm(zone=zone_of(case)))


def _overview(
    request: StaffRequest, case: Case, form: TraceForm, status: int = 200
) -> HttpResponse:
    newest = Trace.objects.filter(case=case).select_related("by").first()
    if newest:
        note_reading(request, "trace", case=case.name, detail=str(newest.pk))
    try:
        archive.organization()
        trouble = ""
    except ConfigError as error:
        trouble = error.told(language())
    look, job = archive.look(), selectors.trace_job(case)
    report = selectors.newest_report(case, newest)
    older = Paginator(selectors.traces_of(case), 20)
    values = {
        "form": form,
        "look": look,
        "days": look.days(zone_of(case)),
        "trouble": trouble,
        "files": selectors.mails_of(case).count(),
        "left_out": len(selectors.left_out_of(case)),
        "newest_report": report,
        "is_old": bool(look.last and report and look.last < report),
        "job": job if job and (job.is_open or job.state == "failed") else None,
        "archive_job": selectors.archive_job(),
        "may": request.user.may(Right.HANDLE),
        "newest": newest,
        "since": selectors.since(case, newest) if newest else 0,
        "page": older.get_page(request.GET.get("page")),
    }
    if newest:
        values |= answer_of(newest, incident_of(case))
    return render(request, "tracing/overview.html", values, status=status)


@case_door(Right.HANDLE)
@require_POST
def ask(request: StaffRequest, case: Case) -> HttpResponse:
    """Have the reports traced."""
    form = TraceForm(request.POST, zone=zone_of(case))
    if not form.is_valid():
        return _overview(request, case, form, 422)
    _, new = services.ask_trace(
        case=case,
        by=request.user,
        now=timezone.now(),
        language=language(),
        **form.asked,
    )
    _say(request, "asked" if new else "asked-before")
    return redirect("tracing:overview", case.name)


@case_door(Right.READ)
@require_safe
def reports(request: StaffRequest, case: Case) -> HttpResponse:
    """Which files of mail a trace asks."""
    pages = Paginator(selectors.mails_of(case), FILES_A_PAGE)
    note_reading(request, "reports", case=case.name)
    values = {
        "page": pages.get_page(request.GET.get("page")),
        "left_out": selectors.left_out_of(case),
        "may": request.user.may(Right.HANDLE),
    }
    return render(request, "tracing/reports.html", values)


@case_door(Right.HANDLE)
@require_POST
def use(request: StaffRequest, case: Case) -> HttpResponse:
    """Ask these files from now on, and leave the others of the page out."""
    services.leave_out(
        case=case,
        shown=request.POST.getlist("shown"),
        used=request.POST.getlist("used"),
        by=request.user,
        now=timezone.now(),
    )
    _say(request, "used")
    return redirect("tracing:reports", case.name)


@case_door(Right.READ)
@require_safe
def result(request: StaffRequest, case: Case, trace_id: int) -> HttpResponse:
    """One answer with its evidence, report by report."""
    trace = get_object_or_404(Trace, pk=trace_id, case=case)
    note_reading(request, "trace", case=case.name, detail=str(trace.pk))
    rows = trace.told.all()
    if request.GET.get("which") == "theft":
        rows = rows.filter(stray=False)
    page = Paginator(rows, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    values = {
        "trace": trace,
        "page": page,
        "told": [told_of(each) for each in page],
        "newest": selectors.traces_of(case).first(),
        "may": request.user.may(Right.HANDLE),
        **answer_of(trace, incident_of(case)),
    }
    return render(request, "tracing/result.html", values)


@case_door(Right.READ)
@require_safe
def picture(request: StaffRequest, case: Case, trace_id: int) -> HttpResponse:
    """The answer as a picture; it stands in the page as an image, where nothing runs."""
    trace = get_object_or_404(Trace, pk=trace_id, case=case)
    svg = trace.picture_en if language() == "en" else trace.picture_ja
    return _closed(svg, "image/svg+xml; charset=utf-8")


@case_door(Right.READ)
@require_safe
def download(request: StaffRequest, case: Case, trace_id: int) -> HttpResponse:
    """The very line that the command line would print."""
    trace = get_object_or_404(Trace, pk=trace_id, case=case)
    note_reading(request, "trace-file", case=case.name, detail=str(trace.pk))
    response = _closed(trace.result, "application/jsonl; charset=utf-8")
    name = f"trace-{trace.at:%Y%m%d-%H%M%S}.jsonl"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _closed(content: str, kind: str) -> HttpResponse:
    headers = {"Content-Security-Policy": _CLOSED}
    return HttpResponse(content, content_type=kind, headers=headers)


@case_door(Right.HANDLE)
@require_safe
def take(request: StaffRequest, case: Case, trace_id: int) -> HttpResponse:
    """What taking an answer over would put on record."""
    trace = get_object_or_404(Trace, pk=trace_id, case=case)
    note_reading(request, "trace", case=case.name, detail=str(trace.pk))
    return _take(request, case, trace)


def _take(
    request: StaffRequest, case: Case, trace: Trace, problem: str = ""
) -> HttpResponse:
    incident = incident_of(case)
    values: dict[str, Any] = {"trace": trace, "problem": problem}
    try:
        taken = taking.look(incident, trace)
    except TraceError as error:
        words = say("web/tracing", "no-answer", language(), why=str(error))
        values["problem"] = words
    else:
        values |= {
            "taken": taken,
            "done": taking.is_taken(incident, trace),
            "chances": chances_of(taken.answer),
            "meaning": f"meaning-{taken.exposed.meaning.value}",
            "changes": changes_of(taken, MOST_CHANGES),
            "more": max(len(taken.changes) - MOST_CHANGES, 0),
            "newest": selectors.traces_of(case).first(),
        }
    status = 422 if values["problem"] else 200
    return render(request, "tracing/take.html", values, status=status)


@case_door(Right.HANDLE)
@require_POST
def put(request: StaffRequest, case: Case, trace_id: int) -> HttpResponse:
    """Put an answer on record, as it was shown."""
    trace = get_object_or_404(Trace, pk=trace_id, case=case)
    try:
        services.take_over(
            case=case,
            trace=trace,
            digest=request.POST.get("digest", ""),
            by=request.user,
            now=timezone.now(),
        )
    except (TracingError, CaseError) as error:
        room = "web/tracing" if isinstance(error, TracingError) else "web/cases"
        words = say(room, error.key, language(), **error.values)
        return _take(request, case, trace, words)
    except TraceError:  # which is told where it is shown
        return _take(request, case, trace)
    _say(request, "taken")
    return redirect("tracing:result", case.name, trace.pk)


def _say(request: StaffRequest, key: str) -> None:
    messages.success(request, say("web/tracing", key, language()))

"""Pages of the log: what was done, one entry with what it changed, the check of it all."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import Incident
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.labels import Labels
from honmono.web.cases.models import Case, LogEntry, Version
from honmono.web.cases.selectors import incident_at, incident_of, zone_of
from honmono.web.evidence import selectors, services
from honmono.web.evidence.changes import MOST, Touched, changes
from honmono.web.evidence.forms import LogForm
from honmono.web.evidence.in_words import State, Told, files_of, in_words
from honmono.web.evidence.log_table import as_csv
from honmono.web.evidence.picking import Picked, parts, picked
from honmono.web.evidence.selectors import Wanted
from honmono.web.facts.selectors import names_of
from honmono.web.facts.words import Words
from honmono.web.rights import Right


@case_door(Right.READ)
def log(request: StaffRequest, case: Case) -> HttpResponse:
    """What was done with this incident, the newest first."""
    form, chosen, rows = _asked(request, case)
    page = Paginator(rows, selectors.PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evidence/log.html",
        {
            "page": page,
            "lines": selectors.log_lines(case, page.object_list, incident_of(case)),
            "form": form,
            "chosen": chosen,
            "parts": parts(),
            "is_filtered": any(form.cleaned_data.values()),
            "whats": selectors.whats(case),
            "people": selectors.people_of_log(case),
            "job": selectors.latest_job(case, "check-evidence"),
            "checked": selectors.latest_job(case, "check-evidence", ended=True),
            "may_erase": request.user.may(Right.ADMINISTER),
        },
    )


@case_door(Right.READ)
def table(request: StaffRequest, case: Case) -> StreamingHttpResponse:
    """The entries that are wanted, all pages at once, for a spreadsheet."""
    _, _, rows = _asked(request, case)
    response = StreamingHttpResponse(
        as_csv(case, rows, request.zone), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{case.name}-log.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(
    request: StaffRequest, case: Case
) -> tuple[LogForm, Picked | None, QuerySet[LogEntry]]:
    """The filter, the records that it names, and the entries that fit."""
    form = LogForm(request.GET)
    form.is_valid()
    given = {k: v for k, v in form.cleaned_data.items() if v not in ("", None)}
    names = (given.pop(name, "") for name in ("part", "title", "record"))
    chosen = picked(case, *names)
    ids = chosen.ids if chosen else None
    return (
        form,
        chosen,
        selectors.log_rows(case, Wanted(zone=request.zone, records=ids, **given)),
    )


@case_door(Right.READ)
def entry(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """One entry: everything it says, and what it changed, field by field."""
    rows = LogEntry.objects.filter(case=case, number=number).select_related("by")
    row = get_object_or_404(rows)
    incident = incident_of(case)
    (line,) = selectors.log_lines(case, [row], incident)
    states = _states(case, line.version)
    found = states.changes()
    shown = found[:MOST]
    return render(
        request,
        "evidence/entry.html",
        {
            "line": line,
            "changes": list(zip(shown, _told(case, states, shown), strict=True)),
            "more": len(found) - len(shown),
            "before_gone": states.before_gone,
            "labels": Labels(incident, language()),
            "labels_then": Labels(states.after or incident, language(), states.before),
            "end": case.log_number,
        },
    )


class _States(NamedTuple):
    """The incident before and after an entry; None where there is none."""

    before: Incident | None
    after: Incident | None
    before_gone: bool = False
    """Nobody can say what changed: the state before was erased."""

    def changes(self) -> tuple[Touched, ...]:
        """What the entry changed."""
        if self.after is None or self.before_gone:
            return ()
        return changes(self.before, self.after)


def _told(
    case: Case, states: _States, touched: tuple[Touched, ...]
) -> list[tuple[Told, ...]]:
    """What each record says before and after, in words."""
    if states.after is None:
        return []
    names, zone = names_of(case, files_of(touched)), zone_of(case)
    before, after = (
        State(Words(one, language(), zone), names) if one else None
        for one in (states.before, states.after)
    )
    return [in_words(each, before, after, language()) for each in touched if after]


def _states(case: Case, version: int | None) -> _States:
    if version is None:
        return _States(None, None)
    after = incident_at(case, version)
    if version == 1:
        return _States(None, after)
    try:
        return _States(incident_at(case, version - 1), after)
    except Version.DoesNotExist:
        return _States(None, after, before_gone=True)


@case_door(Right.READ)
@require_POST
def check(request: StaffRequest, case: Case) -> HttpResponse:
    """Let a job see whether log and files are as they were."""
    services.ask_for_check(case, by=request.user, now=timezone.now())
    return redirect("evidence:log", case.name)

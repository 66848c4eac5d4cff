"""States that were frozen, how it went, and the sheet that an office signs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from honmono.incident.documents.formats.pdf import to_pdf
from honmono.incident.documents.scan_sheet import Asked, scan_sheet
from honmono.text.cells import cell
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.rights import Right
from honmono.web.sweep import board as boards
from honmono.web.sweep import opening, snapshots
from honmono.web.sweep.comparing import differences
from honmono.web.sweep.errors import SweepError
from honmono.web.sweep.forms import MomentForm
from honmono.web.sweep.models import Pc, Snapshot
from honmono.web.sweep.progressing import progress as progress_of
from honmono.web.sweep.words import told, word

PER_PAGE: Final = 50
MOST: Final = 200
"""PCs that a page of a difference names."""


@case_door(Right.READ)
@require_GET
def list_(request: StaffRequest, case: Case) -> HttpResponse:
    """Every state that was frozen, and the form that freezes one."""
    return _list(request, case, MomentForm(request.zone))


@case_door(Right.HANDLE)
@require_POST
def freeze(request: StaffRequest, case: Case) -> HttpResponse:
    """Freeze the state of now, or of a moment in the past."""
    form, now = MomentForm(request.zone, request.POST), timezone.now()
    if not form.is_valid():
        return _list(request, case, form, status=422)
    as_of = form.moment() or now
    if Pc.objects.count() > opening.AT_ONCE:
        at = as_of.isoformat()
        key = f"sweep-freeze:{case.pk}:{at}"
        by = request.user.called
        jobs.put(
            "sweep-freeze",
            key,
            now=now,
            case=case.name,
            by=by,
            as_of=at,
            user=request.user.pk,
        )
        messages.success(request, word("is-frozen"))
        return redirect("sweep:snapshots", case.name)
    try:
        row = snapshots.freeze(case, as_of=as_of, by=request.user, now=now)
    except SweepError as error:
        messages.error(request, error.told(language()))
        return redirect("sweep:snapshots", case.name)
    return redirect("sweep:snapshot", case.name, row.pk)


@case_door(Right.READ)
@require_GET
def one(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """One state: numbers by office, what is missing, what differs from another."""
    row = get_object_or_404(Snapshot, case=case, pk=number)
    value, names = snapshots.value_of(row), boards.office_names(case)
    offices = [
        (boards.office_name(each["id"], names), each) for each in value["offices"]
    ]
    others = Snapshot.objects.filter(case=case).exclude(pk=row.pk).defer("content")
    shown: dict[str, Any] = {
        "row": row,
        "value": value,
        "since": _moment(value["rule"]["since"]),
        "offices": offices,
        "gaps": [told(gap) for gap in value["gaps"]],
        "others": others[:PER_PAGE],
        "may_handle": request.user.may(Right.HANDLE),
        **_difference(case, row, request.GET.get("with", ""), value),
    }
    return render(request, "sweep/snapshot.html", shown)


@case_door(Right.READ)
@require_GET
def download(request: StaffRequest, case: Case, number: int, form: str) -> HttpResponse:
    """The frozen state as a file: the very bytes as JSON, or its PCs as CSV."""
    row = get_object_or_404(Snapshot, case=case, pk=number)
    if form not in ("json", "csv"):
        raise Http404
    note_reading(request, "pc-state", case=case.name, detail=row.sha256)
    if form == "json":
        answer = HttpResponse(
            snapshots.content_of(row), content_type="application/json"
        )
    else:
        answer = HttpResponse(
            _as_csv(snapshots.value_of(row)), content_type="text/csv; charset=utf-8"
        )
    name = f"sweep-{row.as_of.astimezone(UTC):%Y%m%dT%H%M%SZ}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@case_door(Right.HANDLE)
@require_POST
def record(request: StaffRequest, case: Case, number: int) -> HttpResponse:
    """Put a frozen state on the incident's record, where documents cite it."""
    row = get_object_or_404(Snapshot, case=case, pk=number)
    try:
        name = snapshots.put_on_record(case, row, by=request.user, now=timezone.now())
    except SweepError as error:
        messages.error(request, error.told(language()))
        return redirect("sweep:snapshot", case.name, row.pk)
    messages.success(request, word("was-recorded"))
    return redirect("facts:record", case.name, name)


@case_door(Right.READ)
@require_GET
def progress(request: StaffRequest, case: Case) -> HttpResponse:
    """How the number of covered PCs grew."""
    sweep, rule = opening.rule_for(case)
    found = progress_of(sweep, rule, timezone.now(), request.zone)
    shown = {"found": found, "may_handle": request.user.may(Right.HANDLE)}
    return render(request, "sweep/progress_chart.html", shown)


@case_door(Right.READ)
@require_GET
def progress_data(request: StaffRequest, case: Case) -> HttpResponse:
    """The same numbers for the chart; times as the clock on the wall shows them."""
    sweep, rule = opening.rule_for(case)
    found = progress_of(sweep, rule, timezone.now(), request.zone)
    wall = [int(p.at.replace(tzinfo=UTC).timestamp()) for p in found.points]
    covered = [p.covered for p in found.points]
    return JsonResponse(
        {"at": wall, "covered": covered, "total": found.total, "hourly": found.hourly}
    )


@case_door(Right.READ)
@require_GET
def sheet(request: StaffRequest, case: Case) -> HttpResponse:
    """The sheet of one office as PDF, by the state of now."""
    office, names = request.GET.get("office", ""), boards.office_names(case)
    office = "" if office == "-" else office[:80]
    note_reading(request, "pc-state", case=case.name, detail=office)
    now = timezone.now()
    part = request.GET.get("part", "")
    value = snapshots.state_at(case, now, office=office)
    asked = Asked(
        office=office,
        office_name=boards.office_name(office, names),
        organization=incident_of(case).organization.name.in_language(language()),
        language=language(),
        part=int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1,
    )
    day = now.astimezone(request.zone).date()
    answer = HttpResponse(
        to_pdf(scan_sheet(value, asked), day), content_type="application/pdf"
    )
    name = f"sheet-{_ascii(office)}-{day.isoformat()}-{asked.part}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _list(
    request: StaffRequest, case: Case, form: MomentForm, status: int = 200
) -> HttpResponse:
    rows = Snapshot.objects.filter(case=case).defer("content").select_related("by")
    shown: dict[str, Any] = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "job": Job.objects.filter(case=case.name, kind="sweep-freeze").last(),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "sweep/snapshots.html", shown, status=status)


def _difference(
    case: Case, row: Snapshot, other: str, value: dict[str, Any]
) -> dict[str, Any]:
    if not (other.isascii() and other.isdigit() and len(other) < 16):
        return {}
    before = Snapshot.objects.filter(case=case, pk=int(other)).first()
    if before is None:
        return {}
    found = differences(snapshots.value_of(before), value)
    return {"before": before, "changes": found[:MOST], "more": len(found) - MOST}


def _as_csv(value: dict[str, Any]) -> bytes:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(["office", "host", "user", "kind", "state", "why", "first", "second"])
    words = language()
    for pc in value["pcs"]:
        why = " ".join(str(each[words]) for each in pc["why"])
        marks = [
            f"{m['product']} {m['strength']} {m['at'] or ''}" if m else ""
            for m in pc["marks"]
        ]
        cells = (pc["office"], pc["host"], pc["user"], pc["kind"], pc["state"], why)
        write([cell(each) for each in (*cells, *marks)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _ascii(office: str) -> str:
    kept = "".join(c for c in office if c.isascii() and (c.isalnum() or c in "-_"))
    return kept[:40] or "office"

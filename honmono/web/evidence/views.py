"""Pages of originals: the list, one of them, adding, taking out, erasing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from honmono.incident.evidence import EvidenceError
from honmono.text import say_at_length
from honmono.web.accounts.doors import confirmed, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.base.days import FIRST, LAST
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.labels import Labels
from honmono.web.cases.models import Case, LogEntry, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.selectors import incident_of
from honmono.web.evidence import selectors, services
from honmono.web.evidence.forms import AddForm, EraseForm, TakeOutForm, word
from honmono.web.evidence.sealed import handed_out, harmless_name, sealed
from honmono.web.rights import Right


@case_door(Right.READ)
def list_(request: StaffRequest, case: Case) -> HttpResponse:
    """Every file that is kept, and which records name it."""
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:100]
    found = selectors.originals(case, kind, text)
    page = Paginator(found, selectors.PAGE).get_page(request.GET.get("page"))
    cited = selectors.cited_by(case)
    rows = [(one, cited.get(one.sha256, [])) for one in page]
    return render(
        request,
        "evidence/list.html",
        {
            "page": page,
            "rows": rows,
            "kinds": selectors.kinds(case),
            "labels": Labels(incident_of(case), language()),
            "kind": kind,
            "text": text,
            "may_handle": request.user.may(Right.HANDLE),
        },
    )


@case_door(Right.HANDLE)
def add(request: StaffRequest, case: Case) -> HttpResponse:
    """Keep files as they are, with a note."""
    form = AddForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "evidence/add.html", {"form": AddForm()})
    if not form.is_valid():
        return render(request, "evidence/add.html", {"form": form}, status=422)
    files = [
        (Path(file.temporary_file_path()), file.name or "file")
        for file in form.cleaned_data["file"]
    ]
    note, now = form.cleaned_data["note"], timezone.now()
    try:
        done = services.add(case, files, note=note, by=request.user, now=now)
    except CaseError as error:
        form.add_error(None, _told(error))
        return render(request, "evidence/add.html", {"form": form}, status=422)
    _tell_added(request, done)
    if done.lost:
        return render(request, "evidence/add.html", {"form": form}, status=422)
    return redirect("evidence:list", case.name)


def _tell_added(request: StaffRequest, done: services.Added) -> None:
    if done.new:
        messages.success(request, word("added", count=len(done.new)))
    for name in done.known[:20]:
        messages.info(request, word("known-already", name=name))
    for error in done.lost[:20]:
        messages.error(request, error.told(language()))


@case_door(Right.READ)
def original(request: StaffRequest, case: Case, sha256: str) -> HttpResponse:
    """One file: what is known of it, never what is in it."""
    return _original(request, case, sha256, TakeOutForm())


def _original(
    request: StaffRequest, case: Case, sha256: str, form: TakeOutForm, status: int = 200
) -> HttpResponse:
    one = Original.objects.filter(case=case, sha256=sha256).select_related("by").first()
    erased = selectors.erased_at(case, sha256)
    if one is None and erased is None:
        one = get_object_or_404(Original, case=case, sha256=sha256)
    incident = incident_of(case)
    entries = LogEntry.objects.filter(case=case, number=one.entry if one else 0)
    lines = selectors.log_lines(case, entries.select_related("by"), incident)
    values = {
        "one": one,
        "sha256": sha256,
        "erased": erased,
        "cited": selectors.cited_by(case).get(sha256, []),
        "entry": lines[0] if lines else None,
        "labels": Labels(incident, language()),
        "form": form,
        "may_handle": request.user.may(Right.HANDLE),
        "may_erase": request.user.may(Right.ADMINISTER),
    }
    return render(request, "evidence/original.html", values, status=status)


@case_door(Right.HANDLE)
@require_POST
@confirmed
def take_out(
    request: StaffRequest, case: Case, sha256: str
) -> HttpResponse | FileResponse:
    """One file as a ZIP with a password; noted as a reading."""
    get_object_or_404(Original, case=case, sha256=sha256)
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        return _original(request, case, sha256, form, status=422)
    one = Original.objects.get(case=case, sha256=sha256)
    inside = harmless_name(one.name or sha256[:12])
    chunks = store_of(case.name).read(sha256)
    try:
        file = sealed(chunks, inside, form.cleaned_data["password"])
    except EvidenceError as error:
        form.add_error(None, error.told(language()))
        return _original(request, case, sha256, form, status=422)
    note_reading(request, "original", case=case.name, detail=sha256)
    return handed_out(file, f"{sha256[:12]}.zip")


@case_door(Right.ADMINISTER)
@confirmed
def erase(request: StaffRequest, case: Case) -> HttpResponse:
    """Erase an original, or names in the log before a day, for good."""
    asked = request.POST if request.method == "POST" else request.GET
    before = _day(asked.get("before", ""))
    sha256 = asked.get("original", "")
    values = selectors.values_before(case, before, request.zone) if before else []
    one = Original.objects.filter(case=case, sha256=sha256).first()
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.erase(
                case.pk,
                originals=[one.sha256] if one else [],
                values=values,
                by=request.user,
                now=timezone.now(),
            )
        except (CaseError, EvidenceError) as error:
            form.add_error(None, _told(error))
        else:
            messages.success(request, word("erased"))
            return redirect("evidence:entry", case.name, entry.number)
    context = {
        "form": form,
        "one": one,
        "before": before,
        "count": len(values),
        "asked": asked,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evidence/erase.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and FIRST <= day <= LAST else None


def _told(error: CaseError | EvidenceError) -> str:
    if isinstance(error, EvidenceError):
        return error.told(language())
    return say_at_length("web/cases", error.key, language(), 300, error.values)

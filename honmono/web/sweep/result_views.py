"""Results: files that came, dropping more, stating a scan by hand."""

from __future__ import annotations

import zlib
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from honmono.sweep.importers._core import LARGEST
from honmono.web.accounts.doors import confirmed, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.base.sealed import PASSWORD, is_password, sealed, to_save
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.handed_in import TooLargeError
from honmono.web.cases.models import Case
from honmono.web.rights import Right
from honmono.web.sweep import handing_in, selectors, stating
from honmono.web.sweep.forms import AboutForm, StatementForm
from honmono.web.sweep.mapping import wants_map
from honmono.web.sweep.models import ReportFile
from honmono.web.sweep.ruling import sweep_of
from honmono.web.sweep.words import word

PER_PAGE: Final = 50
MOST: Final = 200
"""Troubles and scans of one file that its page names."""


@case_door(Right.READ)
@require_GET
def results(request: StaffRequest, case: Case) -> HttpResponse:
    """The files that came, the newest first."""
    troubled = request.GET.get("troubled") == "1"
    page = Paginator(selectors.files(troubled=troubled), PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown: dict[str, Any] = {
        "page": page,
        "troubled": troubled,
        "counts": selectors.file_counts(),
        "progress": handing_in.progress(case),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "sweep/results.html", shown)


@case_door(Right.READ)
@require_GET
def progress(request: StaffRequest, case: Case) -> HttpResponse:
    """How many files wait: a part of pages that asks again by itself."""
    shown = {"progress": handing_in.progress(case)}
    return render(request, "sweep/progress.html", shown)


@case_door(Right.READ)
@require_GET
def file(request: StaffRequest, case: Case, sha256: str) -> HttpResponse:
    """One file: what it holds, and what of it could not be read."""
    row = _file(sha256)
    note_reading(request, "pc-result", case=case.name, detail=sha256)
    shown: dict[str, Any] = {
        "file": row,
        "wants_map": wants_map(row),
        "troubles": row.troubles[:MOST],
        "scans": selectors.scans_of(row, MOST),
        "most": MOST,
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "sweep/file.html", shown)


@case_door(Right.HANDLE)
def drop(request: StaffRequest, case: Case) -> HttpResponse:
    """Hand files of results in, many at once."""
    form = AboutForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _drop_page(request, case, form)
    files = request.FILES.getlist("files")
    if not form.is_valid() or not files:
        mistakes = [] if files else [word("no-file")]
        return _answer(request, case, form, mistakes)
    mistakes = []
    for each in files:
        try:
            handing_in.hand_in(
                case,
                each,
                each.name or "",
                form.cleaned_data["host"],
                by=request.user,
                now=timezone.now(),
                language=language(),
            )
        except TooLargeError as error:
            name = handing_in.named(each.name or "")
            most = error.most >> 20
            mistakes.append(word("file-too-large", name=name, most=most))
        except OSError:
            name = handing_in.named(each.name or "")
            mistakes.append(word("file-not-kept", name=name))
    if mistakes:
        return _answer(request, case, form, mistakes)
    if _asks_for_json(request):
        return JsonResponse({"text": word("was-handed-in")})
    messages.success(request, word("were-handed-in", count=len(files)))
    return redirect("sweep:results", case.name)


@case_door(Right.HANDLE)
def statement(request: StaffRequest, case: Case) -> HttpResponse:
    """State that a PC was scanned, where there is no report of it."""
    if request.method != "POST":
        first = {"operator": request.user.called, "host": request.GET.get("host", "")}
        form = StatementForm(request.zone, initial=first)
        return render(request, "sweep/statement.html", {"form": form})
    form = StatementForm(request.zone, request.POST)
    if not form.is_valid():
        return render(request, "sweep/statement.html", {"form": form}, status=422)
    now = timezone.now()
    sweep_of(case, now)
    stating.state(form.scan(), by=request.user, now=now)
    messages.success(request, word("was-stated", host=form.cleaned_data["host"]))
    return redirect("sweep:results", case.name)


@case_door(Right.HANDLE)
@confirmed
def original(request: StaffRequest, case: Case, sha256: str) -> HttpResponseBase:
    """Ask first; then the file as it came, locked in a ZIP."""
    row = _file(sha256)
    shown: dict[str, Any] = {"file": row, "password": PASSWORD}
    if request.method != "POST":
        return render(request, "sweep/original.html", shown)
    password = request.POST.get("password", "") or PASSWORD
    if not is_password(password):
        shown["mistake"] = word("bad-password")
        return render(request, "sweep/original.html", shown, status=422)
    note_reading(request, "original", case=case.name, detail=sha256)
    content = zlib.decompress(bytes(row.content))
    return to_save(sealed(sha256, [content], password), sha256)


def _file(sha256: str) -> ReportFile:
    """The first that came of a file that several PCs may have, byte by byte."""
    row = selectors.file_of(sha256)
    if row is None:
        raise Http404
    return row


def _asks_for_json(request: StaffRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _answer(
    request: StaffRequest, case: Case, form: AboutForm, mistakes: list[str]
) -> HttpResponse:
    """Say what cannot be, to the script or to the reader."""
    if _asks_for_json(request):
        told = mistakes or [str(e) for errors in form.errors.values() for e in errors]
        return JsonResponse({"error": " ".join(told)}, status=422)
    return _drop_page(request, case, form, mistakes, status=422)


def _drop_page(
    request: StaffRequest,
    case: Case,
    form: AboutForm,
    mistakes: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "mistakes": mistakes or [],
        "progress": handing_in.progress(case),
        "largest": LARGEST >> 20,
    }
    return render(request, "sweep/drop.html", shown, status=status)

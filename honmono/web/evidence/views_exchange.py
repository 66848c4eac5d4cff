"""Pages of files for others and from others: bundles, incidents as folders, taking over."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence import EvidenceError
from honmono.incident.evidence.signing import KEY_FILE, Signer, fingerprint_of
from honmono.text import say_at_length
from honmono.web.accounts.doors import door, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases import handed_in
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case
from honmono.web.evidence import selectors, services
from honmono.web.evidence.exchange import MAX_ZIP, NotTakenError, from_file
from honmono.web.evidence.forms import ImportForm, TakeExportForm, word
from honmono.web.evidence.models import Export, Form
from honmono.web.evidence.sealed import dated, handed_out, sealed
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.rights import Right

_CHUNK: Final = 2**20


@case_door(Right.HANDLE)
def exports(request: StaffRequest, case: Case) -> HttpResponse:
    """Files that were made of this incident, and the way to make new ones."""
    return _exports(request, case)


def _exports(
    request: StaffRequest,
    case: Case,
    wrong: TakeExportForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = Export.objects.filter(case=case).select_related("by")
    page = Paginator(found, selectors.PAGE).get_page(request.GET.get("page"))
    kinds = ("export-bundle", "export-folder")
    found_jobs = (selectors.latest_job(case, kind) for kind in kinds)
    shown = [job for job in found_jobs if job and job.state != "done"]
    values = {
        "page": page,
        "jobs": shown,
        "wrong": wrong,
        "fingerprint": _fingerprint(),
    }
    return render(request, "evidence/exports.html", values, status=status)


def _fingerprint() -> str:
    """Of our key; empty while there is none, which the first bundle makes."""
    home = Path(settings.HOME)
    if not (home / KEY_FILE).exists():
        return ""
    try:
        return fingerprint_of(Signer.of_home(home).public_key)
    except EvidenceError:
        return ""


@case_door(Right.HANDLE)
@require_POST
def bundle(request: StaffRequest, case: Case) -> HttpResponse:
    """Let a job make the signed bundle."""
    services.ask_for_export(case, Form.BUNDLE, by=request.user, now=timezone.now())
    return redirect("evidence:exports", case.name)


@case_door(Right.HANDLE)
@require_POST
def export_incident(request: StaffRequest, case: Case) -> HttpResponse:
    """Let a job make the incident as a folder."""
    services.ask_for_export(case, Form.FOLDER, by=request.user, now=timezone.now())
    return redirect("evidence:exports", case.name)


@case_door(Right.HANDLE)
@require_POST
def take_export(
    request: StaffRequest, case: Case, export_id: int
) -> HttpResponse | FileResponse:
    """A file that was made, in a ZIP with a password if somebody gave one."""
    export = get_object_or_404(Export, pk=export_id, case=case, removed=None)
    form = TakeExportForm(request.POST)
    if not form.is_valid():
        return _exports(request, case, form, status=422)
    path = services.export_file(export.job)
    try:
        file = path.open("rb")
    except OSError:
        raise Http404 from None
    note_reading(request, "export", case=case.name, detail=export.sha256)
    name = dated(f"{case.name}-{export.form}", export.at, ".zip")
    if password := form.cleaned_data["password"]:
        with file:
            locked = sealed(iter(lambda: file.read(_CHUNK), b""), name, password)
        return handed_out(locked, dated(f"{case.name}-locked", export.at, ".zip"))
    return handed_out(file, name)


@case_door(Right.HANDLE)
@require_POST
def remove_export(request: StaffRequest, case: Case, export_id: int) -> HttpResponse:
    """Take the file away; the log keeps that it was made."""
    export = get_object_or_404(Export, pk=export_id, case=case)
    services.remove_export(export, now=timezone.now())
    messages.success(request, word("export-removed"))
    return redirect("evidence:exports", case.name)


@door(Right.HANDLE)
def import_(request: StaffRequest) -> HttpResponse:
    """Take over an incident: its file alone, or its folder in a ZIP."""
    if request.method != "POST":
        return render(request, "evidence/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        file: UploadedFile[Any] = form.cleaned_data["file"]
        try:
            if file.read(4) == b"PK\x03\x04":
                return _zip(request, file)
            return _file(request, file)
        except NotTakenError as error:
            form.add_error("file", error.told(language()))
        except CaseError as error:
            values = error.values
            said = say_at_length("web/cases", error.key, language(), 300, values)
            form.add_error("file", said)
        except handed_in.TooLargeError as error:
            form.add_error("file", word("import-too-large", most=error.most >> 30))
        except OSError:
            form.add_error("file", word("not-stored"))
    return render(request, "evidence/import.html", {"form": form}, status=422)


def _file(request: StaffRequest, file: UploadedFile[Any]) -> HttpResponse:
    file.seek(0)
    content = file.read(MAX_FILE + 1)
    case = from_file(content, by=request.user, now=timezone.now())
    messages.success(request, word("imported"))
    return redirect("today:today", case.name)


def _zip(request: StaffRequest, file: UploadedFile[Any]) -> HttpResponse:
    file.seek(0)
    now = timezone.now()
    token = handed_in.receive(file, MAX_ZIP, now)
    handed_in.settle(token)
    job = jobs.put(
        "import-incident",
        f"import:{token}",
        now=now,
        by=request.user.called,
        token=token,
        user=request.user.pk,
        language=language(),
    )
    return redirect("evidence:import-job", job.pk)


@door(Right.HANDLE)
def import_job(request: StaffRequest, job_id: int) -> HttpResponse:
    """How far taking over is; for whoever asked for it, and administrators."""
    job = get_object_or_404(Job, pk=job_id, kind="import-incident")
    is_own = job.payload.get("user") == request.user.pk
    if not (is_own or request.user.may(Right.ADMINISTER)):
        raise Http404
    page = (
        "evidence/import_progress.html" if request.htmx else "evidence/import_job.html"
    )
    return render(request, page, {"job": job})

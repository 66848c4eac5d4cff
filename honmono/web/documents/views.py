"""Pages of documents: the list, a draft beside its facts, own words, downloads."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from honmono.incident.evidence import EvidenceError
from honmono.text import LANGUAGES
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.originals import store_of
from honmono.web.cases.selectors import incident_of
from honmono.web.documents import filing, services
from honmono.web.documents.errors import DraftError
from honmono.web.documents.forms import NewForm
from honmono.web.documents.models import Draft, File
from honmono.web.documents.pages import draft_page, kind_in_words, list_page
from honmono.web.documents.refusing import told
from honmono.web.documents.selectors import (
    base_of,
    draft_of,
    made_of,
    wish_of,
)
from honmono.web.documents.serving import next_after
from honmono.web.rights import Right

_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"


@case_door(Right.READ)
def list_(request: StaffRequest, case: Case) -> HttpResponse:
    """Every document of an incident, and what its clocks ask for."""
    query = request.GET
    page = list_page(case, timezone.now(), query.get("state", ""), query.get("page"))
    page["may_handle"] = request.user.may(Right.HANDLE)
    return render(request, "documents/list.html", page)


@case_door(Right.HANDLE)
@told
def new(request: StaffRequest, case: Case) -> HttpResponse:
    """Make a document: choose the kind, whose data, the day."""
    incident, now = incident_of(case), timezone.now()
    before = _followed(request, case)
    if request.method != "POST":
        today = now.astimezone(request.zone).date()
        form = NewForm(incident, initial={"day": today, **_wanted(request, before)})
        return _new_page(request, form, before)
    form = NewForm(incident, request.POST)
    if not form.is_valid():
        return _new_page(request, form, before)
    draft = services.start(case, form.wish(), by=request.user, now=now, follows=before)
    return redirect("documents:draft", case.name, draft.pk)


def _new_page(
    request: StaffRequest, form: NewForm, before: Draft | None
) -> HttpResponse:
    page = {
        "form": form,
        "before": before,
        "before_name": kind_in_words(before.kind, before.stage) if before else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/new.html", page, status=status)


def _followed(request: StaffRequest, case: Case) -> Draft | None:
    number = request.GET.get("follows", "")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return draft_of(case, int(number))


def _wanted(request: StaffRequest, before: Draft | None) -> dict[str, str]:
    what, client = request.GET.get("what", ""), request.GET.get("client", "")
    if before is not None:
        what = "/".join(filter(None, next_after(before.kind, before.stage)))
        client = before.client
    return {"what": what, "client": client}


@case_door(Right.READ)
@told
def draft(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """A document beside its facts, in both languages."""
    row = draft_of(case, draft_id)
    query = request.GET
    page = draft_page(
        case, row, request.user, query.get("show", ""), query.get("at", "")
    )
    part = "documents/about.html" if request.htmx else "documents/draft.html"
    return render(request, part, page)


@case_door(Right.READ)
@told
def file(
    request: StaffRequest, case: Case, draft_id: int, language: str, form: str
) -> HttpResponse:
    """A document as a file: exactly the text of the page."""
    row = draft_of(case, draft_id)
    if language not in LANGUAGES:
        raise DraftError("no-form")
    wish = wish_of(row)
    content = filing.content(
        made_of(case, row), base_of(case, row), wish, language, form
    )
    note_reading(request, "document", case=case.name, detail=f"{row.pk} {form}")
    name = filing.file_name(wish, language, form, f"{row.pk}-{row.state}")
    return _download(content, form, name)


@case_door(Right.READ)
@told
def kept(
    request: StaffRequest, case: Case, draft_id: int, original: str
) -> HttpResponse:
    """A file of what was approved, as it was made then."""
    row = draft_of(case, draft_id)
    one = File.objects.filter(step__draft=row, sha256=original).first()
    if one is None:
        raise DraftError("no-form")
    try:
        content = b"".join(store_of(case.name).read(original))
    except EvidenceError:
        raise DraftError("file-gone") from None
    note_reading(request, "document", case=case.name, detail=original)
    name = filing.file_name(wish_of(row), one.language, one.form)
    return _download(content, one.form, name)


def _download(content: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=filing.CONTENT_TYPES[form])
    disposition = content_disposition_header(True, name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = _SANDBOX
    return response

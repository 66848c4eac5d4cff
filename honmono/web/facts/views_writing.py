"""Putting records down, correcting them, taking them back."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.case import PARTS, Incident, NoSuchRecordError, Record
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.checked import told_here
from honmono.web.cases.errors import CaseError, ChangedMeanwhileError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.facts import services
from honmono.web.facts.entry import RecordForm, fits
from honmono.web.facts.errors import ContradictionError
from honmono.web.facts.fields import typed_in
from honmono.web.facts.json_entry import JsonForm
from honmono.web.facts.record_page import record_page
from honmono.web.facts.selectors import PERSONAL, page_of, words_of
from honmono.web.facts.services import Written
from honmono.web.facts.views import shown
from honmono.web.facts.words import as_json
from honmono.web.rights import Right

BACK: Final = {
    "inquiries": "work:inquiries",
    "measures": "work:measures",
    "tasks": "work:tasks",
    "questions": "work:questions",
    "accounts": "work:accounts",
    "people": "work:people",
    "timeline": "facts:timeline",
    "clocks": "today:clocks",
    "today": "today:today",
}
"""Where a form may lead to when it was sent: `?back=inquiries`."""

Entry = RecordForm | JsonForm


@case_door(Right.HANDLE)
def add(request: StaffRequest, case: Case, part: str) -> HttpResponse:
    """Put a record down."""
    if part not in PARTS:
        raise Http404
    form = _form(request, case, part)
    if not _is_sent(request):
        return _page(request, case, part, form)
    if not form.is_valid():
        return _page(request, case, part, form, status=422)
    try:
        written = services.add(
            case=case,
            part=part,
            values=form.values,
            by=request.user,
            now=timezone.now(),
            form=_token(request),
        )
    except (CaseError, ContradictionError) as error:
        return _refused(request, case, part, form, error)
    return _done(request, case, written, "added")


@case_door(Right.HANDLE)
def edit(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Correct a record."""
    incident = incident_of(case)
    try:
        part, stands = incident.find(record)
    except NoSuchRecordError:
        return _gone(request, case, incident, record)
    form = _form(request, case, part, stands)
    if not _is_sent(request):
        return _page(request, case, part, form, stands)
    if not form.is_valid():
        return _page(request, case, part, form, stands, status=422)
    try:
        written = services.correct(
            case=case,
            name=record,
            values=form.values,
            shown=request.POST.get("shown", ""),
            reason=request.POST.get("reason", "")[:2_000],
            language=language(),
            by=request.user,
            now=timezone.now(),
        )
    except (CaseError, ContradictionError) as error:
        return _refused(request, case, part, form, error, stands)
    return _done(request, case, written, "corrected" if written.is_new else "unchanged")


@case_door(Right.HANDLE)
@require_POST
def withdraw(request: StaffRequest, case: Case, record: str) -> HttpResponse:
    """Take a record back; what it said is kept."""
    reason = request.POST.get("reason", "")[:2_000]
    try:
        services.withdraw(
            case=case,
            name=record,
            shown=request.POST.get("shown", ""),
            reason=reason,
            language=language(),
            by=request.user,
            now=timezone.now(),
        )
    except (CaseError, ContradictionError) as error:
        case.refresh_from_db()
        page = record_page(case, record, timezone.now())
        if page is None:
            raise Http404 from None
        status = 409 if isinstance(error, ChangedMeanwhileError) else 422
        told = _told(error)
        return shown(request, case, page, status, told=told, reason=reason)
    messages.success(request, _say("withdrawn"))
    return redirect("facts:record", case.name, record)


def _form(
    request: StaffRequest, case: Case, part: str, stands: Record | None = None
) -> Entry:
    """The form as it was sent, or as it is to be filled."""
    said = as_json(stands) if stands else {}
    wanted = typed_in(request.POST) | typed_in(request.GET) | set(_hashes(said))
    page = page_of(case, timezone.now(), wanted)
    sent = request.POST if request.method == "POST" else None
    if _wants_json(request) or not fits(part, said):
        return JsonForm(part, page, data=sent, stands=said)
    if _is_sent(request):
        return RecordForm(part, page, data=sent, stands=said)
    query = sent if sent is not None else request.GET or None
    return RecordForm(part, page, stands=said, prefill=query)


def _page(
    request: StaffRequest,
    case: Case,
    part: str,
    form: Entry,
    stands: Record | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    words = words_of(case)
    if stands and part in PERSONAL:
        note_reading(request, "record", case=case.name, detail=stands.id)
    post, title = request.POST, ""
    if stands:
        title = words.title_of(part, as_json(stands))
    context = {
        "form": form,
        "part": part,
        "name": words.part(part),
        "what": say("web/facts", f"about-{part}", language()),
        "stands": stands,
        "title": title,
        "as_json": isinstance(form, JsonForm),
        "shown": post.get("shown") or (fingerprint(stands) if stands else ""),
        "reason": post.get("reason", ""),
        "token": post.get("form") or secrets.token_hex(12),
        "back": post.get("back") or request.GET.get("back", ""),
        "cancel": _leads(request, case, stands.id if stands else "", part),
        **more,
    }
    return render(request, "facts/edit.html", context, status=status)


def _refused(
    request: StaffRequest,
    case: Case,
    part: str,
    form: Entry,
    error: CaseError | ContradictionError,
    stands: Record | None = None,
) -> HttpResponse:
    """The form again with everything that was typed, and what stood against it."""
    if not isinstance(error, ChangedMeanwhileError):
        told = _told(error)
        return _page(request, case, part, form, stands, status=422, told=told)
    case.refresh_from_db()
    now = record_page(case, error.record, timezone.now())
    return _page(
        request,
        case,
        part,
        form,
        error.now or stands,
        status=409,
        now=now,
        changed=error,
        shown=fingerprint(error.now),
    )


def _done(
    request: StaffRequest, case: Case, written: Written, key: str
) -> HttpResponse:
    """Where the form leads to; what became doubtful is told."""
    messages.success(request, _say(key))
    for one in written.doubtful:
        messages.warning(request, told_here(one, language()))
    return redirect(_leads(request, case, written.record))


def _leads(request: StaffRequest, case: Case, record: str, part: str = "") -> str:
    back = BACK.get(request.POST.get("back") or request.GET.get("back", ""))
    if back:
        return reverse(back, args=[case.name])
    if record:
        return reverse("facts:record", args=[case.name, record])
    return reverse("facts:part", args=[case.name, part])


def _gone(
    request: StaffRequest, case: Case, incident: Incident, name: str
) -> HttpResponse:
    """Somebody took it back while it was being corrected: what was typed is kept."""
    notes = [one for one in incident.corrections if one.record == name]
    if request.method != "POST" or not notes or notes[-1].of not in PARTS:
        raise Http404
    note = notes[-1]
    error = ChangedMeanwhileError(name, None, note.by, note.at)
    form = _form(request, case, note.of)
    return _page(request, case, note.of, form, status=409, changed=error)


def _token(request: StaffRequest) -> str:
    """What names this form; anything else than a code is none."""
    token = request.POST.get("form", "")
    return token if re.fullmatch(r"[0-9a-z]{1,32}", token, re.ASCII) else ""


def _is_sent(request: StaffRequest) -> bool:
    """Is it to be stored?  `One more` only asks for another row."""
    return request.method == "POST" and "more" not in request.POST


def _wants_json(request: StaffRequest) -> bool:
    return "json" in request.POST or request.GET.get("as") == "json"


def _told(error: CaseError | ContradictionError) -> list[str]:
    if isinstance(error, ContradictionError):
        return [told_here(one, language()) for one in error.found]
    return [say("web/cases", error.key, language(), **error.values)]


def _say(key: str) -> str:
    return say("web/facts", key, language())


def _hashes(said: dict[str, Any]) -> list[str]:
    """Whatever looks like a hash in a record: these originals are among the choices."""
    text = json.dumps(said)
    return [one for one in text.split('"') if len(one) == 64]

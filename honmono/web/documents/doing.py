"""What is done with a document at the desk: words, review, approval, going out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.incident.documents.making import clients_of
from honmono.text import LANGUAGES, harmless
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named
from honmono.web.cases.selectors import clocks_of, incident_of
from honmono.web.documents import filing, services
from honmono.web.documents.checking import must_be
from honmono.web.documents.errors import DraftError, WordsError
from honmono.web.documents.forms import (
    AnewForm,
    IssueForm,
    OutsideForm,
    WordsForm,
    shown_of,
)
from honmono.web.documents.issuing import issue as put_on_record
from honmono.web.documents.making import catalogue_of
from honmono.web.documents.models import Draft, State
from honmono.web.documents.pages import kind_in_words
from honmono.web.documents.refusing import told
from honmono.web.documents.selectors import (
    approved_files,
    base_of,
    digest_now,
    draft_of,
    steps_of,
    wish_of,
)
from honmono.web.documents.serving import duties_of, tasks_of
from honmono.web.documents.wording import in_words, ours
from honmono.web.rights import Right

_LONGEST_NOTE = 2_000


@case_door(Right.HANDLE)
@told
def words(request: StaffRequest, case: Case, draft_id: int, key: str) -> HttpResponse:
    """Own words for one sentence of a document."""
    draft = draft_of(case, draft_id)
    catalogue = catalogue_of(base_of(case, draft), wish_of(draft), key)
    if not catalogue:
        raise Http404
    if request.method != "POST":
        form = WordsForm(initial=_words_now(draft, catalogue, key))
        return _words_page(request, case, draft, form, catalogue, key)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            services.change_words(
                case,
                draft.pk,
                shown_of(request.POST),
                catalogue=catalogue,
                key=key,
                words=_without_ours(form.words(), catalogue, key),
                by=request.user,
                now=timezone.now(),
            )
            return redirect("documents:draft", case.name, draft.pk)
        except WordsError as error:
            for name, what, values in error.mistakes:
                form.add_error(name, in_words(what, values, language()))
    return _words_page(request, case, draft, form, catalogue, key)


def _words_now(draft: Draft, catalogue: str, key: str) -> dict[str, str]:
    own = {n: draft.overrides.get(n, {}).get(f"{catalogue}/{key}") for n in LANGUAGES}
    return {name: own[name] or text.text for name, text in ours(catalogue, key).items()}


def _without_ours(typed: dict[str, str], catalogue: str, key: str) -> dict[str, str]:
    """Words that are ours are nobody's own."""
    standard = ours(catalogue, key)
    lines = {name: text.replace("\r\n", "\n") for name, text in typed.items()}
    return {n: "" if text == standard[n].text else text for n, text in lines.items()}


def _words_page(
    request: StaffRequest,
    case: Case,
    draft: Draft,
    form: WordsForm,
    catalogue: str,
    key: str,
) -> HttpResponse:
    page = {
        "draft": draft,
        "name": kind_in_words(draft.kind, draft.stage),
        "form": form,
        "ours": ours(catalogue, key),
        **_shown(request, case, draft),
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/words.html", page, status=status)


@case_door(Right.HANDLE)
@told
def anew(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Make a document from the facts as they are; its day and number may be others."""
    draft = draft_of(case, draft_id)
    if request.method == "POST":
        form = AnewForm(request.POST)
        if form.is_valid():
            services.anew(
                case,
                draft.pk,
                shown_of(request.POST),
                day=form.cleaned_data["day"],
                number=form.cleaned_data["number"],
                by=request.user,
                now=timezone.now(),
            )
            return redirect("documents:draft", case.name, draft.pk)
    else:
        form = AnewForm(initial={"day": draft.day, "number": draft.number})
    return _form_page(request, case, draft, form, "anew")


@case_door(Right.HANDLE)
@require_POST
@told
def review(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Say that one has read what somebody else wrote, and agrees."""
    draft = draft_of(case, draft_id)
    _has_read(request)
    services.review(
        case,
        draft.pk,
        shown_of(request.POST),
        by=request.user,
        now=timezone.now(),
        note=_note(request),
    )
    return redirect("documents:draft", case.name, draft_id)


@case_door(Right.APPROVE)
@require_POST
@told
def approve(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Let a document go out."""
    draft = draft_of(case, draft_id)
    _has_read(request)
    services.approve(
        case,
        draft.pk,
        shown_of(request.POST),
        by=request.user,
        now=timezone.now(),
    )
    return redirect("documents:draft", case.name, draft_id)


@case_door(Right.APPROVE)
@told
def outside(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Put an approval on record that was given on paper or by telephone."""
    draft, now = draft_of(case, draft_id), timezone.now()
    form = OutsideForm(
        request.POST or None,
        initial={"day": now.astimezone(request.zone).date()},
    )
    if request.method == "POST" and form.is_valid():
        services.approve(
            case,
            draft.pk,
            shown_of(request.POST),
            by=request.user,
            now=now,
            stated=form.stated(),
        )
        return redirect("documents:draft", case.name, draft.pk)
    return _form_page(request, case, draft, form, "outside")


@case_door(Right.RETURN)
@require_POST
@told
def send_back(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Send a document back to whoever wrote it; for handlers and approvers."""
    services.send_back(
        case,
        draft_of(case, draft_id).pk,
        digest=shown_of(request.POST).digest,
        by=request.user,
        now=timezone.now(),
        note=_note(request),
    )
    return redirect("documents:draft", case.name, draft_id)


@case_door(Right.HANDLE)
@require_POST
@told
def withdraw(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """A document will not go out."""
    services.withdraw(
        case,
        draft_of(case, draft_id).pk,
        digest=shown_of(request.POST).digest,
        by=request.user,
        now=timezone.now(),
        note=_note(request),
    )
    return redirect("documents:draft", case.name, draft_id)


@case_door(Right.HANDLE)
@told
def issue(request: StaffRequest, case: Case, draft_id: int) -> HttpResponse:
    """Put on record that an approved document went out."""
    draft = draft_of(case, draft_id)
    must_be(draft, State.APPROVED)
    form = _issue_form(request, case, draft)
    if request.method == "POST" and form.is_valid():
        put_on_record(
            case,
            draft.pk,
            form.gone(),
            digest=shown_of(request.POST).digest,
            by=request.user,
            now=timezone.now(),
            more=_proof(case, form),
        )
        return redirect("documents:draft", case.name, draft.pk)
    return _form_page(request, case, draft, form, "issue")


def _issue_form(request: StaffRequest, case: Case, draft: Draft) -> IssueForm:
    now = timezone.now()
    running = clocks_of(case, now)
    duties = duties_of(draft.kind, draft.stage, running)
    files = approved_files(steps_of(draft))
    here = now.astimezone(request.zone)
    tasks = tasks_of(draft.kind, incident_of(case))
    return IssueForm(
        *([request.POST, request.FILES] if request.method == "POST" else []),
        initial={
            "day": here.date(),
            "duties": [] if draft.kind == "public-notice" else duties,
            "clients": [draft.client] if draft.client else [],
            "tasks": [task.id for task in tasks] if len(tasks) == 1 else [],
            "sent": [f.sha256 for f in files if f.form == "pdf" and f.language == "ja"],
        },
        zone=request.zone,
        now=now,
        duties=[clock for clock in running if clock.duty in duties],
        clients=list(dict.fromkeys(clients_of(incident_of(case)))),
        files=files,
        tasks=tasks,
        is_web=draft.kind == "public-notice",
    )


def _proof(case: Case, form: IssueForm) -> list[Named]:
    """Keep the signed copy or receipt, where one was handed in."""
    proof = form.cleaned_data.get("proof")
    if not isinstance(proof, TemporaryUploadedFile):
        return []
    name = harmless(proof.name or "", 200)
    path = Path(proof.temporary_file_path())
    return filing.keep_uploaded(case.name, [(path, name)])


def _form_page(
    request: StaffRequest, case: Case, draft: Draft, form: Any, what: str
) -> HttpResponse:
    page = {
        "draft": draft,
        "name": kind_in_words(draft.kind, draft.stage),
        "form": form,
        "what": what,
        **_shown(request, case, draft),
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/form.html", page, status=status)


def _shown(request: StaffRequest, case: Case, draft: Draft) -> dict[str, Any]:
    """What the page carries of the document: on a form that comes back, as it was."""
    if request.method == "POST":
        shown = shown_of(request.POST)
        return {
            "shown_digest": shown.digest,
            "base": shown.base,
            "digest_now": shown.now,
        }
    return {
        "shown_digest": draft.digest,
        "base": draft.base,
        "digest_now": digest_now(case, draft),
    }


def _has_read(request: StaffRequest) -> None:
    if not request.POST.get("read"):
        raise DraftError("not-read")


def _note(request: StaffRequest) -> str:
    return harmless(request.POST.get("note", ""), _LONGEST_NOTE)

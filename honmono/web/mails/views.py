"""Mails that were handed in: the list, one mail, its original, figures by day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from honmono.incident.evidence import EvidenceError
from honmono.web.accounts.doors import confirmed, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.base.sealed import is_password, to_save
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.mails import actions, sealed, selectors
from honmono.web.mails.errors import MailsError
from honmono.web.mails.forms import Filters
from honmono.web.mails.models import Answer, Mail, Upload
from honmono.web.mails.page import bulk, page_of, with_why
from honmono.web.mails.stale import staleness
from honmono.web.rights import Right


@case_door(Right.READ)
@require_GET
def list_(request: StaffRequest, case: Case) -> HttpResponse:
    """The mails of an incident with their answers, the newest first."""
    form = Filters(request.GET)
    wanted = form.wanted()
    hits = selectors.found(case, wanted)
    pages = selectors.pages(case, wanted, hits)
    page = pages.get_page(request.GET.get("page"))
    some = page.object_list or wanted.upload or wanted.text
    shown: dict[str, Any] = {
        "form": form,
        "wanted": wanted,
        "counts": hits.counts,
        "page": page,
        "progress": selectors.progress(case),
        "stale": staleness(case, Path(settings.HOME)),
        **bulk(case),
        "nobody_known": selectors.knew_nobody(case),
        "may_handle": request.user.may(Right.HANDLE),
        "may_administer": request.user.may(Right.ADMINISTER),
        "any": bool(some) or Mail.objects.filter(case=case).exists(),
        "upload": _upload(case, wanted.upload),
    }
    return render(request, "mails/list.html", shown)


@case_door(Right.READ)
@require_GET
def changed(request: StaffRequest, case: Case) -> HttpResponse:
    """Mails whose answer became another one when they were judged anew."""
    job = request.GET.get("job", "")
    number = int(job) if job.isascii() and job.isdigit() and len(job) < 16 else None
    rows = Paginator(selectors.became_others(case, number), selectors.PER_PAGE)
    page = rows.get_page(request.GET.get("page"))
    shown = {"page": page, "rows": with_why(page)}
    return render(request, "mails/changed.html", shown)


@case_door(Right.READ)
@require_GET
def days(request: StaffRequest, case: Case) -> HttpResponse:
    """Mails by day and answer, and how many told us of a forged one."""
    shown = {"days": selectors.per_day(case), "reached": selectors.reached(case)}
    return render(request, "mails/days.html", shown)


@case_door(Right.READ)
@require_GET
def days_data(request: StaffRequest, case: Case) -> HttpResponse:
    """The same numbers for the chart."""
    rows = selectors.per_day(case)
    by_answer = {answer: [row[answer] for row in rows] for answer in Answer.values}
    days = [row["day"].isoformat() for row in rows]
    reached = [[day.isoformat(), count] for day, count in selectors.reached(case)]
    return JsonResponse({"days": days, "answers": by_answer, "reached": reached})


@case_door(Right.READ)
@require_GET
def mail(request: StaffRequest, case: Case, mail_id: int) -> HttpResponse:
    """One mail: what it shows, what is so, the answer and why, and its text."""
    row = get_object_or_404(selectors.mail_of(case, mail_id))
    note_reading(request, "mail", case=case.name, detail=str(row.pk))
    return _mail_page(request, row)


@case_door(Right.HANDLE)
@require_POST
def aside(request: StaffRequest, case: Case, mail_id: int) -> HttpResponse:
    """Say that a mail is not about this incident, or that it is after all."""
    row = get_object_or_404(Mail, case=case, pk=mail_id)
    away = request.POST.get("aside") == "1"
    actions.set_aside(case, row, away, by=request.user, now=timezone.now())
    key = "was-set-aside" if away else "was-taken-back"
    messages.success(request, MailsError(key).told(language()))
    return redirect("mails:mail", case.name, row.pk)


@case_door(Right.HANDLE)
@require_POST
def take(request: StaffRequest, case: Case, mail_id: int) -> HttpResponse:
    """Put on record what a mail shows."""
    row = get_object_or_404(selectors.mail_of(case, mail_id))
    chosen = request.POST.getlist("what")
    try:
        made = actions.take_over(
            case,
            row,
            row.content.view or {},
            chosen,
            by=request.user,
            now=timezone.now(),
        )
    except MailsError as error:
        told = {"mistake": error.told(language()), "chosen": chosen}
        return _mail_page(request, row, told, status=422)
    messages.success(
        request, MailsError("taken-over", count=len(made)).told(language())
    )
    return redirect("facts:record", case.name, made[0])


@case_door(Right.HANDLE)
@confirmed
def original(request: StaffRequest, case: Case, mail_id: int) -> HttpResponseBase:
    """Ask first; then the file as it was handed in, locked in a ZIP."""
    row = get_object_or_404(selectors.mail_of(case, mail_id))
    shown: dict[str, Any] = {
        "mail": row,
        "password": sealed.PASSWORD,
        "too_large": row.upload.size > sealed.LARGEST,
        "most": sealed.LARGEST >> 20,
    }
    if request.method != "POST" or shown["too_large"]:
        return render(request, "mails/original.html", shown)
    password = request.POST.get("password", "") or sealed.PASSWORD
    if not is_password(password):
        shown["mistake"] = MailsError("bad-password").told(language())
        return render(request, "mails/original.html", shown, status=422)
    note_reading(request, "original", case=case.name, detail=row.upload.sha256)
    try:
        file = sealed.sealed(case.name, row.upload.sha256, password)
    except (EvidenceError, OSError):
        shown["mistake"] = MailsError("original-gone").told(language())
        return render(request, "mails/original.html", shown, status=422)
    return to_save(file, row.upload.sha256)


def _mail_page(
    request: StaffRequest,
    row: Mail,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    may = request.user.may(Right.HANDLE)
    shown = {**page_of(row), "may_handle": may, **(more or {})}
    return render(request, "mails/mail.html", shown, status=status)


def _upload(case: Case, wanted: int | None) -> Upload | None:
    if wanted is None:
        return None
    return Upload.objects.filter(case=case, pk=wanted).first()

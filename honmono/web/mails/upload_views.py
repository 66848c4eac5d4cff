"""Handing files in: with a form, or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.mails import again as once_more
from honmono.web.mails import selectors, services
from honmono.web.mails.errors import MailsError, WrongPlaceError
from honmono.web.mails.forms import ComingForm, OriginalsForm, UnlockForm
from honmono.web.mails.models import State, Upload
from honmono.web.mails.naming import named
from honmono.web.mails.page import bulk
from honmono.web.mails.passwords import LONGEST
from honmono.web.mails.services import PIECE, Coming
from honmono.web.rights import Right


@case_door(Right.HANDLE)
def upload(request: StaffRequest, case: Case) -> HttpResponse:
    """Hand files in, and see what became of those handed in before."""
    if request.method != "POST":
        return _page(request, case)
    files = request.FILES.getlist("files")
    if not files:
        return _page(request, case, [MailsError("no-file").told(language())], 422)
    mistakes = list(_taken(request, case, files))
    if mistakes:
        return _page(request, case, mistakes, 422)
    return redirect("mails:upload", case.name)


@case_door(Right.HANDLE)
@require_POST
def begin(request: StaffRequest, case: Case) -> JsonResponse:
    """A browser announces a file; it is told where to send it, and from where on."""
    form = ComingForm(request.POST)
    if not form.is_valid():
        return _refused(MailsError("bad-announcement"), 422)
    data = form.cleaned_data
    coming = Coming(
        named(data["name"]),
        data["size"],
        data["modified"] or 0,
        data["is_report"],
        data["mark"],
        data["password"],
    )
    try:
        row, offset = services.begin(case, coming, by=request.user, now=timezone.now())
    except MailsError as error:
        return _refused(error, 422)
    where = reverse("mails:piece", args=[case.name, row.token])
    return JsonResponse({"address": where, "offset": offset, "piece": PIECE})


@case_door(Right.HANDLE)
@require_POST
def piece(request: StaffRequest, case: Case, token: str) -> JsonResponse:
    """One piece of a file; with the last one it is stored, and judged soon."""
    row = get_object_or_404(Upload, case=case, by=request.user, token=token)
    offset, length = request.GET.get("offset", ""), request.META.get("CONTENT_LENGTH")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return _refused(MailsError("bad-announcement"), 422)
    if not (length or "").isdigit() or int(length or 0) > PIECE:
        return _refused(MailsError("piece-too-large"), 413)
    try:
        row, there = services.add(
            row,
            int(offset),
            request.read(PIECE),
            language=language(),
            now=timezone.now(),
        )
    except WrongPlaceError as error:
        return _refused(error, 409, offset=error.offset)
    except MailsError as error:
        return _refused(error, 423 if error.key == "sent-elsewhere" else 507)
    told = "" if row.state == State.COMING else _told(row)
    return JsonResponse({"offset": there, "state": row.state, "text": told})


@case_door(Right.READ)
@require_GET
def progress(request: StaffRequest, case: Case) -> HttpResponse:
    """How far the judging is: a part of pages that asks again by itself."""
    shown = {"progress": selectors.progress(case), **bulk(case)}
    return render(request, "mails/progress.html", shown)


@case_door(Right.HANDLE)
@require_POST
def again(request: StaffRequest, case: Case, upload_id: int) -> HttpResponse:
    """Judge a file whose job failed; what was judged stays."""
    row = get_object_or_404(Upload, case=case, pk=upload_id)
    now = timezone.now()
    try:
        once_more.judge_again(row, by=request.user, language=language(), now=now)
    except MailsError as error:
        messages.warning(request, error.told(language()))
    return redirect("mails:upload", case.name)


@case_door(Right.HANDLE)
@require_POST
def as_report(request: StaffRequest, case: Case, upload_id: int) -> HttpResponse:
    """Judge the mails in a file that was handed in as a mail itself."""
    row = get_object_or_404(Upload, case=case, pk=upload_id)
    now = timezone.now()
    try:
        once_more.judge_as_report(row, by=request.user, language=language(), now=now)
    except MailsError as error:
        messages.warning(request, error.told(language()))
    return redirect("mails:upload", case.name)


@case_door(Right.HANDLE)
@require_POST
def anew(request: StaffRequest, case: Case) -> HttpResponse:
    """Judge again what was judged before something changed that answers rest on."""
    once_more.judge_anew(
        case,
        Path(settings.HOME),
        by=request.user,
        language=language(),
        now=timezone.now(),
        password=request.POST.get("password", "")[:LONGEST],
    )
    return redirect("mails:list", case.name)


@case_door(Right.HANDLE)
@require_POST
def unlock(request: StaffRequest, case: Case) -> HttpResponse:
    """Try a password on locked files."""
    form = UnlockForm(request.POST)
    if not form.is_valid():
        return _page(request, case, [MailsError("bad-unlocking").told(language())], 422)
    data = form.cleaned_data
    try:
        count = once_more.unlock(
            case,
            data["upload"],
            data["password"],
            by=request.user,
            language=language(),
            now=timezone.now(),
        )
    except MailsError as error:
        return _page(request, case, [error.told(language())], 422)
    messages.success(request, MailsError("are-tried", count=count).told(language()))
    return redirect("mails:upload", case.name)


@case_door(Right.HANDLE)
@require_POST
def originals(request: StaffRequest, case: Case) -> HttpResponse:
    """Judge what is kept as evidence, as mails."""
    form = OriginalsForm(request.POST)
    if not form.is_valid():
        return _page(request, case, [MailsError("bad-original").told(language())], 422)
    data = form.cleaned_data
    once_more.judge_originals(
        case,
        [data["sha256"]] if data["sha256"] else (),
        is_report=data["is_report"],
        by=request.user,
        language=language(),
        now=timezone.now(),
    )
    return redirect("mails:upload", case.name)


def _taken(
    request: StaffRequest, case: Case, files: list[UploadedFile[Any]]
) -> Iterator[str]:
    """Take each file in; say of those that cannot be stored why."""
    reports, stored = request.POST.get("is_report", "1") == "1", 0
    password = request.POST.get("password", "")[:LONGEST]
    for file in files:
        name, size = named(file.name or ""), file.size or 0
        coming = Coming(name, size, 0, reports, password=password)
        try:
            row = services.take(
                case,
                coming,
                file.chunks(PIECE),
                by=request.user,
                language=language(),
                now=timezone.now(),
            )
        except MailsError as error:
            yield f"{coming.name}: {error.told(language())}"
            continue
        stored += row.state == State.STORED
        if row.state == State.KNOWN:
            messages.info(request, _told(row))
    if stored:
        told = say("web/mails", "were-stored", language(), count=stored)
        messages.success(request, told)


def _told(row: Upload) -> str:
    key = "is-known" if row.state == State.KNOWN else "is-stored"
    return say("web/mails", key, language(), name=row.name)


def _refused(error: MailsError, status: int, **more: Any) -> JsonResponse:
    told = {"error": error.told(language()), "key": error.key, **more}
    return JsonResponse(told, status=status)


def _page(
    request: StaffRequest,
    case: Case,
    mistakes: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = Paginator(selectors.uploads(case), selectors.PER_PAGE)
    page = rows.get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "mistakes": mistakes or [],
        "page": page,
        "found": selectors.found_in(page.object_list),
        "coming": selectors.coming(case, request.user.pk)[:20],
        "progress": selectors.progress(case),
        **bulk(case),
        "locked": selectors.locked_files(case)[: selectors.MOST_LOCKED],
        "longest": LONGEST,
        "largest": services.LARGEST >> 20,
        "is_report": request.POST.get("is_report", "1") == "1",
    }
    return render(request, "mails/upload.html", shown, status=status)

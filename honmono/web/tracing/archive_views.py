"""The index of our own mail: what is in it, what may be added, what is taken out."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.rights import Right
from honmono.web.tracing import archive as archived
from honmono.web.tracing import mailboxes, selectors, services
from honmono.web.tracing.forms import ForgetForm, IndexForm, OwnerForm, UploadForm

BOXES_A_PAGE: Final = 50


@case_door(Right.READ)
@require_safe
def archive(request: StaffRequest, case: Case) -> HttpResponse:
    """What the index holds, and which mailboxes may be added."""
    return _archive(request, case)


def _archive(
    request: StaffRequest, case: Case, status: int = 200, **forms: Any
) -> HttpResponse:
    note_reading(request, "mailboxes", case=case.name)
    look = archived.look()
    boxes, more = selectors.mailboxes()
    inside = look.status.boxes if look.status else ()
    values = {
        "look": look,
        "days": look.days(zone_of(case)),
        "inside": Paginator(inside, BOXES_A_PAGE).get_page(request.GET.get("box")),
        "page": Paginator(boxes, BOXES_A_PAGE).get_page(request.GET.get("page")),
        "more": more,
        "most": mailboxes.MOST,
        "job": selectors.archive_job(),
        "may": request.user.may(Right.HANDLE),
        "index_form": IndexForm(),
        "forget_form": ForgetForm(mailboxes=[box.address for box in inside]),
        **forms,
    }
    return render(request, "tracing/archive.html", values, status=status)


@case_door(Right.READ)
@require_safe
def progress(request: StaffRequest, case: Case) -> HttpResponse:
    """How far the work on the index is; a part of a page that asks again by itself."""
    values = {"job": selectors.archive_job(), "may": request.user.may(Right.HANDLE)}
    return render(request, "tracing/archive_job.html", values)


@case_door(Right.HANDLE)
@require_POST
def index(request: StaffRequest, case: Case) -> HttpResponse:
    """Have mailboxes indexed: all that lie there, or those that were chosen."""
    form = IndexForm(request.POST)
    every = request.POST.get("which") == "all"
    keys = request.POST.getlist("keys")
    if not form.is_valid() or not (every or keys):
        problem = "" if every or keys else "choose"
        return _archive(request, case, 422, index_form=form, problem=problem)
    _, new = services.ask_index(
        case=case,
        by=request.user,
        now=timezone.now(),
        keys=None if every else keys,
        language=language(),
        **form.asked,
    )
    _say(request, "index-asked" if new else "archive-busy")
    return redirect("tracing:archive", case.name)


@case_door(Right.HANDLE)
@require_POST
def forget(request: StaffRequest, case: Case) -> HttpResponse:
    """Have a mailbox taken out of the index."""
    look = archived.look()
    inside = look.status.boxes if look.status else ()
    form = ForgetForm(request.POST, mailboxes=[box.address for box in inside])
    if not form.is_valid():
        return _archive(request, case, 422, forget_form=form)
    _, new = services.ask_forget(
        case=case,
        by=request.user,
        now=timezone.now(),
        mailbox=form.cleaned_data["mailbox"],
        language=language(),
    )
    _say(request, "forget-asked" if new else "archive-busy")
    return redirect("tracing:archive", case.name)


@case_door(Right.HANDLE)
@require_safe
def upload(request: StaffRequest, case: Case) -> HttpResponse:
    """Where a mailbox is chosen in the browser."""
    form = UploadForm(people=_people())
    return render(request, "tracing/upload.html", {"form": form})


@case_door(Right.HANDLE)
@require_POST
def add(request: StaffRequest, case: Case) -> HttpResponse:
    """Keep a mailbox from the browser beside the others."""
    form = UploadForm(request.POST, request.FILES, people=_people())
    if form.is_valid():
        try:
            services.add_mailbox(
                case=case,
                upload=form.cleaned_data["file"],
                owner=form.cleaned_data["owner"],
                by=request.user,
                now=timezone.now(),
            )
        except OSError as error:
            why = error.strerror or type(error).__name__
            form.add_error("file", say("web/tracing", "not-kept", language(), why=why))
        else:
            _say(request, "uploaded")
            return redirect("tracing:archive", case.name)
    return render(request, "tracing/upload.html", {"form": form}, status=422)


@case_door(Right.HANDLE)
@require_safe
def owner(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """Where somebody says whose a mailbox is."""
    box = _box(key)
    said = box.source.owner if box.source and box.source.said else ""
    form = OwnerForm(people=_people(), initial={"owner": said})
    return render(request, "tracing/owner.html", {"form": form, "box": box})


@case_door(Right.HANDLE)
@require_POST
def assign(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """Write down whose a mailbox is."""
    box = _box(key)
    form = OwnerForm(request.POST, people=_people())
    if not form.is_valid():
        values = {"form": form, "box": box}
        return render(request, "tracing/owner.html", values, status=422)
    services.assign(place=box.place, owner=form.cleaned_data["owner"])
    _say(request, "assigned")
    return redirect("tracing:archive", case.name)


def _box(key: str) -> selectors.Mailbox:
    found = next((m for m in selectors.mailboxes()[0] if m.place.key == key), None)
    if found is None:
        raise Http404
    return found


def _people() -> list[tuple[str, str]]:
    """(First address, name and address) of everybody who is registered."""
    org = archived.organization_if_any()
    people = org.people if org else ()
    return [
        (address, f"{person.name}（{address}）")
        for person in people
        if person.addresses and (address := person.addresses[0].lower())
    ]


def _say(request: StaffRequest, key: str) -> None:
    messages.success(request, say("web/tracing", key, language()))

"""Pages of one part of the organization file: list, form, removal."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.config import ConfigError
from honmono.web.accounts.doors import door, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.office import file, services
from honmono.web.office.answers import refuse, tell
from honmono.web.office.errors import OfficeError
from honmono.web.office.forms import EntryForm, initial_of
from honmono.web.office.parts import ORGANIZATION, PARTS, Part, rows_of
from honmono.web.office.services import Doing
from honmono.web.rights import Right


@door(Right.ADMINISTER)
def organization(request: StaffRequest) -> HttpResponse:
    """Who we are: names, domains, hosts."""
    now = _whole()
    if now is None:
        return redirect("office:overview")
    return _entry(request, now, ORGANIZATION, 0)


@door(Right.ADMINISTER)
def list_(request: StaffRequest, part: str) -> HttpResponse:
    """All entries of a part."""
    known, now = _part(part), _whole()
    if now is None:
        return redirect("office:overview")
    asked = request.GET.get("q", "")[:100]
    pages = Paginator(rows_of(known, now.entries(known.table), asked), 50)
    page = pages.get_page(request.GET.get("page"))
    if known.personal:
        note_reading(request, "colleagues", detail=f"page {page.number}")
    return render(
        request,
        "office/list.html",
        {"part": part, "keys": known.shown, "page": page, "asked": asked},
    )


@door(Right.ADMINISTER)
def add(request: StaffRequest, part: str) -> HttpResponse:
    """Add an entry."""
    known, now = _part(part), _whole()
    if now is None:
        return redirect("office:overview")
    form = _form(request, now, known, {})
    if request.method == "POST" and form.is_valid():
        doing = Doing("added", request.user, timezone.now(), known.table)
        try:
            services.add_entry(known, form.changes(), doing)
            tell(request, "told-added")
            return redirect("office:list", part)
        except (ConfigError, OfficeError) as error:
            refuse(form, error)
    return _page(request, form, {"part": part, "new": True})


@door(Right.ADMINISTER)
def edit(request: StaffRequest, part: str, number: int) -> HttpResponse:
    """Change an entry."""
    known, now = _part(part), _whole()
    if now is None:
        return redirect("office:overview")
    return _entry(request, now, known, number, part)


@door(Right.ADMINISTER)
@require_POST
def remove(request: StaffRequest, part: str, number: int) -> HttpResponse:
    """Take an entry out."""
    known, now = _part(part), _whole()
    if now is None:
        return redirect("office:overview")
    doing = Doing("removed", request.user, timezone.now(), known.table)
    try:
        services.remove_entry(known, number, request.POST.get("shown", ""), doing)
    except (ConfigError, OfficeError) as error:
        entry = _at(now, known, number)
        form = _form(request, now, known, entry, bound=False)
        refuse(form, error)
        return _page(request, form, {"part": part, "number": number})
    tell(request, "told-removed")
    return redirect("office:list", part)


def _entry(
    request: StaffRequest, now: file.Now, known: Part, number: int, part: str = ""
) -> HttpResponse:
    """Form of one table, and what it does."""
    entry = _at(now, known, number) if request.method != "POST" else {}
    form = _form(request, now, known, entry)
    if request.method == "POST" and form.is_valid():
        doing = Doing("changed", request.user, timezone.now(), known.table)
        shown = form.cleaned_data["shown"]
        try:
            services.put_entry(known, number, shown, form.changes(), doing)
            tell(request, "told-changed")
            return (
                redirect("office:list", part) if part else redirect("office:overview")
            )
        except (ConfigError, OfficeError) as error:
            refuse(form, error)
    if known.personal and request.method != "POST":
        note_reading(request, "colleagues", detail=f"entry {number}")
    return _page(request, form, {"part": part, "number": number})


def _form(
    request: StaffRequest,
    now: file.Now,
    known: Part,
    entry: dict[str, object],
    *,
    bound: bool = True,
) -> EntryForm:
    offices = now.organization.offices if now.organization else ()
    initial = {**initial_of(known, entry), "shown": file.fingerprint(entry)}
    posted = request.POST if request.method == "POST" and bound else None
    if posted is None and not bound:
        return EntryForm(known, offices, initial)  # shown with what went wrong
    return EntryForm(known, offices, posted, initial=initial)


def _page(
    request: StaffRequest, form: EntryForm, values: dict[str, object]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    page = {**values, "form": form, "shown": form["shown"].value()}
    return render(request, "office/entry.html", page, status=status)


def _part(part: str) -> Part:
    if part not in PARTS:
        raise Http404
    return PARTS[part]


def _whole() -> file.Now | None:
    """The file; None where it has to be begun or mended first, as the overview says."""
    now = file.now()
    return now if now and now.organization else None


def _at(now: file.Now, part: Part, number: int) -> dict[str, object]:
    entries = now.entries(part.table)
    if number >= len(entries):
        raise Http404
    return entries[number]

"""Lists of people: uploaded, looked at, and only then written into the file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.config import ConfigError
from honmono.setup.merging import NotMergedError
from honmono.web.accounts.doors import door, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.office import file, reading, services
from honmono.web.office.answers import tell, words_of
from honmono.web.office.difference import difference
from honmono.web.office.errors import OfficeError
from honmono.web.office.forms import ListForm
from honmono.web.office.models import PeopleList
from honmono.web.office.services import Doing
from honmono.web.rights import Right

_SOME = 20
"""Lines that could not be read; more are counted."""


@door(Right.ADMINISTER)
def upload(request: StaffRequest) -> HttpResponse:
    """Take a list in; nothing is written into the file yet."""
    now = file.now()
    if now is None or now.organization is None:
        return redirect("office:overview")
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        people = services.keep_list(
            name=given.name, content=given.read(), by=request.user, now=timezone.now()
        )
        return redirect("office:look", people.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "office/upload.html", {"form": form}, status=status)


@door(Right.ADMINISTER)
def look(request: StaffRequest, list_id: int) -> HttpResponse:
    """Show what a list was read as, and what it would add."""
    return _look(request, get_object_or_404(PeopleList, pk=list_id))


@door(Right.ADMINISTER)
@require_POST
def take(request: StaffRequest, list_id: int) -> HttpResponse:
    """Write the people of a list into the file."""
    people = get_object_or_404(PeopleList, pk=list_id)
    doing = Doing("list", request.user, timezone.now(), "people")
    try:
        changed = services.take_list(people, doing)
    except (ConfigError, OfficeError) as error:
        return _look(request, people, words_of(error))
    tell(request, "told-list" if changed else "told-nothing-new")
    return redirect("office:list", "people")


@door(Right.ADMINISTER)
@require_POST
def discard(request: StaffRequest, list_id: int) -> HttpResponse:
    """Throw a list away."""
    get_object_or_404(PeopleList, pk=list_id).delete()
    tell(request, "told-discarded")
    return redirect("office:overview")


def _look(request: StaffRequest, people: PeopleList, failure: str = "") -> HttpResponse:
    now = file.now()
    if now is None or now.organization is None:
        return redirect("office:overview")
    note_reading(request, "colleagues", detail=f"list {people.pk}")
    page: dict[str, object] = {"people": people, "failure": failure}
    try:
        read = reading.read(people, now.text)
    except NotMergedError:
        page["failure"] = words_of(OfficeError("cannot-be-edited"))
    else:
        problems = read.export.problems
        page |= {
            "read": read,
            "columns": [c for c in read.export.columns if c.field],
            "unused": sum(1 for c in read.export.columns if not c.field),
            "counts": [(a.value, n) for a, n in read.export.counts().items()],
            "problems": problems[:_SOME],
            "more": max(0, len(problems) - _SOME),
            "difference": difference(now.text, read.merged.text),
            "by_hand": read.merged.by_hand[:200],
        }
    status = 422 if failure else 200
    return render(request, "office/look.html", page, status=status)

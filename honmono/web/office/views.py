"""Settings of the desk: overview, the beginning, the text of the file and its history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honmono.config import ConfigError
from honmono.web.accounts.doors import door, note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.office import file, selectors, services
from honmono.web.office.answers import refuse, tell, words_of
from honmono.web.office.difference import difference
from honmono.web.office.errors import OfficeError
from honmono.web.office.forms import BeginForm, TextForm
from honmono.web.office.models import FileVersion
from honmono.web.office.services import Doing
from honmono.web.rights import Right


@door(Right.ADMINISTER)
def overview(request: StaffRequest) -> HttpResponse:
    """All settings at a glance."""
    now = file.now()
    if now is None:
        return render(request, "office/nothing.html")
    own = selectors.settings_now()
    wrong = isinstance(own, ConfigError)
    page = {
        "now": now,
        "error": words_of(now.error) if now.error else "",
        "counts": selectors.counts_of(now),
        "weak": selectors.weak_of(now, language()),
        "own": None if wrong else own,
        "own_error": words_of(own) if isinstance(own, ConfigError) else "",
        "prior": "" if isinstance(own, ConfigError) else f"{own.prior * 100:g}",
        "last": selectors.versions().first(),
    }
    return render(request, "office/overview.html", page)


@door(Right.ADMINISTER)
def begin(request: StaffRequest) -> HttpResponse:
    """Who are we?  The first thing after the first account."""
    if file.there():
        return redirect("office:overview")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        doing = Doing("begun", request.user, timezone.now())
        try:
            services.begin(**form.cleaned_data, language=language(), doing=doing)
            tell(request, "told-begun")
            return redirect("office:overview")
        except (ConfigError, OfficeError) as error:
            refuse(form, error)
    status = 422 if request.method == "POST" else 200
    return render(request, "office/begin.html", {"form": form}, status=status)


@door(Right.ADMINISTER)
def text(request: StaffRequest) -> HttpResponse:
    """The whole file, for what no form asks."""
    now = file.now()
    if now is None:
        return redirect("office:begin")
    form = TextForm(
        request.POST or None, initial={"text": now.text, "shown": now.sha256}
    )
    page: dict[str, object] = {"form": form, "now": now}
    if now.error:
        page["error"] = words_of(now.error)
    if request.method == "POST" and form.is_valid():
        doing = Doing("text", request.user, timezone.now())
        typed, shown = form.cleaned_data["text"], form.cleaned_data["shown"]
        try:
            services.put_text(typed, shown, doing)
            tell(request, "told-changed")
            return redirect("office:overview")
        except (ConfigError, OfficeError) as error:
            refuse(form, error)
            if shown != now.sha256:  # what was typed stays, beside what others wrote
                page["difference"] = difference(now.text, typed.replace("\r\n", "\n"))
                form.data = {"text": typed, "shown": now.sha256}
    elif request.method != "POST":
        note_reading(request, "colleagues", detail="text")
    status = 422 if request.method == "POST" else 200
    return render(request, "office/text.html", page, status=status)


@door(Right.ADMINISTER)
def history(request: StaffRequest) -> HttpResponse:
    """Every version of the file."""
    page = Paginator(selectors.versions(), 50).get_page(request.GET.get("page"))
    return render(request, "office/history.html", {"page": page})


@door(Right.ADMINISTER)
def version(request: StaffRequest, version_id: int) -> HttpResponse:
    """What one change changed, and what is different today."""
    return _version(request, get_object_or_404(FileVersion, pk=version_id))


def _version(
    request: StaffRequest, row: FileVersion, failure: str = ""
) -> HttpResponse:
    now = file.now()
    then = selectors.text_of(row)
    note_reading(request, "colleagues", detail=f"version {row.pk}")
    page = {
        "version": row,
        "changed": difference(selectors.text_before(row), then),
        "back": difference(now.text, then) if now else None,
        "shown": now.sha256 if now else "",
        "failure": failure,
    }
    status = 422 if failure else 200
    return render(request, "office/version.html", page, status=status)


@door(Right.ADMINISTER)
@require_POST
def put_back(request: StaffRequest, version_id: int) -> HttpResponse:
    """Put an old version in the place of the file; that is a version as well."""
    row = get_object_or_404(FileVersion, pk=version_id)
    doing = Doing("put-back", request.user, timezone.now())
    shown = request.POST.get("shown", "")
    try:
        services.put_text(selectors.text_of(row), shown, doing)
    except (ConfigError, OfficeError) as error:
        return _version(request, row, words_of(error))
    tell(request, "told-put-back")
    return redirect("office:overview")

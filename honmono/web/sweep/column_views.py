"""A list of a scanner whose columns nobody knows: somebody says what they mean."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from honmono.sweep.importers.columns import NAME
from honmono.text import say
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right
from honmono.web.sweep import mapping
from honmono.web.sweep.forms_columns import MapForm
from honmono.web.sweep.models import ReportFile


@case_door(Right.HANDLE)
def columns(request: StaffRequest, case: Case, sha256: str) -> HttpResponse:
    """Say what the columns of a list mean; lists like it are read at once."""
    row = get_object_or_404(ReportFile, sha256=sha256)
    if row.format != NAME:
        return redirect("sweep:file", case.name, sha256)
    note_reading(request, "pc-result", case=case.name, detail=sha256)
    first = {"name": row.name[:80]}
    given = request.POST if request.method == "POST" else None
    form = MapForm(mapping.headers_of(row), given, initial=first)
    if given is None or not form.is_valid():
        shown: dict[str, Any] = {"file": row, "form": form}
        status = 200 if given is None else 422
        return render(request, "sweep/columns.html", shown, status=status)
    by, now = request.user.called, timezone.now()
    count = mapping.save(form.cleaned_data["name"], form.value(), by=by, now=now)
    messages.success(
        request, say("web/sweep_columns", "was-saved", language(), count=count)
    )
    return redirect("sweep:file", case.name, sha256)

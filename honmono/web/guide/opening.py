"""A new incident."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from honmono.incident.case import IncidentFileError
from honmono.text import say
from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.errors import CaseError
from honmono.web.guide.forms import NewForm, moment, words
from honmono.web.guide.services import new_incident, own_organization
from honmono.web.rights import Right


@door(Right.HANDLE)
def new(request: StaffRequest) -> HttpResponse:
    """Ask for what is known at the first minute, and open the incident."""
    if request.method != "POST":
        return render(request, "guide/new.html", {"form": NewForm(initial=_first())})
    form = NewForm(request.POST)
    if form.is_valid():
        try:
            case = new_incident(
                _given(form.cleaned_data),
                by=request.user,
                now=timezone.now(),
                language=language(),
            )
            return redirect("guide:first-day", case.name)
        except CaseError as error:
            form.add_error(
                "name", say("web/cases", error.key, language(), **error.values)
            )
        except IncidentFileError as error:
            for one in error.mistakes:
                form.add_error(None, one.told(language()))
    return render(request, "guide/new.html", {"form": form}, status=422)


def _first() -> dict[str, Any]:
    """What the form says before anybody typed."""
    us = own_organization()
    return {
        "title": words("new-title-usual"),
        "organization": us.names[0] if us else "",
        "style": "",
    }


def _given(cleaned: dict[str, Any]) -> dict[str, Any]:
    day = cleaned["day"]
    when = moment(day, cleaned["clock"]) if day else ""
    return {**cleaned, "when": when}

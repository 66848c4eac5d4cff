"""What could not be done is told on a page, with the way back: 409, nothing was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.models import Case
from honmono.web.documents.errors import DraftError

P = ParamSpec("P")


def told(
    view: Callable[Concatenate[StaffRequest, Case, P], HttpResponse],
) -> Callable[Concatenate[StaffRequest, Case, P], HttpResponse]:
    """Show what a service refuses."""

    @wraps(view)
    def inside(
        request: StaffRequest, case: Case, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            return view(request, case, *args, **kwargs)
        except DraftError as error:
            page = {
                "sentence": sentence(error, request.zone),
                "draft_id": kwargs.get("draft_id"),
            }
            return render(request, "documents/refused.html", page, status=409)

    return cast("Callable[Concatenate[StaffRequest, Case, P], HttpResponse]", inside)


def sentence(error: DraftError, zone: ZoneInfo) -> str:
    """What could not be done, why, and what to do."""
    values: dict[str, Any] = dict(error.values)
    at = values.get("at")
    if isinstance(at, datetime):
        values["at"] = localtime(at, zone).strftime("%Y-%m-%d %H:%M")
    return say("web/documents", error.key, language(), **values)

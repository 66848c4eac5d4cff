"""What stands before the pages of one incident: the right, and may this person see it?

    @case_door(Right.HANDLE)
    def view(request: StaffRequest, case: Case, …) -> HttpResponse

An incident that somebody may not see is not there for him: 404, not 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import cases_for, zone_of
from honmono.web.rights import Right

P = ParamSpec("P")


def case_door(
    right: Right,
) -> Callable[
    [Callable[Concatenate[StaffRequest, Case, P], HttpResponseBase]],
    Callable[..., HttpResponseBase],
]:
    """Let in whoever has the right and may see the incident of the address (`name`)."""

    def around(
        view: Callable[Concatenate[StaffRequest, Case, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @door(right)
        @wraps(view)
        def inside(
            request: StaffRequest, name: str, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            case = get_object_or_404(cases_for(request.user), name=name)
            request.case, request.zone = case, zone_of(case)
            return view(request, case, *args, **kwargs)

        return inside

    return around

"""The board: how every PC stands.  And one PC, with all that looked at it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from honmono.sweep.coverage import State, Totals
from honmono.web.accounts.doors import note_reading
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.moment import one_moment
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right
from honmono.web.sweep import board as boards
from honmono.web.sweep import finding, opening, selectors
from honmono.web.sweep.models import Pc, Sweep
from honmono.web.sweep.one_pc import page_of
from honmono.web.sweep.ruling import sweep_of
from honmono.web.sweep.services import ask_to_judge
from honmono.web.sweep.words import word

SHAPES: Final = ("strong", "weak", "failed", "stale", "none", "detected")
"""Of the marks, as the legend tells them."""

MOST_LISTED: Final = 50
"""Unlisted hosts, PCs that are left out and PCs with a detection that are named."""


@case_door(Right.READ)
@require_GET
@one_moment()  # its sums count the PCs that it shows
def board(request: StaffRequest, case: Case) -> HttpResponse:
    """How every PC stands, by office."""
    now = timezone.now()
    sweep, rule = opening.rule_for(case)
    names = boards.office_names(case)
    waiting = opening.unjudged(case, sweep, now)
    sweep = sweep or Sweep(pk=0, case=case)  # without a row nothing is judged
    totals = selectors.totals_of(sweep, rule, list(names), now)
    form = finding.Filters(request.GET, totals, names)
    shown: dict[str, Any] = {
        "rule": rule,
        "totals": totals,
        "done": sum(office.done for office in totals.offices),
        "gaps": boards.gaps(case, totals, names, judged=not waiting.anew),
        "waiting": waiting,
        "form": form,
        "wanted": form.wanted(),
        "most": MOST_LISTED,
        "shapes": SHAPES,
        "unlisted": totals.unlisted[:MOST_LISTED],
        "left_out": totals.left_out[:MOST_LISTED],
        "detected": [
            boards.tile(row, request.zone)
            for row in finding.detected(sweep, MOST_LISTED)
        ],
        "detected_count": sum(
            office.states[State.DETECTED] for office in totals.offices
        ),
        "may_handle": request.user.may(Right.HANDLE),
        "pcs_base": f"{reverse('sweep:board', args=[case.name])}pcs/",
        "stated": word("stated-short"),
        **_body(request, sweep, form.wanted(), totals, names),
    }
    return render(request, "sweep/board.html", shown)


def _body(
    request: StaffRequest,
    sweep: Sweep,
    wanted: finding.Wanted,
    totals: Totals,
    names: dict[str, str],
) -> dict[str, Any]:
    """Tiles; of very many PCs rows of offices."""
    number = request.GET.get("page")
    if wanted.is_all and totals.total > finding.ONE_PAGE:
        page = Paginator(totals.offices, finding.OFFICES).get_page(number)
        rows = [
            (boards.office_name(one.id, names), one, boards.parts(one.states))
            for one in page
        ]
        return {"offices": rows, "page": page}
    tiles = finding.page_of(sweep, wanted, totals, number)
    columns = boards.columns(tiles, totals, names, request.zone)
    if wanted.is_all:
        there = {column.id for column in columns}
        columns += [
            boards.Column(one.id, boards.office_name(one.id, names), one, ())
            for one in totals.offices
            if one.id not in there
        ]
    return {"columns": columns, "page": tiles, "found": tiles.paginator.count}


@case_door(Right.HANDLE)
@require_POST
def judge(request: StaffRequest, case: Case) -> HttpResponse:
    """Judge every PC by the facts as they are now."""
    now = timezone.now()
    sweep = sweep_of(case, now)
    ask_to_judge(sweep, now=now, by=request.user.called)
    messages.success(request, word("is-judged"))
    return redirect("sweep:board", case.name)


@case_door(Right.READ)
@require_GET
def pc(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """One PC: how it stands, why, what mends it, and every scan of it."""
    row = get_object_or_404(Pc, key=key)
    note_reading(request, "pc", case=case.name, detail=row.key)
    _, rule = opening.rule_for(case)
    shown = page_of(row, rule, timezone.now(), request.zone)
    names = boards.office_names(case)
    more: dict[str, Any] = {
        "office": boards.office_name(row.office, names),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "sweep/pc.html", {"shown": shown, **more})

"""Pages of single PCs: the list, a form, decisions, hosts that no list knows."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from honmono.sweep.coverage import State
from honmono.sweep.decisions import DecisionError
from honmono.sweep.pc import Kind, pc_from_json
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.rights import Right
from honmono.web.sweep import selectors_pcs as selectors
from honmono.web.sweep import services_pcs as services
from honmono.web.sweep.errors import PcChangedError
from honmono.web.sweep.forms_pcs import DECISIONS, WORDS, DecisionForm, PcForm
from honmono.web.sweep.models import Pc, PcState
from honmono.web.sweep.services import put_pc

PAGE: Final = 50
_LONGEST: Final = 100


def _word(key: str, **values: object) -> str:
    return say(WORDS, key, language(), **values)


@case_door(Right.READ)
def pcs(request: StaffRequest, case: Case) -> HttpResponse:
    """Every PC of the list, or those that fit."""
    asked = {
        name: request.GET.get(name, "").replace("\0", "").strip()[:_LONGEST]
        for name in ("q", "office", "kind", "state")
    }
    found = selectors.found_pcs(
        case,
        text=asked["q"],
        office=asked["office"],
        kind=asked["kind"],
        state=asked["state"],
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": selectors.lines_of(case, page.object_list, timezone.now()),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "offices": selectors.office_choices(case),
        "kinds": [kind.value for kind in Kind],
        "states": [state.value for state in State],
        "unlisted": selectors.unlisted_marks().count(),
        "may_handle": request.user.may(Right.HANDLE),
    }
    return render(request, "sweep/pcs.html", context)


@case_door(Right.HANDLE)
def new(request: StaffRequest, case: Case) -> HttpResponse:
    """Add a PC by hand."""
    form = PcForm(
        request.POST or None,
        offices=selectors.office_choices(case),
        zone=request.zone,
    )
    if request.method == "POST" and form.is_valid():
        row = services.add_pc(form.value(), by=request.user.called, now=timezone.now())
        messages.success(request, _word("added", name=row.host))
        return redirect("sweep:pcs", case.name)
    status = 422 if request.method == "POST" else 200
    return render(request, "sweep/pc_form.html", {"form": form}, status=status)


@case_door(Right.HANDLE)
def edit(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """Change a PC, as it was shown."""
    row = get_object_or_404(Pc, key=key)
    form = PcForm(
        request.POST or None,
        offices=selectors.office_choices(case),
        zone=request.zone,
        pc=pc_from_json(row.value),
        version=row.version,
    )
    if request.method == "POST" and form.is_valid():
        try:
            put_pc(
                form.value(),
                "changed",
                by=request.user.called,
                now=timezone.now(),
                version=form.cleaned_data["version"],
            )
        except PcChangedError:
            form.add_error(None, _word("pc-changed"))
        else:
            messages.success(request, _word("changed", name=row.host))
            return redirect("sweep:pc", case.name, key)
    context = {"form": form, "row": row, "history": selectors.history(row)}
    status = 422 if request.method == "POST" else 200
    return render(request, "sweep/pc_form.html", context, status=status)


@case_door(Right.HANDLE)
def decide(request: StaffRequest, case: Case, key: str) -> HttpResponse:
    """Decide about a PC: handled, left out, not ours, counted again."""
    row = get_object_or_404(Pc, key=key)
    now, bound = timezone.now(), None
    kind = DECISIONS.get(request.POST.get("what", ""))
    if request.method == "POST" and kind is not None:
        bound = kind(request.POST, auto_id=f"id_{kind.what}_%s")
        if bound.is_valid() and _decided(request, bound, key):
            messages.success(request, _word(f"did-{kind.what}", name=row.host))
            return redirect("sweep:pc", case.name, key)
    value = pc_from_json(row.value)
    forms = {
        what: form(initial={"version": row.version}, auto_id=f"id_{what}_%s")
        for what, form in DECISIONS.items()
    }
    if bound is not None:
        forms[bound.what] = bound
    if value.release(now) is None:
        forms.pop("counted")
    is_open = selectors.is_open(row, now)
    for what in ("excepted", "not-ours") if is_open else ():
        if bound is None or bound.what != what:  # a refusal is told beside its form
            forms.pop(what)
    state = PcState.objects.filter(pc=row, sweep__case=case).first()
    context = {
        "row": row,
        "pc": value,
        "state": state.state if state else "",
        "is_open": is_open,
        "released": value.release(now),
        "forms": forms,
        "history": selectors.history(row),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sweep/pc_decide.html", context, status=status)


def _decided(request: StaffRequest, form: DecisionForm, key: str) -> bool:
    """Do it; a mistake is told beside the form."""
    now, by = timezone.now(), request.user.called
    try:
        services.decide(
            key,
            form.what,
            form.decision(by, now, request.zone),
            version=form.cleaned_data["version"],
            by=by,
            now=now,
        )
    except DecisionError as error:
        form.add_error(None, say("sweep_inventory", error.code, language()))
    except PcChangedError:
        form.add_error(None, _word("pc-changed"))
    except OverflowError:
        form.add_error("until", say("sweep_inventory", "end-too-late", language()))
    else:
        return True
    return False


@case_door(Right.HANDLE)
def unlisted(request: StaffRequest, case: Case) -> HttpResponse:
    """Hosts with results that no list knows: add them, link them, or not ours."""
    refused: dict[str, str] = {}
    if request.method == "POST":
        wanted = _wanted(request)
        reason = request.POST.get("reason", "").replace("\0", "").strip()[:1_000]
        count, failed = services.take_up(
            wanted, reason=reason, by=request.user.called, now=timezone.now()
        )
        refused = {one.mark: _refusal(one.code) for one in failed}
        if count:
            messages.success(request, _word("taken-up", count=count))
        if not refused:
            return redirect("sweep:unlisted", case.name)
    page = Paginator(selectors.unlisted_marks(), PAGE).get_page(request.GET.get("page"))
    hosts = selectors.unlisted_hosts(page.object_list)
    context = {
        "page": page,
        "hosts": [
            (
                host,
                refused.get(host.mark, ""),
                _typed(request, at, host),
            )
            for at, host in enumerate(hosts)
        ],
        "offices": selectors.office_choices(case),
        "nameless": selectors.nameless(),
        "reason": request.POST.get("reason", ""),
    }
    status = 422 if refused else 200
    return render(request, "sweep/unlisted.html", context, status=status)


def _wanted(request: StaffRequest) -> list[services.Wanted]:
    """What the rows of the page say; `all=add`: all of which nothing else is said."""
    data, found = request.POST, []
    for at in range(PAGE):
        mark = data.get(f"mark-{at}", "").replace("\0", "")[:220]
        action = data.get(f"action-{at}", "") or data.get("all", "")
        if mark and action in ("add", "same", "not-ours"):
            office = data.get(f"office-{at}", "").replace("\0", "")[:80]
            pc = data.get(f"pc-{at}", "").replace("\0", "")
            found.append(services.Wanted(mark, action, office, pc))
    return found


def _typed(
    request: StaffRequest, at: int, host: selectors.UnlistedHost
) -> dict[str, str]:
    """What stands in a row's fields: what was typed, else what is proposed."""
    for n in range(PAGE):
        if request.POST.get(f"mark-{n}") == host.mark:
            return {
                name: request.POST.get(f"{name}-{n}", "")
                for name in ("action", "office", "pc")
            }
    renamed = host.proposal.renamed
    return {
        "action": "same" if len(renamed) == 1 else "",
        "office": host.proposal.office,
        "pc": renamed[0] if len(renamed) == 1 else "",
    }


def _refusal(code: str) -> str:
    key = f"refused-{code}"
    try:
        return _word(key)
    except KeyError:
        return say("sweep_inventory", code, language())

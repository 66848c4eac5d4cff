"""Pages of kits: what was handed out, a new one, its ZIP, its end."""

from __future__ import annotations

import io
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from honmono.incident.case import Incident
from honmono.sweep.kit import KitFacts, build, emocheck_version
from honmono.sweep.knowledge import KnowledgeError
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Right
from honmono.web.sweep import board as boards
from honmono.web.sweep import kits as services
from honmono.web.sweep import knowing
from honmono.web.sweep.basis import rule_of
from honmono.web.sweep.kit_forms import ComparedForm, KitForm
from honmono.web.sweep.knowing import known, known_or_published
from honmono.web.sweep.models import Kit, Pc, Sweep
from honmono.web.sweep.proposing import rule_from

_MOST = 200
"""Kits of one page; an incident has as many as offices."""


@case_door(Right.HANDLE)
def kits(request: StaffRequest, case: Case) -> HttpResponse:
    """What was handed out, and a form for another."""
    return _page(request, case, KitForm(offices=offices_of(case)))


@case_door(Right.HANDLE)
@require_POST
def make(request: StaffRequest, case: Case) -> HttpResponse:
    """Make a kit.  The page that follows shows its token, this once."""
    form = KitForm(request.POST, offices=offices_of(case))
    if not form.is_valid():
        return _page(request, case, form, status=422)
    made = services.make(
        case,
        form.cleaned_data["office"],
        days=form.cleaned_data["days"],
        by=request.user,
        now=timezone.now(),
    )
    page = {
        "kit": made.kit,
        "office": boards.office_name(made.kit.office, boards.office_names(case)),
        "token": made.token,
        "grouped": "-".join(made.token[n : n + 7] for n in range(0, 56, 7)),
        "address": upload_address(request, made.kit),
    }
    return render(request, "sweep/kit_made.html", page)


@case_door(Right.HANDLE)
@require_POST
def indicators(request: StaffRequest, case: Case) -> HttpResponse:
    """Say that our indicators were compared with the alerts of today."""
    form = ComparedForm(request.POST)
    if not form.is_valid():
        kit_form = KitForm(offices=offices_of(case))
        return _page(request, case, kit_form, compared=form, status=422)
    now = timezone.now()
    knowing.compare(
        form.cleaned_data["source"],
        by=request.user.called,
        now=now,
        day=now.astimezone(request.zone).date(),
    )
    messages.success(request, _word("was-compared"))
    return redirect("sweep:kits", case.name)


@case_door(Right.HANDLE)
@require_POST
@sensitive_post_parameters("token")
def download(request: StaffRequest, case: Case, kit: str) -> HttpResponse:
    """The ZIP for the office.  It holds the token, which only the page before knows."""
    row = get_object_or_404(Kit, case=case, name=kit)
    token = services.typed(request.POST.get("token", ""))
    if services.key_of(token) != row.key:
        messages.warning(request, _word("zip-needs-token"))
        return redirect("sweep:kits", case.name)
    out = io.BytesIO()
    try:
        build_zip(row, token, upload_address(request, row), incident_of(case), out)
    except KnowledgeError as error:
        messages.error(request, _word("zip-bad-knowledge", why=error))
        return redirect("sweep:kits", case.name)
    response = HttpResponse(out.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="honmono-{row.name}.zip"'
    return response


@case_door(Right.HANDLE)
@require_POST
def revoke(request: StaffRequest, case: Case, kit: str) -> HttpResponse:
    """End a kit; what it has let in stays."""
    get_object_or_404(Kit, case=case, name=kit)
    if services.revoke(case, kit, now=timezone.now()):
        messages.success(request, _word("was-revoked", name=kit))
    return redirect("sweep:kits", case.name)


def build_zip(
    kit: Kit, token: str, address: str, incident: Incident, out: BinaryIO
) -> None:
    """Write the ZIP of a kit.

    Raises:
        KnowledgeError: a file of the operator's cannot be used; nothing was written.

    """
    sweep = Sweep.objects.filter(case=kit.case).first()
    rule = rule_of(sweep) if sweep else rule_from(incident)
    facts = KitFacts(
        name=kit.name,
        token=token,
        office=dict(offices_of(kit.case)).get(kit.office, kit.office)
        or _word("all-offices"),
        until=kit.until.astimezone(ZoneInfo(rule.zone)),
        contact=_contact(incident),
        knowledge=known(),
        upload=address,
        emocheck=emocheck_version(rule, kit.at),
    )
    build(facts, out)


def upload_address(request: StaffRequest, kit: Kit) -> str:
    """Where results of a kit go; empty while the desk is this machine's alone."""
    if not settings.HOSTS_CONFIGURED:
        return ""
    return request.build_absolute_uri(reverse("sweep:upload", args=[kit.name]))


def offices_of(case: Case) -> list[tuple[str, str]]:
    """Offices that a kit may be for, by name: those of the incident, and of PCs."""
    names = boards.office_names(case)
    listed = Pc.objects.exclude(office="").order_by("office").values_list("office")
    others = [one for (one,) in listed.distinct() if one not in names]
    return [*names.items(), *((one, boards.office_name(one, names)) for one in others)]


def _contact(incident: Incident) -> str:
    """Whom to call, and how, as far as the incident says."""
    us = incident.organization
    desk = us.staff_desk or us.desk
    parts = [us.name.in_language(language())]
    if desk is not None:
        parts += [desk.name.in_language(language()), desk.phone or ""]
    return " ".join(part for part in parts if part)


def _page(
    request: StaffRequest,
    case: Case,
    form: KitForm,
    compared: ComparedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    knowledge = known_or_published()
    rows = list(Kit.objects.filter(case=case).select_related("by")[:_MOST])
    now, names = timezone.now(), boards.office_names(case)
    page = {
        "form": form,
        "compared": compared or ComparedForm(),
        "indicators": len(knowledge.indicators),
        "indicators_day": knowledge.made,
        "last": knowing.compared(),
        "kits": [
            (kit, boards.office_name(kit.office, names), services.state_of(kit, now))
            for kit in rows
        ],
        "refusals": services.refusals(rows)
        if request.user.may(Right.ADMINISTER)
        else None,
        "is_open": settings.HOSTS_CONFIGURED,
    }
    return render(request, "sweep/kits.html", page, status=status)


def _word(key: str, **values: object) -> str:
    return say("web/sweep_kits", key, language(), **values)

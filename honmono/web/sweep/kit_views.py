"""Pages of kits: what was handed out, a new one, its ZIP, its end."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any, BinaryIO, cast
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
from honmono.sweep.knowledge import knowledge
from honmono.text import say
from honmono.web.accounts.http import StaffRequest
from honmono.web.base.context import language
from honmono.web.cases.case_doors import case_door
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Right
from honmono.web.sweep import kits as services
from honmono.web.sweep.kit_forms import KitForm
from honmono.web.sweep.models import Kit

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
        "token": made.token,
        "grouped": "-".join(made.token[n : n + 7] for n in range(0, 56, 7)),
        "address": upload_address(request, made.kit),
        "has_zip": has_builder(),
    }
    return render(request, "sweep/kit_made.html", page)


@case_door(Right.HANDLE)
@require_POST
@sensitive_post_parameters("token")
def download(request: StaffRequest, case: Case, kit: str) -> HttpResponse:
    """The ZIP for the office.  It holds the token, which only the page before knows."""
    row = get_object_or_404(Kit, case=case, name=kit)
    token = services.typed(request.POST.get("token", ""))
    if not has_builder() or services.key_of(token) != row.key:
        messages.warning(request, _word("zip-needs-token"))
        return redirect("sweep:kits", case.name)
    out = io.BytesIO()
    build_zip(row, token, upload_address(request, row), incident_of(case), out)
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


def has_builder() -> bool:
    """Can a ZIP be made?"""
    return find_spec("honmono.sweep.kit") is not None


def build_zip(
    kit: Kit, token: str, address: str, incident: Incident, out: BinaryIO
) -> None:
    """Write the ZIP of a kit."""
    from honmono.web.sweep.judging import rule_of
    from honmono.web.sweep.models import Sweep

    room = import_module("honmono.sweep.kit")
    sweep = Sweep.objects.filter(case=kit.case).first()
    version = room.emocheck_version(rule_of(sweep), kit.at) if sweep else ""
    facts = room.KitFacts(
        name=kit.name,
        token=token,
        office=dict(_named(incident)).get(kit.office, kit.office),
        until=kit.until.astimezone(ZoneInfo(incident.organization.timezone)),
        contact=_contact(incident),
        # What this desk knows is put together on the day of the kit.
        knowledge=replace(knowledge(), made=f"{kit.at:%Y-%m-%d}"),
        upload=address,
        emocheck=version,
    )
    cast("Callable[[Any, BinaryIO], None]", room.build)(facts, out)


def upload_address(request: StaffRequest, kit: Kit) -> str:
    """Where results of a kit go; empty while the desk is this machine's alone."""
    if not settings.HOSTS_CONFIGURED:
        return ""
    return request.build_absolute_uri(reverse("sweep:upload", args=[kit.name]))


def offices_of(case: Case) -> list[tuple[str, str]]:
    """Offices that a kit may be for, by name."""
    return _named(incident_of(case))


def _named(incident: Incident) -> list[tuple[str, str]]:
    """Those of the incident, and those that a list of PCs alone knows."""
    from honmono.web.sweep.models import Pc

    offices = incident.organization.offices
    names = {one.id: one.name.in_language(language()) for one in offices}
    used = Pc.objects.exclude(office="").order_by("office").values_list("office")
    for (office,) in used.distinct():
        names.setdefault(office, office)
    return list(names.items())


def _contact(incident: Incident) -> str:
    """Whom to call, and how, as far as the incident says."""
    us = incident.organization
    desk = us.staff_desk or us.desk
    parts = [us.name.in_language(language())]
    if desk is not None:
        parts += [desk.name.in_language(language()), desk.phone or ""]
    return " ".join(part for part in parts if part)


def _page(
    request: StaffRequest, case: Case, form: KitForm, status: int = 200
) -> HttpResponse:
    rows = list(Kit.objects.filter(case=case).select_related("by")[:_MOST])
    now, names = timezone.now(), dict(offices_of(case))
    page = {
        "form": form,
        "kits": [
            (kit, names.get(kit.office, kit.office), services.state_of(kit, now))
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

"""What the ZIP of a kit holds of the incident, and of what is looked for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from honmono.incident.case import Incident
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.sweep import kits
from honmono.web.sweep.kit_views import build_zip, offices_of
from honmono.web.sweep.models import Kit
from tests.web.sweep.make import pc

Person = Callable[..., User]


def kit_of(case: Case, by: User, incident: Incident | None = None) -> dict[str, str]:
    """Its files as texts, by their name without folders."""
    made = kits.make(case, "yokohama", days=7, by=by, now=timezone.now())
    out = io.BytesIO()
    with translation.override("ja"):
        build_zip(made.kit, made.token, "", incident or incident_of(case), out)
    with ZipFile(out) as kit:
        texts = (".json", ".txt")
        names = [name for name in kit.namelist() if name.endswith(texts)]
        return {name.split("/")[-1]: kit.read(name).decode() for name in names}


def test_a_kit_looks_for_the_published_indicators(case: Case, person: Person) -> None:
    # Without them its scanner has not looked for all, and no PC is ever clean.
    known = json.loads(kit_of(case, person())["knowledge.json"])

    assert len(known["indicators"]) > 20
    assert known["made"] == f"{timezone.now():%Y-%m-%d}"


def test_a_kit_calls_the_office_by_its_name(case: Case, person: Person) -> None:
    told = kit_of(case, person())["instructions-ja.txt"]

    assert "横浜オフィス" in told
    assert "yokohama" not in told


def test_a_kit_ends_by_the_clock_of_the_office(case: Case, person: Person) -> None:
    told = kit_of(case, person())["instructions-ja.txt"]

    (row,) = Kit.objects.all()
    here = row.until.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"{here:%Y-%m-%d %H:%M}" in told


@pytest.mark.parametrize("of_staff", [True, False])
def test_a_kit_says_whom_to_call_and_how(
    case: Case, person: Person, *, of_staff: bool
) -> None:
    incident = incident_of(case)
    if of_staff:
        desk = incident.organization.desk
        assert desk is not None
        ours = desk.model_copy(update={"phone": "03-5555-0199"})
        changed = {"staff_desk": ours}
        us = incident.organization.model_copy(update=changed)
        incident = incident.model_copy(update={"organization": us})

    told = kit_of(case, person(), incident)["instructions-ja.txt"]

    assert ("03-5555-0199" in told) is of_staff
    assert ("03-5555-0132" in told) is not of_staff


def test_a_kit_may_be_for_each_office_of_the_incident(case: Case) -> None:
    pc("OSK-PC001", "osaka")

    with translation.override("ja"):
        offices = offices_of(case)

    assert offices == [
        ("tokyo", "東京オフィス"),
        ("yokohama", "横浜オフィス"),
        ("osaka", "osaka"),
    ]

"""What the guide does with an answer: one change of the incident for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from honmono.check.org import Organization
from honmono.config import ConfigError, load_organization
from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.identity import text_of
from honmono.incident.case.incident import FORMAT
from honmono.incident.case.playbooks import advise, start
from honmono.incident.exchange.own import genuine_of, organization_of
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Changed, Doing, change, open_case, record
from honmono.web.guide import edits
from honmono.web.guide.forms import suggested_name

_ZONE: Final = "Asia/Tokyo"


def own_organization() -> Organization | None:
    """Who we are, as honmono.toml says; None where there is none, or it is broken."""
    path = Path(settings.HOME) / "honmono.toml"
    try:
        return load_organization(path) if path.exists() else None
    except ConfigError:
        return None


@transaction.atomic
def new_incident(
    given: Mapping[str, Any], *, by: User, now: datetime, language: str
) -> Case:
    """Open an incident with what is known at the first minute.

    Args:
        given: `title`, `organization`, `name`, `style`, and of awareness `when`, `who`;
            what is empty was not said.
        by: who opens it.
        now: aware.
        language: of what was typed.

    Raises:
        CaseError: the name is taken.  Nothing has been changed.
        IncidentFileError: a value cannot stand in an incident.

    """
    us = own_organization()
    own = organization_of(us) if us else {}
    zone = ZoneInfo(own.get("timezone", _ZONE))
    taken = set(Case.objects.values_list("name", flat=True))
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": given["name"] or suggested_name(now, zone, taken),
        "opened": now.isoformat(timespec="seconds"),
        "title": text_of(given["title"], language),
        "organization": own
        | {"name": own.get("name", {}) | text_of(given["organization"], language)},
    }
    if us:
        data["genuine"] = genuine_of(us)
    incident = parse_incident(json.dumps(data).encode())
    if given.get("when"):
        incident = edits.aware(
            incident, given["when"], given.get("who", ""), "", language
        )
    style = given.get("style")
    incident = start(incident, style) if style else start(incident, "unknown")
    if given.get("when"):
        incident = edits.with_task_of(
            incident, "note-awareness", now, by.called, language
        )
    return open_case(advise(incident), Doing("opened", by, now))


def answer(
    case: Case,
    question: str,
    edit: Any,
    *,
    by: User,
    now: datetime,
    language: str,
    task: str = "",
) -> Changed:
    """Put the answer of a question on record; the task that asks for it is done."""

    def both(incident: Incident) -> Incident:
        after: Incident = edit(incident)
        if task:
            after = edits.with_task_of(after, task, now, by.called, language)
        return after

    return change(case.pk, both, Doing("changed", by, now, {"question": question}))


def close(case_id: int, *, by: User, now: datetime, closed: bool) -> None:
    """The incident is over, or goes on; the log says so."""
    with transaction.atomic():
        record(case_id, Doing("closed" if closed else "reopened", by, now))
        case = Case.objects.get(pk=case_id)
        case.closed = now if closed else None
        case.save(update_fields=["closed"])  # the list of incidents hears of it


@transaction.atomic
def set_access(
    case_id: int, *, restricted: bool, members: list[User], by: User, now: datetime
) -> None:
    """Who may see the incident."""
    case = Case.objects.select_for_update().get(pk=case_id)
    case.restricted = restricted
    case.save(update_fields=["restricted"])
    case.members.set(members)
    about = {"restricted": restricted, "members": len(members)}
    record(case_id, Doing("access-changed", by, now, about))

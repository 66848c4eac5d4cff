"""The state of the sweep at one moment: made, frozen, put on record.

    freeze(case, as_of=…)     the value of `status.status`, kept with its hash
    put_on_record(case, …)    the record of the scans that documents cite

A frozen state is never changed; the moment that it is of may lie in the past.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.coverage import Coverage, OfficeCoverage
from honmono.incident.case.records import new_id
from honmono.sweep.coverage import Standing, State, standing, totals
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.status import status
from honmono.text import harmless
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, zone_of
from honmono.web.cases.services import Doing, change
from honmono.web.sweep.models import Pc, Snapshot
from honmono.web.sweep.opening import AT_ONCE, rule_for
from honmono.web.sweep.selectors import kept_scans, unlisted


def state_at(
    case: Case, as_of: datetime, *, office: str | None = None
) -> dict[str, Any]:
    """How every PC stood at a moment, by the list of PCs as it is now.

    Args:
        case: the incident.
        as_of: the moment.
        office: only the PCs of this office; its numbers are then the only ones.

    """
    _, rule = rule_for(case)
    offices = [one.id for one in incident_of(case).organization.offices]
    if office is not None:
        offices = [office]
    every = list(_standings(rule, as_of, office))
    counted = totals(
        every, offices=offices, unlisted=unlisted(), rule=rule, as_of=as_of
    )
    return status(counted, every, rule)


def freeze(case: Case, *, as_of: datetime, by: User | None, now: datetime) -> Snapshot:
    """Make the state at a moment, and keep it."""
    value = state_at(case, as_of)
    content = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    covered = sum(office["covered"] for office in value["offices"])
    return Snapshot.objects.create(
        case=case,
        as_of=as_of,
        at=now,
        by=by,
        sha256=hashlib.sha256(content).hexdigest(),
        content=zlib.compress(content),
        total=len(value["pcs"]),
        covered=covered,
        complete=value["complete"],
    )


def content_of(row: Snapshot) -> bytes:
    """The bytes that were frozen."""
    return zlib.decompress(bytes(row.content))


def value_of(row: Snapshot) -> dict[str, Any]:
    """The state that was frozen."""
    value: dict[str, Any] = json.loads(content_of(row))
    return value


def put_on_record(case: Case, row: Snapshot, *, by: User, now: datetime) -> str:
    """Make the incident's record of the scans from it; once."""
    value, zone = value_of(row), zone_of(case)
    at = Moment(row.as_of.astimezone(zone).isoformat(timespec="minutes"))
    with transaction.atomic():
        row = Snapshot.objects.select_for_update().get(pk=row.pk)
        if row.record:
            return row.record

        def edit(incident: Incident) -> Incident:
            record = _record(incident, value, at)
            row.record = record.id
            return incident.put("coverage", record)

        change(case.pk, edit, Doing("put", by, now, {"part": "coverage"}))
        row.save(update_fields=["record"])
    return row.record


def _record(incident: Incident, value: dict[str, Any], at: Moment) -> Coverage:
    known = {office.id for office in incident.organization.offices}
    offices = [o for o in value["offices"] if o["total"] or o["id"]]
    if all(office["id"] in known for office in offices):
        rows = tuple(
            OfficeCoverage(office=o["id"], covered=o["covered"], total=o["total"])
            for o in offices
        )
    else:
        covered = sum(office["covered"] for office in offices)
        rows = (OfficeCoverage(covered=covered, total=len(value["pcs"])),)
    excepted = [pc for pc in value["pcs"] if pc["state"] == State.EXCEPTION]
    return Coverage(
        id=new_id(incident, "coverage"),
        as_of=at,
        offices=rows,
        detected=sum(pc["state"] == State.DETECTED for pc in value["pcs"]),
        exceptions=tuple(
            Text(ja=harmless(pc["host"], 200), en=harmless(pc["host"], 200))
            for pc in excepted[:100]
        ),
    )


def _standings(
    rule: Rule, as_of: datetime, office: str | None = None
) -> Iterator[Standing]:
    last, wanted = 0, Pc.objects.all()
    if office is not None:
        wanted = wanted.filter(office=office)
    while True:
        rows = list(wanted.filter(pk__gt=last).order_by("pk")[:AT_ONCE])
        if not rows:
            return
        scans = kept_scans(row.pk for row in rows)
        for row in rows:
            yield standing(pc_from_json(row.value), scans[row.pk], rule, as_of)
        last = rows[-1].pk

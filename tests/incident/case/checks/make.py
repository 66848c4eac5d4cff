"""Incidents short to write, and what the checks find in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.checks import World, problems

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
WORLD = World(NOW)
A, B = "a" * 64, "b" * 64


def incident(**parts: Any) -> Incident:
    """An incident with these parts, as they stand in a file."""
    organization = {
        "name": {"ja": "例示事務所"},
        "offices": [{"id": n, "name": {"en": n}} for n in ("tokyo", "osaka")],
    }
    data = {"format": "honmono-incident-1", "id": "x", "organization": organization}
    return parse_incident(json.dumps(data | parts).encode())


def found(world: World = WORLD, **parts: Any) -> list[str]:
    """Each problem as `severity code place`."""
    return [
        f"{one.severity.value} {one.code} {one.place}"
        for one in problems(incident(**parts), world)
    ]


def event(
    id_: str = "e", kind: str = "spoof_mail_observed", **more: Any
) -> dict[str, Any]:
    return {"id": id_, "kind": kind, **more}


def task(id_: str, *after: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": "other", "title": {"en": id_}, "after": after, **more}

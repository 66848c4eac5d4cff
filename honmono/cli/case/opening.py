"""What `honmono case new` and `start` do: a file, and the playbook of its style."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from honmono.check.org import Organization as Us
from honmono.cli._core import home_folder, organization_file, stop
from honmono.cli.case._core import Door
from honmono.cli.case.changes import ending, make, tell, text_of
from honmono.config import ConfigError, load_organization
from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.checks import World, problems
from honmono.incident.case.incident import FORMAT
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks import UnknownStyleError, start
from honmono.incident.evidence import Note
from honmono.incident.folder import create_case


class Opening(NamedTuple):
    """What a new incident begins with."""

    name: str
    name_en: str
    title: str
    style: str


def open_case(door: Door, case: Path, opening: Opening) -> None:
    """Write the file of a new incident."""
    us = _us() if not opening.name else None
    name = opening.name or (us.names[0] if us and us.names else "")
    if not name:
        stop(door.say("name-needed"))
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": case.stem,
        "opened": door.now.isoformat(timespec="seconds"),
        "organization": {
            "name": text_of(name, door.language) | _named("en", opening.name_en)
        },
    }
    if opening.title:
        data["title"] = text_of(opening.title, door.language)
    if us:
        data["genuine"] = [
            {"id": f"genuine-{n}", "kind": "domain", "value": domain}
            for n, domain in enumerate(us.domains, 1)
        ]
    with ending(door):
        incident = _incident(data)
        if opening.style:
            incident = _started(door, incident, opening.style)
        if not create_case(case, incident, Note("opened", door.now, door.by)):
            stop(door.say("already-there", file=case))
    tell(door, problems(incident, World(door.now)))
    print(door.say("opened", file=case))


def start_playbook(door: Door, case: Path, style: str) -> None:
    """Add the questions and tasks of a style."""
    counts: dict[str, int] = {}

    def edit(incident: Incident) -> Incident:
        after = _started(door, incident, style)
        for part in ("questions", "tasks"):
            counts[part] = len(getattr(after, part)) - len(getattr(incident, part))
        return after

    with ending(door):
        make(door, case, edit, "started", style)
    print(door.say("started", **counts))


def _started(door: Door, incident: Incident, style: str) -> Incident:
    try:
        return start(incident, style)
    except UnknownStyleError:
        styles = ", ".join(known("styles"))
        stop(door.say("unknown-style", style=style, known=styles))


def _incident(data: Mapping[str, Any]) -> Incident:
    return parse_incident(json.dumps(data).encode())


def _named(language: str, text: str) -> dict[str, str]:
    return {language: text} if text else {}


def _us() -> Us | None:
    """The organization of honmono.toml, where there is one."""
    try:
        return load_organization(organization_file(None, home_folder(None)))
    except ConfigError:
        return None

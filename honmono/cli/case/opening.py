"""What `honmono case new` and `start` do: a file, and the playbook of its style."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from honmono.check.org import Organization as Us
from honmono.cli._core import home_folder, stop
from honmono.cli.case._core import Door
from honmono.cli.case.changes import ending, make, tell
from honmono.cli.configuration import Configuration
from honmono.cli.paragraphs import tell as tell_sentence
from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.checks import World, problems
from honmono.incident.case.identity import text_of
from honmono.incident.case.incident import FORMAT
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks import (
    UnknownStyleError,
    advise,
    start,
)
from honmono.incident.evidence import EvidenceError, Note
from honmono.incident.exchange.own import genuine_of, organization_of
from honmono.incident.folder import create_case

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}\.json")


class Opening(NamedTuple):
    """What a new incident begins with."""

    name: str
    name_en: str
    title: str
    style: str


def open_case(door: Door, case: Path, opening: Opening) -> None:
    """Write the file of a new incident."""
    us = _us(door, opening.name)
    if not opening.name and us is None:
        stop(door.say("name-needed"))
    own = organization_of(us) if us else {}
    name = text_of(opening.name, door.language) if opening.name else {}
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": case.stem,
        "opened": door.now.isoformat(timespec="seconds"),
        "organization": own
        | {"name": own.get("name", {}) | name | _named("en", opening.name_en)},
    }
    if opening.title:
        data["title"] = text_of(opening.title, door.language)
    if us:
        data["genuine"] = genuine_of(us)
    with ending(door):
        if not _NAME.fullmatch(case.name):
            raise EvidenceError("no-incident-name", file=case)
        incident = _incident(data)
        if opening.style:
            incident = _started(door, incident, opening.style)
        else:
            incident = advise(incident)
        if not create_case(case, incident, Note("opened", door.now, door.by)):
            stop(door.say("already-there", file=case))
    tell(door, problems(incident, World(door.now)))
    print(door.say("opened", file=case))
    if us:
        tell_sentence(door.say("own-taken"))
    tell_sentence(door.say("next-set", file=case))
    if not opening.style:
        tell_sentence(door.say("next-start", file=case))


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


def _us(door: Door, name: str) -> Us | None:
    """The organization of honmono.toml, where there is one and it is the one named."""
    us = Configuration(None, home_folder(None), door.asked).organization_if_any
    return us if us and (not name or name in us.names) else None

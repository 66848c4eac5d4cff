"""Reports for tests: two incidents of invented firms, one whole and one almost empty."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from honmono.incident.case import Incident, parse_incident
from honmono.incident.documents._core import Document, Rows
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind

DAY = date(2026, 3, 20)
KINDS = (
    *("ppc-preliminary", "ppc-final", "my-number-report"),
    *("delegate-notice", "police-ipa-sheet", "investigator-request"),
)
A, B = "株式会社みほん甲", "株式会社みほん乙"


def case(name: str) -> Incident:
    """An incident of the folder `cases`."""
    path = Path(__file__).parents[1] / "cases" / f"{name}.json"
    return parse_incident(path.read_bytes())


FULL, EMPTY = case("full"), case("almost_empty")


def made(
    name: str,
    incident: Incident = FULL,
    language: str = "en",
    *,
    client: str | None = None,
    stage: str = "",
    day: date = DAY,
) -> Document:
    """A document of that kind."""
    brief = Brief(incident, language, day, f"documents/{name}", stage, client)
    return kind(name).make(brief)


def fields(document: Document, section: str | None = None) -> dict[str, list[str]]:
    """The values of every field by its name, as a reader finds them."""
    found: dict[str, list[str]] = {}
    for part in document.sections:
        internal = part.name in ("check-list", "deadlines", "known")
        if part.name != section and (section is not None or internal):
            continue
        for block in part.blocks:
            for row in block.rows if isinstance(block, Rows) else ():
                found.setdefault(row[0].text, []).append(row[1].text)
    return found


def value(document: Document, name: str) -> str:
    """The one value of a field."""
    (one,) = fields(document)[name]
    return one


def text(document: Document) -> str:
    """Everything that a reader sees."""
    return "\n".join(sentence.text for sentence in document.sentences())


def changed(incident: Incident = EMPTY, **parts: Any) -> Incident:
    """The incident with other parts, as plain values of the file."""
    data = incident.model_dump(mode="json", exclude_defaults=True) | parts
    return parse_incident(json.dumps(data).encode())

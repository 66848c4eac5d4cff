"""Records as somebody types them: a JSON object and a name, or what is wrong with it.

    add events '{"kind": "scan_all_pcs", "when": "2022-05-18"}'   →  event-4

A name that nobody gave is made of the part and the next number; a number that a record
which was taken back has had is not given again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from honmono.incident.case._core import Record
from honmono.incident.case.incident import PARTS, Incident
from honmono.incident.case.mistakes import mistake
from honmono.incident.case.reading import IncidentFileError, mistakes_of, position_in

STEMS: Final = {
    "events": "event", "figures": "count", "traits": "trait", "awareness": "awareness",
    "hypotheses": "hypothesis", "decisions": "decision", "questions": "question",
    "tasks": "task", "affected": "affected", "commissions": "commission",
    "outside_reports": "report", "accounts": "account", "coverage": "coverage",
    "inquiries": "inquiry", "measures": "measure", "genuine": "genuine",
    "advice": "advice", "replies": "reply", "issued": "issued",
    "publications": "publication", "traces": "trace",
}  # fmt: skip
"""What the made name of a record begins with."""


def part_named(name: str) -> str:
    """A part of an incident.

    Raises:
        IncidentFileError: there is none of that name.

    """
    if name in PARTS:
        return name
    near = get_close_matches(name, PARTS, n=1)
    if near:
        raise IncidentFileError([mistake(name, "no-part-near", near=near[0])])
    raise IncidentFileError([mistake(name, "no-part", known=", ".join(PARTS))])


def new_id(incident: Incident, part: str) -> str:
    """A name that no record has or had: `event-4`."""
    stem = STEMS[part] + "-"
    names = {record.id for _, record in incident.records()}
    names |= {correction.record for correction in incident.corrections}
    numbers = [n.removeprefix(stem) for n in names if n.startswith(stem)]
    used = [int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 9]
    return f"{stem}{max(used, default=0) + 1}"


def object_in(content: str) -> dict[str, Any]:
    """The JSON object in a text.

    Raises:
        IncidentFileError: there is none.

    """
    try:
        data = from_json(content.encode(errors="surrogatepass"), allow_inf_nan=False)
    except ValueError as error:
        where = position_in(error)
        raise IncidentFileError([mistake("", "no-json", **where)]) from None
    if not isinstance(data, dict):
        raise IncidentFileError([mistake("", "no-json-object")])
    return data


def record_of(part: str, data: Mapping[str, Any]) -> Record:
    """The record of a part with these fields.

    Raises:
        IncidentFileError: with every mistake that was found.

    """
    form = PARTS[part]
    try:
        return form.model_validate_json(json.dumps(dict(data)))
    except ValidationError as error:
        raise IncidentFileError(mistakes_of(error, form)) from None


def changed(record: Record, part: str, changes: Mapping[str, Any]) -> Record:
    """The record with other fields; null takes one away.

    Raises:
        IncidentFileError: with every mistake that was found.

    """
    if changes.get("id", record.id) != record.id:
        raise IncidentFileError([mistake("id", "keeps-its-name")])
    data = record.model_dump(mode="json", exclude_defaults=True) | dict(changes)
    return record_of(part, {k: v for k, v in data.items() if v is not None})

"""The bytes of an incident file → an incident, or all that is wrong with them.

events[3].when: `2022-13-01`: there is no such month
measure: is no part of an incident; did you mean `measures`?
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from honmono.incident.case.incident import Incident
from honmono.incident.case.mistakes import Mistake, mistake, mistake_from
from honmono.text import keys

MAX_FILE: Final = 12 * 2**20
"""Bytes of an incident file, which takes up to 30 times as much in memory; long lists
stand beside it."""

MAX_VALUES: Final = 1_000_000
"""Signs in a file that begin a value.  Twice what our own longest file has; a file of
nothing but mistakes would take gigabytes."""

MAX_MISTAKES: Final = 2_000
"""Mistakes that are named; of more than that only their number is told."""

SCHEMA_URL: Final = "https://json-schema.org/draft/2020-12/schema"


class IncidentFileError(ValueError):
    """A file is no incident file.  Nothing has been changed."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(map(str, self.mistakes)))


def parse_incident(content: bytes) -> Incident:
    """Read an incident.

    Raises:
        IncidentFileError: with every mistake that was found, not only the first.

    """
    if len(content) > MAX_FILE:
        raise IncidentFileError([mistake("", "file-too-long", most=MAX_FILE >> 20)])
    if sum(map(content.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise IncidentFileError([mistake("", "too-many-values", most=MAX_VALUES)])
    try:
        return Incident.model_validate_json(content)
    except ValidationError as error:
        raise IncidentFileError(mistakes_of(error, Incident)) from None


def incident_as_json(incident: Incident) -> bytes:
    """Write an incident: what was not said is left out, lines that people can compare."""
    data = incident.model_dump(mode="json", exclude_defaults=True)
    data = {"format": incident.format, **data}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def incident_schema() -> dict[str, Any]:
    """The JSON Schema of an incident file."""
    schema = Incident.model_json_schema(schema_generator=GenerateJsonSchema)
    return {"$schema": SCHEMA_URL, **schema}


def mistakes_of(error: ValidationError, form: type[BaseModel]) -> list[Mistake]:
    """Every mistake once, in words that name the place and what to do."""
    if error.error_count() > MAX_MISTAKES:
        return [mistake("", "too-many-mistakes", count=error.error_count())]
    return list(
        dict.fromkeys(_mistake(_place(one["loc"]), one, form) for one in error.errors())
    )


def _place(loc: tuple[int | str, ...]) -> str:
    place = ""
    for step in loc:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place


def _mistake(place: str, one: Any, form: type[BaseModel]) -> Mistake:
    """What is wrong; a key that nobody knows comes with the nearest known one."""
    kind = one["type"]
    if kind == "extra_forbidden":
        near = get_close_matches(
            str(one["loc"][-1]), _keys_at(form, one["loc"][:-1]), n=1
        )
        if near:
            return mistake(place, "not-known-near", near=near[0])
        return mistake(place, "not-known")
    if kind == "value_error":
        return mistake_from(place, one["ctx"]["error"])
    if kind == "missing":
        return mistake(place, "missing")
    if kind == "model_type":
        inner = ", ".join(f"`{key}`" for key in _keys_at(form, one["loc"]))
        return mistake(place, "object", keys=inner)
    shown = repr(one["input"])
    if len(shown) > 60:
        shown = shown[:59] + "…"
    key = f"type-{kind}"
    known = key if key in keys("case_mistakes") else "type-other"
    return mistake(place, known, msg=one["msg"], shown=shown)


def _keys_at(form: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that an object at this place may have."""
    model: Any = form
    for step in loc:
        if isinstance(step, str):
            model = model.model_fields[step].annotation
        model = model_in(model)
        if model is None:
            return []
    return list(model.model_fields)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The value that stands in an annotation: `tuple[Event, ...]` → `Event`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = model_in(inner)
        if found is not None:
            return found
    return None

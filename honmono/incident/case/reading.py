"""The bytes of an incident file → an incident, or all that is wrong with them.

events[3].when: `2022-13-01`: there is no such month
measure: is no part of an incident; did you mean `measures`?
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import from_json

from honmono.incident.case.incident import Incident
from honmono.incident.case.mistakes import Mistake, mistake, mistake_from
from honmono.incident.case.places import model_in, place_in_words
from honmono.text import LANGUAGES, keys

MAX_FILE: Final = 12 * 2**20
"""Bytes of an incident file, which takes up to 30 times as much in memory; long lists
stand beside it."""

MAX_VALUES: Final = 1_000_000
"""Signs in a file that begin a value.  Twice what our own longest file has; a file of
nothing but mistakes would take gigabytes."""

MAX_MISTAKES: Final = 2_000
"""Mistakes that are named; of more than that only their number is told."""

MAX_TITLED: Final = 2 * 2**20
"""Bytes of a file whose mistakes are told with titles of records: it is read once more."""

_POSITION: Final = re.compile(r"line (\d+) column (\d+)")

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
        found = mistakes_of(error, Incident, lambda: _read_again(content))
        raise IncidentFileError(found) from None


def _read_again(content: bytes) -> Any:
    """What a file says, for the titles of its records; nothing of a long one."""
    if len(content) > MAX_TITLED:
        return None
    try:
        return from_json(content)
    except ValueError:
        return None


def incident_as_json(incident: Incident) -> bytes:
    """Write an incident: what was not said is left out, lines that people can compare."""
    data = incident.model_dump(mode="json", exclude_defaults=True)
    data = {"format": incident.format, **data}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def incident_schema() -> dict[str, Any]:
    """The JSON Schema of an incident file."""
    schema = Incident.model_json_schema(schema_generator=GenerateJsonSchema)
    return {"$schema": SCHEMA_URL, **schema}


def mistakes_of(
    error: ValidationError,
    form: type[BaseModel],
    read: Callable[[], Any] = lambda: None,
) -> list[Mistake]:
    """Every mistake once, in words that name the place and what to do.

    Args:
        error: what the library found.
        form: what was to be read.
        read: gives what stands there as JSON; it is asked for titles of records.

    """
    if error.error_count() > MAX_MISTAKES:
        return [mistake("", "too-many-mistakes", count=error.error_count())]
    data = read()
    found = [_mistake(_place(one["loc"]), one, form) for one in error.errors()]
    return [_with_words(one, form, data) for one in dict.fromkeys(found)]


def _with_words(one: Mistake, form: type[BaseModel], data: Any) -> Mistake:
    where = (
        (language, place_in_words(one.place, form, language, data))
        for language in LANGUAGES
    )
    return replace(one, where=tuple((lang, words) for lang, words in where if words))


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
    if kind == "json_invalid":
        return mistake(place, "no-json", **position_in(one["ctx"]["error"]))
    shown = repr(one["input"])
    if len(shown) > 60:
        shown = shown[:59] + "…"
    key = f"type-{kind}"
    if key not in keys("case_mistakes"):
        return mistake(place, "type-other", msg=one["msg"], shown=shown)
    limits = [value for name, value in one.get("ctx", {}).items() if name != "error"]
    limit = str(limits[0]).replace("' or '", "', '") if limits else ""
    return mistake(place, key, limit=limit, shown=shown)


def position_in(error: object) -> dict[str, str]:
    """Where the reader of JSON stopped, by its words: `… at line 3 column 5`."""
    found = _POSITION.search(str(error))
    line, column = found.groups() if found else ("1", "1")
    return {"line": line, "column": column}


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

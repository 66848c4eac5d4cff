"""Who we are and what the incident is called, as single fields that people set.

    title.ja        齋藤の名をかたる不審なメール
    desk.phone      03-5555-0132
    offices.tokyo.ja  東京オフィス

These are no records: they have no id, and a correction cannot hold what they said.  The
log of the incident does; `said` tells what changed.  Texts stand by language; what is
typed without one goes where its letters belong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from honmono.incident.case._core import Code, Text, Value
from honmono.incident.case.incident import Incident
from honmono.incident.case.mistakes import MeaningError, Mistake, mistake_from
from honmono.incident.case.organization import Office, Organization
from honmono.incident.case.places import model_in
from honmono.incident.case.reading import (
    IncidentFileError,
    mistakes_of,
)

_JAPANESE: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f]")
_LANGUAGES: Final = tuple(Text.model_fields)
_OFFICES: Final = "offices"
_WORDS: Final = {
    "yes": True, "true": True, "はい": True, "no": False, "false": False, "いいえ": False
}  # fmt: skip


class Form(Enum):
    """What a field holds."""

    TEXT = "text"
    LINE = "line"
    FLAG = "yes or no"


class Identity(Value):
    """The part of an incident that is no record."""

    title: Text | None = None
    style: Code = "unknown"
    organization: Organization


def fields() -> dict[str, Form]:
    """Every field (`title`, `style`, `name`, `desk.phone` …) but those of offices."""
    return {"title": Form.TEXT, "style": Form.LINE, **dict(_fields(Organization))}


def identity(incident: Incident) -> dict[str, str]:
    """What is set, by field; texts by language, offices by their ids."""
    data = incident.model_dump(
        mode="json", exclude_defaults=True, include=set(Identity.model_fields)
    )
    us = data.pop("organization")
    offices = {one["id"]: one["name"] for one in us.pop(_OFFICES, ())}
    return dict(_flat({**data, **us, _OFFICES: offices}))


def with_identity(
    incident: Incident, given: Iterable[tuple[str, str]], language: str
) -> Incident:
    """The incident with these fields; an empty value takes a field or a group away.

    Raises:
        IncidentFileError: with every mistake that was found.

    """
    flat = identity(incident)
    mistakes: list[Mistake] = []
    for name, value in given:
        try:
            _set(flat, name.removeprefix("organization."), value, language)
        except ValueError as error:
            mistakes.append(mistake_from(name, error))
    if mistakes:
        raise IncidentFileError(mistakes)
    try:
        new = Identity.model_validate_json(json.dumps(_nested(flat)))
    except ValidationError as error:
        raise IncidentFileError(
            replace(one, place=one.place.removeprefix("organization."))
            for one in mistakes_of(error, Identity)
        ) from None
    return incident.model_copy(
        update={name: getattr(new, name) for name in Identity.model_fields}
    )


def said(before: Incident, after: Incident) -> dict[str, tuple[str | None, str | None]]:
    """Each field that changed, with what it said and what it says; None: nothing."""
    old, new = identity(before), identity(after)
    names = [*old, *(name for name in new if name not in old)]
    changes = {name: (old.get(name), new.get(name)) for name in names}
    return {name: two for name, two in changes.items() if two[0] != two[1]}


def text_of(text: str, language: str) -> dict[str, str]:
    """A text as a field, by its letters: kana and kanji are Japanese, ASCII is English."""
    if _JAPANESE.search(text):
        return {"ja": text}
    return {"en" if text.isascii() else language: text}


def _fields(form: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Form]]:
    for name, info in form.model_fields.items():
        inner = model_in(info.annotation)
        if inner is Text:
            yield prefix + name, Form.TEXT
        elif inner is Office:
            continue
        elif inner is not None:
            yield from _fields(inner, f"{prefix}{name}.")
        else:
            is_flag = info.annotation in (bool, bool | None)
            yield prefix + name, Form.FLAG if is_flag else Form.LINE


def _flat(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, bool):
            yield prefix + name, "yes" if value else "no"
        elif value is not None:
            yield prefix + name, value


def _set(flat: dict[str, str], name: str, value: str, language: str) -> None:
    stem, _, tail = name.rpartition(".")
    in_words = stem if tail in _LANGUAGES else name
    form = _form(in_words)
    if not value:
        for one in [n for n in flat if n == name or n.startswith(f"{name}.")]:
            del flat[one]
    elif form is None:
        inner = [n for n in fields() if n.startswith(f"{name}.")]
        raise MeaningError("set-inside", inner=", ".join(inner) or f"{name}.ID")
    elif form is Form.TEXT and in_words == name:
        flat.update(
            {f"{name}.{lang}": t for lang, t in text_of(value, language).items()}
        )
    elif form is not Form.TEXT and in_words != name:
        raise MeaningError("same-in-languages", name=in_words)
    else:
        flat[name] = value


def _form(name: str) -> Form | None:
    """What a field holds; None for a group of fields.

    Raises:
        ValueError: there is none of that name.

    """
    known = fields()
    if name.startswith(f"{_OFFICES}."):
        return Form.TEXT
    groups = {one.rpartition(".")[0] for one in known} - {""}
    if name in known or name in groups or name == _OFFICES:
        return known.get(name)
    near = get_close_matches(name, known, n=1)
    if near:
        raise MeaningError("not-known-near", near=near[0])
    raise MeaningError("not-known-all", known=", ".join(known))


def _nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """As it stands in the file."""
    known = fields()
    data: dict[str, Any] = {"organization": {}}
    offices: dict[str, dict[str, str]] = {}
    for name, value in flat.items():
        stem, _, tail = name.rpartition(".")
        if name.startswith(f"{_OFFICES}."):
            offices.setdefault(stem.removeprefix(f"{_OFFICES}."), {})[tail] = value
            continue
        steps = name.split(".")
        place = data if steps[0] in Identity.model_fields else data["organization"]
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        is_flag = known.get(name) is Form.FLAG
        place[steps[-1]] = _WORDS.get(value.lower(), value) if is_flag else value
    listed = [{"id": name, "name": text} for name, text in offices.items()]
    return {**data, "organization": {**data["organization"], _OFFICES: listed}}

"""Where something stands in an incident, as people call it: record and field, not a path.

    events[3].when      →   出来事 4件目「全パソコンを検査（2026年10月14日）」 › いつ
    organization.name   →   組織 › 名称

The path is for programs and for whoever edits the file; it is told beside these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from honmono.incident.case._core import Record
from honmono.incident.case.incident import PARTS, Incident
from honmono.incident.case.kinds import VOCABULARIES, known
from honmono.text import harmless, keys, say

_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

_LONGEST: Final = 60
"""Characters of a title beside a place."""

_BETWEEN: Final = " › "


def place_in_words(
    place: str,
    form: type[BaseModel],
    language: str,
    data: Any = None,
) -> str:
    """A path in words; empty where no step of it has any.

    Args:
        place: `events[3].when`, as a mistake names it.
        form: what it begins in: an incident, a record of a part.
        language: `ja` or `en`.
        data: what was read there, as JSON, so that records can be told by their titles.

    """
    model: type[BaseModel] | None = form
    crumbs: list[str] = []
    named = False
    for name, number in _steps(place):
        if number is None:
            label = _label(model, name, language)
            named = named or label != name
            crumbs.append(label)
            model = _inner(model, name)
            data = data.get(name) if isinstance(data, Mapping) else None
        else:
            fits = isinstance(data, list) and number < len(data)
            data = data[number] if fits else None
            crumbs[-1:] = [_numbered(crumbs[-1] if crumbs else "", number, language)]
            crumbs[-1] += _quoted(model, data, language)
    return _BETWEEN.join(crumbs) if named else ""


def _steps(place: str) -> Iterator[tuple[str, int | None]]:
    for name, number in _STEP.findall(place):
        yield (name, None) if name else ("", int(number))


def _label(model: type[BaseModel] | None, name: str, language: str) -> str:
    """What a field is called on pages; one without words keeps its name."""
    if model is Incident and f"part-{name}" in keys("case"):
        return say("case", f"part-{name}", language)
    if model is Incident and f"place-{name}" in keys("case_mistakes"):
        return say("case_mistakes", f"place-{name}", language)
    owner = model.__name__ if model else ""
    for key in (f"{owner}-{name}", f"field-{name}"):
        if key in keys("web/fields"):
            return say("web/fields", key, language)
    if f"place-{owner}-{name}" in keys("case_mistakes"):
        return say("case_mistakes", f"place-{owner}-{name}", language)
    return name


def _inner(model: type[BaseModel] | None, name: str) -> type[BaseModel] | None:
    if model is None or name not in model.model_fields:
        return None
    return model_in(model.model_fields[name].annotation)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The value that stands in an annotation: `tuple[Event, ...]` → `Event`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = model_in(inner)
        if found is not None:
            return found
    return None


def _numbered(label: str, number: int, language: str) -> str:
    count = number + 1
    return f"{label} {count}件目" if language == "ja" else f"{label} no. {count}"


def _quoted(model: type[BaseModel] | None, data: Any, language: str) -> str:
    """`「全パソコンを検査」`: of a record that may be wrong, as far as it can be read."""
    if not isinstance(data, Mapping) or model is None or not issubclass(model, Record):
        return ""
    said = harmless(_said(model, data, language), _LONGEST)
    if not said:
        return ""
    return f"「{said}」" if language == "ja" else f" “{said}”"


def _said(model: type[BaseModel], data: Mapping[str, Any], language: str) -> str:
    """Its own words, else those of its kind, else its id."""
    other = "en" if language == "ja" else "ja"
    for name in ("title", "text", "who"):
        text = data.get(name)
        if isinstance(text, Mapping):
            found = text.get(language) or text.get(other)
            if isinstance(found, str) and found:
                return found
    part = next((part for part, form in PARTS.items() if form is model), "")
    kind, vocabulary = data.get("kind"), VOCABULARIES.get(part, "")
    if isinstance(kind, str) and vocabulary and kind in known(vocabulary):
        return say(f"kinds/{vocabulary}", kind, language)
    called = data.get("name") or data.get("id")
    return called if isinstance(called, str) else ""

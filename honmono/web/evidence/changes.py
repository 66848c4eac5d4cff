"""What one change has changed: record by record, field by field.

    question-2   answered   – → no
                 by         – → 山田 花子

Values are shown as the incident file has them: it is what the log proves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from honmono.incident.case import PARTS, Incident

_LONGEST: Final = 2_000
"""Characters of one value that are shown."""

MOST: Final = 200
"""Records that are shown of one change; an import has thousands."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field before and after; None where there was or is none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that was put down, changed or taken back."""

    part: str
    """Empty for what stands beside the records: title, organization, lists."""

    record: str
    how: str
    """`put`, `changed`, `withdrawn`."""

    fields: tuple[Field, ...]


def changes(before: Incident | None, after: Incident) -> tuple[Touched, ...]:
    """What is different, in the order of the file.

    Args:
        before: None where the incident was opened with this change.
        after: as it was then.

    """
    return tuple(_changes(before, after))


def _changes(before: Incident | None, after: Incident) -> Iterator[Touched]:
    old, new = _top(before), _top(after)
    fields = tuple(_fields(old, new))
    if fields:
        yield Touched("", after.id, "changed" if before else "put", fields)
    for part in PARTS:
        was = {r.id: r for r in getattr(before, part)} if before else {}
        now = {r.id: r for r in getattr(after, part)}
        for name in dict.fromkeys((*was, *now)):
            if was.get(name) != now.get(name):
                how = _how(name in was, name in now)
                found = _fields(_dump(was.get(name)), _dump(now.get(name)))
                yield Touched(part, name, how, tuple(found))


def _how(was: bool, now: bool) -> str:
    return "changed" if was and now else "put" if now else "withdrawn"


def _top(incident: Incident | None) -> dict[str, Any]:
    if incident is None:
        return {}
    parts = {*PARTS, "corrections"}
    return incident.model_dump(mode="json", exclude_defaults=True, exclude=parts)


def _dump(record: Any) -> dict[str, Any]:
    if record is None:
        return {}
    found: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return found


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Field]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name) and name != "id":
            yield Field(name, _shown(old.get(name)), _shown(new.get(name)))


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    text = "\n".join(_lines(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _lines(value: Any, name: str = "") -> Iterator[str]:
    """`{"ja": "追記", "en": "more"}` → `ja: 追記`, `en: more`."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _lines(each, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            plain = not isinstance(each, dict | list)
            yield from _lines(each, name if plain else f"{name}[{number}]")
    else:
        text = value if isinstance(value, str) else json.dumps(value)
        yield f"{name}: {text}" if name else text

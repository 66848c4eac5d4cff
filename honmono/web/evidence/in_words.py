"""What one change has changed, in words that people use.

    出来事の種類    –  →  外部の方から不審なメールについて連絡を受領
    いつ            –  →  2026年10月13日 10時5分

The values of the file stay beside it (`changes`): they are what the log proves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from honmono.incident.case import PARTS
from honmono.text import keys, say
from honmono.web.evidence.changes import Field, Touched
from honmono.web.facts.shape import shapes_of
from honmono.web.facts.shown import Item, Pair, pairs_of
from honmono.web.facts.words import Words, plain

_LONGEST: Final = 2_000
"""Characters of one value that are shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """One field before and after, in words; None where there was or is none."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class State:
    """The records of one side of a change, each read when it is asked for."""

    words: Words
    names: Mapping[str, str]
    """What originals were called, by SHA-256."""

    def told(self, part: str, record: str) -> dict[str, str]:
        """By field: what a record says there."""
        if not part:
            return _of_incident(self.words)
        found = self.words.records.get(record)
        if found is None:
            return {}
        data = found[1].model_dump(mode="json", exclude_defaults=True)
        pairs = pairs_of(part, data, self.words, self.names)
        return {pair.name: "\n".join(_lines(pair)) for pair in pairs}


def in_words(
    each: Touched, before: State | None, after: State, language: str
) -> tuple[Told, ...]:
    """The fields of one record that changed.

    Args:
        each: what was touched.
        before: None where the incident was opened with this change.
        after: as it was then.
        language: of the labels.

    """
    was = before.told(each.part, each.record) if before else {}
    now = after.told(each.part, each.record)
    labels = _labels(each.part, after.words)
    return tuple(
        Told(
            labels.get(field.name) or _label(field.name, language),
            _short(
                was.get(field.name) or _stamp(field, field.before, after), field.before
            ),
            _short(
                now.get(field.name) or _stamp(field, field.after, after), field.after
            ),
        )
        for field in each.fields
    )


def _stamp(field: Field, raw: str | None, state: State) -> str | None:
    """When the desk wrote it down, by the clock of the organization."""
    if field.name != "recorded" or not raw:
        return None
    there = datetime.fromisoformat(raw).astimezone(state.words.zone)
    return f"{there:%Y-%m-%d %H:%M}"


def files_of(touched: tuple[Touched, ...]) -> set[str]:
    """SHA-256 of all that could be the name of an original."""
    values = (v for each in touched for f in each.fields for v in _both(f))
    return {word for value in values for word in value.split() if len(word) == 64}


def _both(field: Field) -> Iterator[str]:
    yield from (value for value in (field.before, field.after) if value)


def _short(told: str | None, raw: str | None) -> str | None:
    """The words; what no word is known for, as it stands in the file."""
    if raw is None:
        return None
    text = told or plain(raw)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _labels(part: str, words: Words) -> dict[str, str]:
    if part not in PARTS:
        return {}
    return {shape.name: words.label(shape) for shape in shapes_of(part)}


def _label(name: str, language: str) -> str:
    for catalogue, key in (
        ("web/evidence", f"incident-{name}"),
        ("web/fields", f"field-{name}"),
    ):
        if key in keys(catalogue):
            return say(catalogue, key, language)
    return plain(name)


def _lines(pair: Pair) -> Iterator[str]:
    for item in pair.items:
        yield _in_its_language(item, both=len(pair.items) > 1)
    for group in pair.groups:
        for inner in group:
            yield f"{inner.label}: {' / '.join(_lines(inner))}"


def _in_its_language(item: Item, both: bool) -> str:
    """`日本語: …` where a text stands in both."""
    if not (both and item.language):
        return item.text
    return f"{_tongue(item.language)}: {item.text}"


def _tongue(language: str) -> str:
    return "日本語" if language == "ja" else "English"


def _of_incident(words: Words) -> dict[str, str]:
    """What stands beside the records: when, what kind, and who we are."""
    incident = words.incident
    us = incident.organization.model_dump(mode="json", exclude_defaults=True)
    title = (
        incident.title.model_dump(mode="json", exclude_none=True)
        if incident.title
        else {}
    )
    return {
        "opened": words.when(incident.model_dump(mode="json")["opened"]),
        "title": "\n".join(f"{_tongue(k)}: {plain(v)}" for k, v in title.items()),
        "style": words.code("styles", incident.style),
        "organization": "\n".join(_about_us(us, words.language)),
    }


def _about_us(value: Any, language: str, path: tuple[str, ...] = ()) -> Iterator[str]:
    """`desk.phone` → `窓口の電話番号: 03-…`, by the words of the form that asks for it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _about_us(inner, language, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from _about_us(inner, language, path)
    else:
        tongue = path[-1] if path[-1] in ("ja", "en") else ""
        said = _of_us(path[:-1] if tongue else path, language)
        beside = f" ({_tongue(tongue)})" if tongue else ""
        yield f"{said}{beside}: {_plainly(value, language)}"


def _of_us(path: tuple[str, ...], language: str) -> str:
    key = "about-" + "-".join(path).replace("_", "-")
    if key in keys("web/guide"):
        return say("web/guide", key, language)
    return _label("-".join(path), language)


def _plainly(value: object, language: str) -> str:
    if isinstance(value, bool):
        return say("web/facts", "yes" if value else "no", language)
    return plain(str(value))

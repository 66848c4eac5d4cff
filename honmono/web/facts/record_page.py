"""All that the page of one record shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from honmono.incident.case import PARTS, Incident, NoSuchRecordError, Text
from honmono.incident.case.corrections import Correction
from honmono.incident.documents._core import Document, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds.public_notice import KIND
from honmono.incident.documents.making import unchecked
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import (
    Recent,
    content_key,
    fingerprint,
    incident_of,
    problems_of,
)
from honmono.web.facts.citing import citing
from honmono.web.facts.problems import Told, problems_by_record
from honmono.web.facts.selectors import names_of, words_of
from honmono.web.facts.shape import Holds, Shape, shapes_of
from honmono.web.facts.shown import Item, Pair, own, pairs_of, provenance
from honmono.web.facts.words import Words, as_json, plain


@dataclass(frozen=True, slots=True)
class Cited:
    """One record that names this one."""

    id: str
    part: str
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after; None where it said nothing."""

    label: str
    old: Pair | None
    new: Pair | None


@dataclass(frozen=True, slots=True)
class Before:
    """One correction."""

    at: datetime
    by: str
    reason: Text | None
    is_withdrawn: bool
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record."""

    id: str
    part: str
    name: str
    title: str
    certainty: str
    own: tuple[Pair, ...]
    provenance: tuple[Pair, ...]
    by: str
    recorded: datetime | None
    is_withdrawn: bool
    shown: str
    cited: tuple[Cited, ...]
    sentences: tuple[Sentence, ...]
    """Of the public notice as it would be written now."""

    problems: tuple[Told, ...]
    before: tuple[Before, ...]


def record_page(case: Case, name: str, now: datetime) -> RecordPage | None:
    """The page of a record; None where no record has or had that name."""
    incident, words = incident_of(case), words_of(case)
    notes = [note for note in incident.corrections if note.record == name]
    try:
        part, record = incident.find(name)
    except NoSuchRecordError:
        return _withdrawn(name, notes, words) if notes else None
    data = as_json(record)
    names = names_of(case, _hashes(shapes_of(part), data))
    pairs = pairs_of(part, data, words, names)
    wrong = [one for one in problems_of(case, now) if one.record == name]
    return RecordPage(
        id=name,
        part=part,
        name=words.part(part),
        title=words.title_of(part, data),
        certainty=record.certainty.value,
        own=own(pairs),
        provenance=provenance(pairs),
        by=plain(record.by or ""),
        recorded=record.recorded,
        is_withdrawn=False,
        shown=fingerprint(record),
        cited=tuple(_cited(incident, name, words)),
        sentences=_sentences(case, name, words, now.astimezone(words.zone).date()),
        problems=tuple(problems_by_record(wrong, words)),
        before=_history(notes, words, names),
    )


def _withdrawn(name: str, notes: list[Correction], words: Words) -> RecordPage | None:
    part, data = notes[-1].of, notes[-1].old
    if part not in PARTS:
        return None
    names: dict[str, str] = {}
    pairs = _kept(part, data, words, names)
    return RecordPage(
        id=name,
        part=part,
        name=words.part(part),
        title=pairs[0].items[0].text if pairs and pairs[0].items else name,
        certainty="",
        own=own(pairs),
        provenance=provenance(pairs),
        by=plain(str(data.get("by") or "")),
        recorded=None,
        is_withdrawn=True,
        shown="-",
        cited=tuple(_cited(words.incident, name, words)),
        sentences=(),
        problems=(),
        before=_history(notes, words, names),
    )


def _cited(incident: Incident, name: str, words: Words) -> Iterator[Cited]:
    for one in citing(incident, name):
        title = words.title(one.record)
        yield Cited(one.record, words.part(one.part), title, words.label(one.field))


_notices: Final[Recent[tuple[bytes, str, date], Document]] = Recent(16)


def _sentences(case: Case, name: str, words: Words, day: date) -> tuple[Sentence, ...]:
    """What a notice would say because of this record."""
    key = (content_key(case), words.language, day)
    made = _notices.get(key) or _notices.put(key, _notice(words, day))
    found = (one for one in made.sentences() if name in one.facts and one.text)
    return tuple({one.text: one for one in found}.values())


def _notice(words: Words, day: date) -> Document:
    brief = Brief(words.incident, words.language, day, f"documents/{KIND.name}")
    return unchecked(KIND, brief)


def _history(
    notes: list[Correction], words: Words, names: dict[str, str]
) -> tuple[Before, ...]:
    """The newest correction first."""
    return tuple(
        Before(
            at=note.at,
            by=plain(note.by),
            reason=note.reason,
            is_withdrawn=note.new is None,
            changes=tuple(_changes(note, words, names)),
        )
        for note in reversed(notes)
    )


def _changes(
    note: Correction, words: Words, names: dict[str, str]
) -> Iterator[Changed]:
    old = {p.name: p for p in _kept(note.of, note.old, words, names)}
    new = {p.name: p for p in _kept(note.of, note.new, words, names)}
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        if one != other:
            label = (one or other).label  # type: ignore[union-attr]
            yield Changed(label, one, other)


def _kept(
    part: str, data: Mapping[str, Any] | None, words: Words, names: Mapping[str, str]
) -> tuple[Pair, ...]:
    """What a correction has kept; a file may bring anything there, which is shown raw."""
    if data is None:
        return ()
    try:
        shapes = shapes_of(part)
        said = {s.name: s.default for s in shapes if s.default is not None} | dict(data)
        return pairs_of(part, said, words, names)
    except (AttributeError, KeyError, TypeError, ValueError):
        text = plain(json.dumps(data, ensure_ascii=False))
        return (Pair("json", "JSON", (Item(text),)),)


def _hashes(shapes: tuple[Shape, ...], data: Any) -> Iterator[str]:
    for shape in shapes:
        value = data.get(shape.name)
        held = value if shape.many else [value]
        for one in held or ():
            if shape.holds is Holds.ORIGINAL:
                yield one
            elif shape.holds is Holds.GROUP and one:
                yield from _hashes(shape.inner, one)

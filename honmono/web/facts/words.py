"""A record in words: its fields, its values, its title.  Pure: nothing of the database.

    kind: scan_all_pcs           → 出来事の種類: 全パソコンを検査
    when: 2026-10-14T18:00       → いつ: 2026年10月14日 18時

Texts of a record may be an attacker's: they are harmless lines, and no link of them works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.incident.case import PARTS, Incident, Moment, Record
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.dates import moment_in_words
from honmono.incident.case.kinds import known
from honmono.incident.documents.kinds import NAMES
from honmono.text import harmless, keys, say
from honmono.web.facts.shape import Holds, Shape, shapes_of

_LONGEST: Final = 2_000
_SCHEME: Final = re.compile(r"\b(h)tt(ps?)(?=:|%3a)", re.IGNORECASE)

TITLES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "events": (("kind",),),
    "figures": (("kind",), ("value",)),
    "traits": (("kind",), ("shown", "text", "address")),
    "awareness": (("when",),),
    "hypotheses": (("code",), ("partner",)),
    "decisions": (("kind",),),
    "questions": (("kind",),),
    "tasks": (("title", "kind"),),
    "affected": (("who", "group"), ("data", "said")),
    "commissions": (("to", "asked"),),
    "outside_reports": (("received",),),
    "accounts": (("name",),),
    "coverage": (("as_of",),),
    "inquiries": (("way",), ("when",)),
    "measures": (("text", "kind"),),
    "genuine": (("kind",), ("value", "text")),
    "advice": (("text", "kind"),),
    "replies": (("question",), ("client",)),
    "issued": (("kind",), ("to",)),
    "publications": (("title_kind", "number", "url"),),
    "traces": (("when",),),
}
"""By part: which fields tell a record from others; of each group the first that is said.
No outsider's name is among them: titles stand on pages whose readers nobody notes."""

_NAMED_BY_PART: Final = frozenset(
    {"awareness", "coverage", "outside_reports", "traces"}
)
"""Parts whose records have a day alone: `端末調査の状況：2026年10月14日 18時`."""

_INSTEAD: Final = ("named", "title", "text", "note")
"""What says more than the kind `other`."""


def plain(text: str) -> str:
    """A text for a page: harmless lines, no working link."""
    lines = (harmless(line, _LONGEST) for line in text.splitlines())
    return defanged("\n".join(lines).strip())


def defanged(text: str) -> str:
    """`http://…` → `hxxp://…`: nobody opens it by accident."""
    return _SCHEME.sub(r"\1xx\2", text)


@dataclass(frozen=True)
class Words:
    """What an incident's records are in one language."""

    incident: Incident
    language: str
    zone: ZoneInfo

    @cached_property
    def records(self) -> dict[str, tuple[str, Record]]:
        """Every record by its id."""
        return {record.id: (part, record) for part, record in self.incident.records()}

    @cached_property
    def offices(self) -> dict[str, str]:
        """Offices by their ids."""
        ours = self.incident.organization.offices
        return {one.id: one.name.in_language(self.language) for one in ours}

    def part(self, part: str) -> str:
        """What a part of an incident is called."""
        return say("case", f"part-{part}", self.language)

    def label(self, shape: Shape) -> str:
        """What a field is called."""
        known_keys = keys("web/fields")
        for key in (f"{shape.owner}-{shape.name}", f"field-{shape.name}"):
            if key in known_keys:
                return say("web/fields", key, self.language)
        return shape.name

    def help(self, shape: Shape) -> str:
        """What is easily misread about it; empty where nothing is."""
        known_keys = keys("web/fields")
        for name in (f"{shape.owner}-{shape.name}", f"field-{shape.name}"):
            if f"{name}-help" in known_keys:
                return say("web/fields", f"{name}-help", self.language)
            if name in known_keys:
                break
        return ""

    def choice(self, shape: Shape, value: str) -> str:
        """One of the values that a field may have."""
        return say("web/values", f"{shape.choice}-{value}", self.language)

    def code(self, vocabulary: str, code: str) -> str:
        """A word of a table; one that no table has, as it is."""
        return dict(codes(vocabulary, self.language)).get(code) or plain(code)

    def when(self, value: str) -> str:
        """A moment as people say it."""
        era = self.incident.organization.era
        return moment_in_words(Moment(value), self.language, zone=self.zone, era=era)

    def text(self, value: Mapping[str, str]) -> str:
        """A text in this language, else in the other."""
        other = "en" if self.language == "ja" else "ja"
        return plain(value.get(self.language) or value.get(other) or "")

    def joined(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return ("、" if self.language == "ja" else ", ").join(w for w in words if w)

    def value(self, shape: Shape, value: Any) -> str:
        """One value of a field that is no group, in words."""
        match shape.holds:
            case Holds.TEXT:
                return self.text(value)
            case Holds.CODE:
                return self.code(shape.words, value) if shape.words else plain(value)
            case Holds.CHOICE:
                return self.choice(shape, value)
            case Holds.FLAG:
                return say("web/facts", "yes" if value else "no", self.language)
            case Holds.NUMBER:
                return f"{value:,}"
            case Holds.FRACTION:
                return f"{value:g}"
            case Holds.MOMENT:
                return self.when(value)
            case Holds.INSTANT:
                there = datetime.fromisoformat(value).astimezone(self.zone)
                return f"{there:%Y-%m-%d %H:%M}"
            case Holds.RECORD:
                return self.reference(shape, value)
            case _:
                return plain(str(value))

    def reference(self, shape: Shape, name: str) -> str:
        """The record, office or list of that id."""
        if shape.words == "offices":
            return self.offices.get(name) or name
        if shape.words == "lists":
            return name
        return self.title(name)

    def title(self, name: str) -> str:
        """A record by its id; one that is not there, by the id alone."""
        if name not in self.records:
            return name
        part, record = self.records[name]
        return self.title_of(part, as_json(record))

    def title_of(self, part: str, data: Mapping[str, Any]) -> str:
        """A record as short as a reader knows it again by."""
        shapes = {shape.name: shape for shape in shapes_of(part)}
        found = [self._first(group, shapes, data) for group in TITLES[part]]
        if part in _NAMED_BY_PART:
            found.insert(0, self.part(part))
        told = ("：" if self.language == "ja" else ": ").join(f for f in found if f)
        return harmless(told or self.part(part), 160)

    def _first(
        self,
        group: tuple[str, ...],
        shapes: Mapping[str, Shape],
        data: Mapping[str, Any],
    ) -> str:
        for name in group:
            value = data.get(name)
            if value in (None, [], ""):
                continue
            shape = shapes[name]
            if name == "kind" and value == "other":
                return self._instead(shapes, data) or self.value(shape, value)
            if shape.many:
                return self.joined(self.value(shape, one) for one in value)
            return self.value(shape, value)
        return ""

    def _instead(self, shapes: Mapping[str, Shape], data: Mapping[str, Any]) -> str:
        given = (name for name in _INSTEAD if name in shapes and data.get(name))
        return next((self.value(shapes[name], data[name]) for name in given), "")


def as_json(record: Record) -> dict[str, Any]:
    """A record as it stands in the file, with what nobody said."""
    return record.model_dump(mode="json")


def codes(vocabulary: str, language: str) -> list[tuple[str, str]]:
    """The words of a table: code, and what people see."""
    if vocabulary == "documents":
        return [(name, say("document", f"kind-{name}", language)) for name in NAMES]
    if vocabulary == "clocks":
        rules = standard().rules.items()
        return [(code, _one(rule.name, language)) for code, rule in rules]
    if vocabulary == "replies":
        asked = standard().questions.items()
        return [(code, one.ja if language == "ja" else one.en) for code, one in asked]
    return [
        (code, say(f"kinds/{vocabulary}", code, language)) for code in known(vocabulary)
    ]


def _one(words: Any, language: str) -> str:
    return str(words.ja if language == "ja" else words.en)


def is_part(name: str) -> bool:
    """Is there such a part of an incident?"""
    return name in PARTS

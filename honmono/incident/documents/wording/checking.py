"""A document or a text, held against the rules.

What a record says in somebody's own words is the record's affair, not the catalogue's:
it is cut out before the rules of wording look at a sentence, so a note "all PCs clean"
is not taken for our own claim.  Names, addresses and links are looked for everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from honmono.incident.case import Incident, Record
from honmono.incident.documents._core import Audience, Document, Sentence
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.masking import masked
from honmono.incident.documents.naming import itself
from honmono.incident.documents.stance import stance_of
from honmono.incident.documents.wording._core import Situation, Violation
from honmono.incident.documents.wording.rules import Rule, rules_in
from honmono.incident.documents.wording.secrets import Secrets, secrets_of
from honmono.text import harmless

_ENDS: Final = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+|\n+")
_REQUIRED_IN: Final = {"says-investigating": "cause", "domain-caution": "how_to_tell"}
"""Rules that ask for words, and the part of a document that must have them."""


@dataclass(frozen=True, slots=True)
class _Yardstick:
    """What holds for one document or text; found out once."""

    situation: Situation
    forbidding: tuple[Rule, ...]
    secrets: Secrets

    def broken_by(self, ours: str, whole: str, key: str = "") -> Iterator[Violation]:
        """What one passage breaks: our own words of it, and the whole of it."""
        for sentence in _ENDS.split(_plain(ours)):
            for rule in self.forbidding:
                if rule.is_broken_by(sentence, self.situation):
                    yield Violation(rule.name, whole, key)
        if self.situation.is_for_outsiders:
            for name in self.secrets.broken_by(unicodedata.normalize("NFKC", whole)):
                yield Violation(name, whole, key)


def check_wording(
    document: Document, incident: Incident, audience: Audience | None = None
) -> tuple[Violation, ...]:
    """Everything in a document that must not be said, or is missing.

    Without an audience it is the one that reads documents of its kind.
    """
    audience = audience or kind(document.kind).audience
    yardstick = _yardstick(incident, document.language, audience)
    quotes = _Quotes(incident)
    found = [
        violation
        for sentence in document.sentences()
        if not sentence.is_quoted or yardstick.situation.is_for_outsiders
        for violation in yardstick.broken_by(
            quotes.cut_out_of(sentence), sentence.text, sentence.key
        )
    ]
    return (*dict.fromkeys(found), *_missing(document, yardstick.situation))


def check_text(
    text: str,
    language: str,
    incident: Incident,
    audience: Audience = Audience.PUBLIC,
) -> tuple[Violation, ...]:
    """Everything in a text that must not be said; for texts that people have edited."""
    yardstick = _yardstick(incident, language, audience)
    found = [
        violation
        for sentence in _ENDS.split(text)
        if sentence.strip()
        for violation in yardstick.broken_by(sentence, sentence)
    ]
    return tuple(dict.fromkeys(found))


def _yardstick(incident: Incident, language: str, audience: Audience) -> _Yardstick:
    own = itself(incident.organization, "ja")
    situation = Situation(incident, stance_of(incident), audience, language, own)
    forbidding = tuple(
        rule
        for rule in rules_in(language)
        if not rule.is_required and rule.holds(situation)
    )
    return _Yardstick(situation, forbidding, secrets_of(incident))


def _missing(document: Document, situation: Situation) -> Iterator[Violation]:
    parts = {section.name for section in document.sections}
    text = _plain("\n".join(sentence.text for sentence in document.sentences()))
    for rule in rules_in(situation.language):
        is_asked = rule.is_required and _REQUIRED_IN[rule.name] in parts
        if is_asked and rule.holds(situation) and not rule.matches(text, situation):
            yield Violation(rule.name, "")


def _plain(text: str) -> str:
    """One spelling for full-width and half-width; no blanks between Japanese letters."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])", "", text)


class _Quotes:
    """What records say in somebody's own words; each record is looked at once."""

    def __init__(self, incident: Incident) -> None:
        self._records = {record.id: record for _, record in incident.records()}
        self._held: dict[str, frozenset[str]] = {}

    def cut_out_of(self, sentence: Sentence) -> str:
        """The sentence without what its records say."""
        text = sentence.text
        quotes = {q for name in sentence.facts for q in self._of(name) if q in text}
        for quote in sorted(quotes, key=len, reverse=True):
            text = text.replace(quote, "…")
        return text

    def _of(self, name: str) -> frozenset[str]:
        if name not in self._held:
            record = self._records.get(name)
            self._held[name] = frozenset(_said_by(record) if record else ())
        return self._held[name]


def _said_by(record: Record) -> Iterator[str]:
    for value in _strings(record.model_dump(mode="json", exclude_defaults=True)):
        if len(value) > 1:
            yield from (value, harmless(masked(value), 2_000))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)

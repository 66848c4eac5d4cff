"""What a document would say now, beside what it says: which facts changed, and the words.

Only what changes the text is told: most records that are added say nothing in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from honmono.incident.case import Incident
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.comparing import ChangedFact, ChangedSentence, compare
from honmono.incident.documents.formats._core import shown
from honmono.incident.documents.tracing import in_words
from honmono.web.documents.making import Made

MOST = 100
"""Changed sentences that a page shows."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A record that is not what it was, in words."""

    id: str
    change: str
    old: str
    new: str
    is_record: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before and after; empty where there was or is none."""

    old: str
    new: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What making it anew would change, in one language."""

    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    more: int
    """Sentences that are not shown."""


def difference(
    before: Incident, after: Incident, old: Made, new: Made, brief: Brief
) -> Difference:
    """Hold the two against each other, in the language of `brief`."""
    language = brief.language
    found = compare(before, after, old.documents[language], new.documents[language])
    named = {name for sentence in found.sentences for name in sentence.because}
    return Difference(
        tuple(_fact(fact, brief) for fact in found.facts if fact.id in named),
        tuple(map(_sentence, found.sentences[:MOST])),
        max(0, len(found.sentences) - MOST),
    )


def _fact(fact: ChangedFact, brief: Brief) -> Fact:
    old = in_words(fact.part, fact.old, brief) if fact.old else ""
    new = in_words(fact.part, fact.new, brief) if fact.new else ""
    return Fact(fact.id, fact.change.value, old, new, bool(fact.old or fact.new))


def _sentence(sentence: ChangedSentence) -> Sentence:
    return Sentence(
        shown(sentence.old.text) if sentence.old else "",
        shown(sentence.new.text) if sentence.new else "",
        sentence.because,
    )

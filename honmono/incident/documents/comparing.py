"""Two versions of a document: which facts changed, and which sentences because of them.

    events/seen      corrected
      - 2022年5月18日、…を確認いたしました。
      + 2022年5月17日、…を確認いたしました。

A sentence that changed without a fact that changed is told apart: the day or the templates
are others, or it names no fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import Final, NamedTuple

from honmono.incident.case import Incident, Record
from honmono.incident.documents._core import Document, Sentence

NO_RECORDS: Final = ("organization", "style", "title")
"""What an incident says beside its records; sentences may name these, too."""


class Change(Enum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CORRECTED = "corrected"


class ChangedFact(NamedTuple):
    """One record that is not what it was, or `organization`, `style`, `title`."""

    id: str
    part: str
    change: Change
    old: Record | None = None
    new: Record | None = None


class ChangedSentence(NamedTuple):
    """A sentence before and after; None where there is none."""

    old: Sentence | None
    new: Sentence | None
    because: tuple[str, ...]
    """Ids of the changed facts that it names; empty where none is."""


class Comparison(NamedTuple):
    """All that two versions differ in."""

    facts: tuple[ChangedFact, ...]
    sentences: tuple[ChangedSentence, ...]


def compare(
    before: Incident, after: Incident, old: Document, new: Document
) -> Comparison:
    """Hold the document of one incident against that of another.

    Args:
        before: the incident as it was.
        after: as it is.
        old: the document that was made from `before`.
        new: the same kind of document, made from `after`.

    """
    facts = tuple(changed_facts(before, after))
    changed = {fact.id for fact in facts}
    pairs = _pairs(list(old.sentences()), list(new.sentences()))
    return Comparison(
        facts,
        tuple(ChangedSentence(a, b, _because(a, b, changed)) for a, b in pairs),
    )


def changed_facts(before: Incident, after: Incident) -> Iterator[ChangedFact]:
    """Yield the records that were added, removed or corrected, in the file's order."""
    for name in NO_RECORDS:
        if getattr(before, name) != getattr(after, name):
            yield ChangedFact(name, name, Change.CORRECTED)
    old = {record.id: (part, record) for part, record in before.records()}
    new = {record.id: (part, record) for part, record in after.records()}
    for name, (part, record) in old.items():
        if name not in new:
            yield ChangedFact(name, part, Change.REMOVED, record)
        elif new[name] != (part, record):
            now, corrected = new[name]
            yield ChangedFact(name, now, Change.CORRECTED, record, corrected)
    for name, (part, record) in new.items():
        if name not in old:
            yield ChangedFact(name, part, Change.ADDED, None, record)


def _because(
    old: Sentence | None, new: Sentence | None, changed: set[str]
) -> tuple[str, ...]:
    named = [*(old.facts if old else ()), *(new.facts if new else ())]
    return tuple(name for name in dict.fromkeys(named) if name in changed)


def _pairs(
    old: Sequence[Sentence], new: Sequence[Sentence]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Sentences that differ, one beside the other where they are in the same place."""
    texts = [s.text for s in old], [s.text for s in new]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from _beside(old[a:b], new[c:d])


def _beside(
    old: Sequence[Sentence], new: Sequence[Sentence]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Those of one key, or of one fact, belong together; the others stand alone."""
    left = list(new)
    for sentence in old:
        other = next((one for one in left if _alike(sentence, one)), None)
        if other is not None:
            yield from ((None, one) for one in left[: left.index(other)])
            left = left[left.index(other) + 1 :]
        yield sentence, other
    yield from ((None, one) for one in left)


def _alike(old: Sentence, new: Sentence) -> bool:
    if old.facts and new.facts:
        return bool(set(old.facts) & set(new.facts)) and old.key == new.key
    return bool(old.key) and old.key == new.key

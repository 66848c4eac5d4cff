"""What the suspected mailboxes hold: streamed once each, and added up.

    suspect A (0.7): 300 messages, 40 people     expected: 0.7 × what the thief takes of A
    suspect B (0.3): 120 messages, 12 people               + 0.3 × what he takes of B
                                                 at most:  everything of both, once

No message is kept: one that two suspects hold is counted at the first of them, since each
message tells its holders.  What is kept is one number a person and one a subject.

Suspects exclude each other (one thief, one mailbox) or were both stolen; either way their
probabilities are added, up to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, TypeVar

from honmono.trace.archive._core import Archive, Note
from honmono.trace.exposure import chances
from honmono.trace.exposure._core import Taking
from honmono.trace.exposure.chances import Age, Habits, Window
from honmono.trace.exposure.seen import same_subject
from honmono.trace.traced import Suspect

_Key = TypeVar("_Key", str, int)

PARTNER_KEEPS: Final = 0.75
"""We see what a partner got, and not what he deleted.  Of ours we see what is left.

In both sets of `benchmarks/exposure.py` 0.73 of recent mail was still there.  It weighs
single messages alone: whom he knows, he knows from several."""


@dataclass(slots=True)
class _Held:
    """What one suspect holds: the likeliest age of each thing.  Dropped when merged."""

    known: dict[str, Age] = field(default_factory=dict)
    correspondents: dict[str, Age] = field(default_factory=dict)
    subjects: dict[int, Age] = field(default_factory=dict)
    ages: list[int] = field(default_factory=lambda: [0] * len(Age))


@dataclass(slots=True)
class Total:
    """Of all suspects: the chance of each thing; of messages their number alone."""

    known: dict[str, float] = field(default_factory=dict)
    correspondents: dict[str, float] = field(default_factory=dict)
    subjects: dict[int, float] = field(default_factory=dict)
    messages: int = 0
    expected: float = 0.0
    takings: list[Taking] = field(default_factory=list)


def gather(
    archive: Archive,
    suspects: Sequence[Suspect],
    window: Window,
    habits: Habits,
    *,
    with_messages: bool,
) -> Total:
    """Read all mailboxes through, likeliest first."""
    total = Total()
    for place, suspect in enumerate(suspects):
        held = _Held()
        for person, contact in archive.contacts_of(
            suspect.person, window.until
        ).items():
            held.known[person] = chances.age_of_contact(contact, window, habits)
        if with_messages:
            earlier = suspects[:place]
            for note in archive.messages_of(suspect.person, window.until):
                _hold(held, note, chances.age_of(note.date, window, habits))
                total.messages += not any(holds(each, note) for each in earlier)
        _merge(total, held, taking_of(suspect, held.ages, habits))
    return total


def holds(suspect: Suspect | Taking, note: Note) -> bool:
    """Does this suspect have a copy?  Of a partner: may he, having taken part?"""
    return suspect.person in (note.holders if suspect.ours else note.participants)


def number_of(subject: str) -> int:
    """A number for a subject, so that half a million of them stay small."""
    data = subject.encode("utf-8", "surrogatepass")  # mail may bring half a character
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def chance_of(age: Age, taking: Taking) -> float:
    """That a thing of this age leaked, if this mailbox was stolen."""
    return {Age.RECENT: 1.0, Age.OLD: taking.old, Age.LATE: taking.late}[age]


def taking_of(suspect: Suspect, ages: Sequence[int], habits: Habits) -> Taking:
    """How much of a mailbox the thief takes, from its numbers of messages by age."""
    old = habits.old(ages[Age.RECENT], ages[Age.OLD])
    late = habits.late()
    kept = 1.0 if suspect.ours else PARTNER_KEEPS
    return Taking(suspect.person, suspect.ours, suspect.probability, old, late, kept)


def _hold(held: _Held, note: Note, age: Age) -> None:
    held.ages[age] += 1
    for person in note.participants:
        if held.correspondents.get(person, -1) < age:
            held.correspondents[person] = age
    if key := same_subject(note.subject):
        number = number_of(key)
        if held.subjects.get(number, -1) < age:
            held.subjects[number] = age


def _merge(total: Total, held: _Held, taking: Taking) -> None:
    for person, age in held.correspondents.items():
        held.known[person] = max(age, held.known.get(person, age))
    held.known[taking.person] = Age.RECENT  # his own address is in his mailbox
    _add(total.known, held.known, taking)
    _add(total.correspondents, held.correspondents, taking)
    _add(total.subjects, held.subjects, taking)
    total.takings.append(taking)
    total.expected += taking.kept * sum(
        held.ages[age] * taking.probability * chance_of(age, taking) for age in Age
    )


def _add(sums: dict[_Key, float], ages: Mapping[_Key, Age], taking: Taking) -> None:
    by_age = {age: taking.probability * chance_of(age, taking) for age in Age}
    for key, age in ages.items():
        sums[key] = min(1.0, sums.get(key, 0.0) + by_age[age])

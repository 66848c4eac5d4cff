"""Lists of what leaked: one row a thing, with how sure it is and why.

    persons   ito@partner.example   outside  correspondence  seen      1.00  thread  r3.eml
    messages  5ef75c@partner.example         2022-04-11      possible  0.18  held

They are streamed: a mailbox may hold half a million messages.  What nobody could look at
has no list (`items` is None), for an empty one would say that nothing leaked.

Personal data is kept to what its purpose needs.  Whoever must be told is told by address,
so no name stands here; nor does it say whose mailbox is suspected, which concerns the
suspect alone.  Subjects stand in only on demand (a subject may say that somebody is ill);
without, a number stands for each.  Nothing of a text ever stands here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Any, Final

from honmono.text.cells import cell
from honmono.trace.archive._core import Archive, Note
from honmono.trace.exposure import chances
from honmono.trace.exposure._core import (
    Exposure,
    Kind,
    PersonAtRisk,
    Reason,
    Risk,
)
from honmono.trace.exposure.holdings import chance_of, holds, number_of
from honmono.trace.exposure.saving import replacing
from honmono.trace.exposure.seen import same_subject

_TOLD: Final = frozenset(Reason) - {Reason.OWNER}
"""Whoever gets a list need not know whose mailbox it was."""


class Form(Enum):
    """How a list is written."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Item:
    """One row."""

    kind: str
    item: str
    """An address; a Message-ID, or the archive's key where a message has none; a number
    that stands for a subject."""

    group: str
    """`staff`, `outside` or `desk`; empty for messages and subjects."""

    data: str
    """Of a person: which kind of data."""

    date: str
    """Of a message: its day."""

    subject: str
    certainty: str
    chance: float
    reasons: tuple[str, ...]
    reports: tuple[str, ...]


def items(
    kind: Kind, exposure: Exposure, archive: Archive, *, with_subjects: bool = False
) -> Iterator[Item] | None:
    """Every item of a kind, people the surest first; None when nobody could tell."""
    if exposure.counts[kind] is None:
        return None
    if kind is Kind.ADDRESSES:
        return (_item(kind, a, risk) for a, risk in exposure.addresses.items())
    if kind is Kind.PERSONS:
        return _persons(exposure.people)
    if kind is Kind.SUBJECTS:
        return _subjects(exposure, archive, with_subjects=with_subjects)
    return _messages(exposure, archive, with_subjects=with_subjects)


def write(path: Path, rows: Iterable[Item], form: Form) -> int:
    """Write a list, whole or not at all; say how many rows it has.

    Raises:
        CannotSaveError: what stood there is unchanged.

    """
    number = 0
    with replacing(path) as file:
        table = csv.writer(file)
        if form is Form.CSV:
            table.writerow(Item.__dataclass_fields__)
        for row in rows:
            number += 1
            if form is Form.CSV:
                table.writerow([cell(_joined(value)) for value in asdict(row).values()])
            else:
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    return number


def _joined(value: Any) -> Any:
    return " ".join(value) if isinstance(value, tuple) else value


def _persons(people: Sequence[PersonAtRisk]) -> Iterator[Item]:
    for each in people:
        for data, risk in each.data.items():
            group = "desk" if each.desk else "staff" if each.ours else "outside"
            yield _item(Kind.PERSONS, each.person, risk, group=group, data=data.value)


def _messages(
    exposure: Exposure, archive: Archive, *, with_subjects: bool
) -> Iterator[Item]:
    left = dict(exposure.messages)
    for note, chance in _held(exposure, archive):
        yield _item(
            Kind.MESSAGES,
            note.message_id or note.key,
            left.pop(note.key, Risk.unseen(chance, Reason.HELD)),
            date=datetime.fromtimestamp(note.date, UTC).date().isoformat(),
            subject=note.subject if with_subjects else "",
        )
    for key, risk in left.items():
        yield _item(Kind.MESSAGES, key, risk)


def _subjects(
    exposure: Exposure, archive: Archive, *, with_subjects: bool
) -> Iterator[Item]:
    seen = {number_of(subject): risk for subject, risk in exposure.subjects.items()}
    done: set[int] = set()
    held = (same_subject(note.subject) for note, _ in _held(exposure, archive))
    for subject in chain(exposure.subjects, held):
        number = number_of(subject)
        if subject and number not in done:
            done.add(number)
            chance = exposure.subject_chances.get(number, 0.0)
            yield _item(
                Kind.SUBJECTS,
                f"{number:016x}",
                seen.get(number, Risk.unseen(chance, Reason.HELD)),
                subject=subject if with_subjects else "",
            )


def _held(exposure: Exposure, archive: Archive) -> Iterator[tuple[Note, float]]:
    """Every message of the suspected mailboxes once, with its chance."""
    takings = exposure.takings
    for place, taking in enumerate(takings):
        for note in archive.messages_of(taking.person, exposure.window.until):
            if not any(holds(each, note) for each in takings[:place]):
                yield note, _chance(note, exposure)


def _chance(note: Note, exposure: Exposure) -> float:
    age = chances.age_of(note.date, exposure.window, exposure.habits)
    holders = (each for each in exposure.takings if holds(each, note))
    return min(
        1.0,
        sum(each.probability * each.kept * chance_of(age, each) for each in holders),
    )


def _item(
    kind: Kind,
    item: str,
    risk: Risk,
    *,
    group: str = "",
    data: str = "",
    date: str = "",
    subject: str = "",
) -> Item:
    return Item(
        kind=kind.value,
        item=item,
        group=group,
        data=data,
        date=date,
        subject=subject,
        certainty=risk.certainty.value,
        chance=round(risk.chance, 3),
        reasons=tuple(reason.value for reason in risk.reasons if reason in _TOLD)
        or (Reason.KNOWN.value,),
        reports=risk.reports,
    )

"""One incident: everything that was put on record about it.

An incident is a value.  What changes it makes a new one: `put` adds a record or takes
its place, `correct` does so and keeps the old one, `withdraw` takes one back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal, Self

from pydantic import model_validator

from honmono.incident.case._core import Code, Instant, Record, RecordId, Text, Value
from honmono.incident.case.accounts import Account
from honmono.incident.case.affected import Affected, ListFile
from honmono.incident.case.corrections import Correction
from honmono.incident.case.coverage import Coverage
from honmono.incident.case.duties import Awareness, Issued, Reply
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.fakes import Advice, Trait
from honmono.incident.case.hypotheses import Decision, Hypothesis
from honmono.incident.case.inquiries import Inquiry
from honmono.incident.case.investigation import Commission, OutsideReport
from honmono.incident.case.measures import Measure
from honmono.incident.case.mistakes import MeaningError
from honmono.incident.case.organization import Genuine, Organization
from honmono.incident.case.publications import Publication
from honmono.incident.case.questions import Question, Task
from honmono.incident.case.traced import TraceAnswer

FORMAT: Final = "honmono-incident-1"
"""Stands in the file; another number is another shape."""


class NoSuchRecordError(LookupError):
    """An incident has no record of that name.  Nothing has been changed."""


class Incident(Value):
    """All that is on record about one incident."""

    format: Literal["honmono-incident-1"] = FORMAT
    id: RecordId
    opened: Instant | None = None
    title: Text | None = None
    style: Code = "unknown"
    """A row of `styles`: emotet_style, account_takeover, ceo_fraud_line …"""

    organization: Organization

    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    traits: tuple[Trait, ...] = ()
    awareness: tuple[Awareness, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    decisions: tuple[Decision, ...] = ()
    questions: tuple[Question, ...] = ()
    tasks: tuple[Task, ...] = ()
    affected: tuple[Affected, ...] = ()
    commissions: tuple[Commission, ...] = ()
    outside_reports: tuple[OutsideReport, ...] = ()
    accounts: tuple[Account, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    measures: tuple[Measure, ...] = ()
    genuine: tuple[Genuine, ...] = ()
    advice: tuple[Advice, ...] = ()
    replies: tuple[Reply, ...] = ()
    issued: tuple[Issued, ...] = ()
    publications: tuple[Publication, ...] = ()
    traces: tuple[TraceAnswer, ...] = ()

    lists: tuple[ListFile, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _names_each_record_once(self) -> Self:
        seen: set[str] = set()
        twice = [r.id for _, r in self.records() if r.id in seen or seen.add(r.id)]  # type: ignore[func-returns-value]
        if twice:
            raise MeaningError("named-twice", name=twice[0])
        return self

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with the part it stands in, in the order of the file."""
        for part in PARTS:
            for record in getattr(self, part):
                yield part, record

    def find(self, name: str) -> tuple[str, Record]:
        """The record of that name, and the part it stands in.

        Raises:
            NoSuchRecordError: there is none.

        """
        for part, record in self.records():
            if record.id == name:
                return part, record
        raise NoSuchRecordError(name)

    def put(self, part: str, record: Record) -> Self:
        """Add a record, or put it in the place of the one with its name.

        Raises:
            ValueError: the part is of another kind, or the name is taken elsewhere.

        """
        kind = PARTS[part]
        if type(record) is not kind:
            raise ValueError(
                f"{part} holds {kind.__name__}, not {type(record).__name__}"
            )
        held: tuple[Record, ...] = getattr(self, part)
        elsewhere = [p for p, r in self.records() if r.id == record.id and p != part]
        if elsewhere:
            raise ValueError(f"`{record.id}` is a record of {elsewhere[0]} already")
        if any(r.id == record.id for r in held):
            new = tuple(record if r.id == record.id else r for r in held)
        else:
            new = (*held, record)
        return self.model_copy(update={part: new})

    def correct(
        self, record: Record, *, by: str, at: datetime, reason: Text | None = None
    ) -> Self:
        """Put a record in the place of the one with its name, and keep the old one.

        Raises:
            NoSuchRecordError: there is none to correct.

        """
        part, old = self.find(record.id)
        note = Correction(
            record=record.id,
            of=part,
            at=at,
            by=by,
            reason=reason,
            old=old.model_dump(mode="json", exclude_defaults=True),
            new=record.model_dump(mode="json", exclude_defaults=True),
        )
        return self.put(part, record).model_copy(
            update={"corrections": (*self.corrections, note)}
        )

    def withdraw(
        self, name: str, *, by: str, at: datetime, reason: Text | None = None
    ) -> Self:
        """Take a record back, and keep what it said.

        Raises:
            NoSuchRecordError: there is none.

        """
        part, old = self.find(name)
        note = Correction(
            record=name,
            of=part,
            at=at,
            by=by,
            reason=reason,
            old=old.model_dump(mode="json", exclude_defaults=True),
        )
        return self.without(name).model_copy(
            update={"corrections": (*self.corrections, note)}
        )

    def without(self, name: str) -> Self:
        """The incident as if that record had never been.  For comparing documents."""
        part, old = self.find(name)
        kept = tuple(r for r in getattr(self, part) if r is not old)
        return self.model_copy(update={part: kept})


PARTS: Final[dict[str, type[Record]]] = {
    "events": Event,
    "figures": Figure,
    "traits": Trait,
    "awareness": Awareness,
    "hypotheses": Hypothesis,
    "decisions": Decision,
    "questions": Question,
    "tasks": Task,
    "affected": Affected,
    "commissions": Commission,
    "outside_reports": OutsideReport,
    "accounts": Account,
    "coverage": Coverage,
    "inquiries": Inquiry,
    "measures": Measure,
    "genuine": Genuine,
    "advice": Advice,
    "replies": Reply,
    "issued": Issued,
    "publications": Publication,
    "traces": TraceAnswer,
}
"""The parts of an incident that hold records, in the order of the file."""

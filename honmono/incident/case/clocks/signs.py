"""Signs: records of an incident that answer a question before anybody asks it.

    sign: fact = "sensitive", part = "data", kinds = ["health"]
    affected: data = ["health", "name"]                          →  yes, says that record

Which records answer which question is a table; here is how each part is read.  What is
likely or possible decides nothing, and only where the table says so does an exclusion
answer with no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from honmono.incident.case._core import Answer, Certainty, Record
from honmono.incident.case.affected import Affected
from honmono.incident.case.clocks.law import Part, Sign
from honmono.incident.case.hypotheses import Standing
from honmono.incident.case.incident import Incident

SURE: Final = frozenset({Certainty.ESTABLISHED, Certainty.STATED})
"""What counts as so."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One record's answer to a question."""

    answer: Answer
    record: str


def seen(sign: Sign, incident: Incident, rows: Iterable[Affected]) -> list[Vote]:
    """What the records of one part say to a question.

    Args:
        sign: which part, and which kinds.
        incident: all that is on record.
        rows: the data of whom it is about.

    """
    votes = list(_READERS[sign.part](sign, incident, rows))
    return [v for v in votes if v.answer is not Answer.NO or sign.no_too]


def holds(row: Affected, kinds: Iterable[str]) -> bool:
    """Is one of these kinds of data among those of the row?"""
    return "*" in kinds or not set(kinds).isdisjoint(row.data)


_Reader = Callable[[Sign, Incident, Iterable[Affected]], Iterator[Vote]]


def _data(sign: Sign, _incident: Incident, rows: Iterable[Affected]) -> Iterator[Vote]:
    return (Vote(Answer.YES, row.id) for row in rows if holds(row, sign.kinds))


def _events(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    return (_vote(e) for e in incident.events if e.kind in sign.kinds)


def _decisions(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    return (_vote(d) for d in incident.decisions if d.kind in sign.kinds)


def _hypotheses(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    answers = {Standing.ESTABLISHED: Answer.YES, Standing.EXCLUDED: Answer.NO}
    for one in incident.hypotheses:
        if one.code.value in sign.kinds and one.standing in answers:
            yield Vote(answers[one.standing], one.id)


def _findings(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    for report in incident.outside_reports:
        for finding in report.findings:
            if finding.kind in sign.kinds:
                yield Vote(finding.answer, report.id)


def _style(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    if incident.style in sign.kinds:
        yield Vote(Answer.YES, "style")


def _timezone(sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    if incident.organization.timezone in sign.kinds:
        yield Vote(Answer.YES, "organization")


def _public_body(_sign: Sign, incident: Incident, _rows: object) -> Iterator[Vote]:
    said = incident.organization.public_body
    if said is not None:
        yield Vote(Answer.YES if said else Answer.NO, "organization")


def _vote(record: Record) -> Vote:
    """What is likely or possible is no yes, and what is excluded did not happen."""
    if record.certainty is Certainty.EXCLUDED:
        return Vote(Answer.NO, record.id)
    sure = record.certainty in SURE
    return Vote(Answer.YES if sure else Answer.COULD_NOT_TELL, record.id)


_READERS: Final[Mapping[Part, _Reader]] = {
    "data": _data,
    "events": _events,
    "decisions": _decisions,
    "hypotheses": _hypotheses,
    "findings": _findings,
    "style": _style,
    "timezone": _timezone,
    "public-body": _public_body,
}
"""How the records of each part are read."""

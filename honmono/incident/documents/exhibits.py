"""What is kept as evidence: each original by its sha256, and what it is.

    9f2c…   scan-tokyo: パソコンの検査を実施（東京事務所）

An original is what the records that cite it say of it; one that no record cites is listed
without a description, so that nobody hands over what nobody can name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from honmono.incident.case import Incident, Record
from honmono.incident.case.investigation import Commission
from honmono.incident.case.questions import Question, Task


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One original, and the records that cite it."""

    sha256: str
    cited_by: tuple[tuple[str, Record], ...]
    """Each with the part of the incident that it stands in."""


def exhibits(incident: Incident) -> tuple[Exhibit, ...]:
    """Every original that a record cites, in the order of the file."""
    found: dict[str, list[tuple[str, Record]]] = {}
    for part, record in incident.records():
        for sha256 in dict.fromkeys(_cited(record)):
            found.setdefault(sha256, []).append((part, record))
    return tuple(Exhibit(sha256, tuple(by)) for sha256, by in found.items())


def handed_over(incident: Incident, commission: Commission) -> Iterator[Exhibit]:
    """Yield what an order hands over, in its order, with what each is."""
    known = {one.sha256: one for one in exhibits(incident)}
    for sha256 in dict.fromkeys(commission.handed_over):
        yield known.get(sha256, Exhibit(sha256, ()))


def _cited(record: Record) -> Iterable[str]:
    yield from record.evidence
    yield from getattr(record, "proof", ())
    if isinstance(record, Question) and record.conclusion is not None:
        yield from record.conclusion.evidence
    if isinstance(record, Task) and record.done is not None:
        yield from record.done.proof

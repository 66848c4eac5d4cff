"""Originals that are cited and that the store lacks; facts without evidence.

events[1].evidence[0] (scan)   the original 9f2c… is not in the evidence store
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from honmono.incident.case._core import Certainty
from honmono.incident.case.checks._core import Problem, World, error, warning
from honmono.incident.case.incident import PARTS, Incident


class _Cited(NamedTuple):
    sha256: str
    place: str
    record: str


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Look every original up, where somebody knows which there are."""
    if world.originals is not None:
        for cited in _originals(incident):
            if cited.sha256 not in world.originals:
                name = cited.sha256[:12]
                yield error("no-original", cited.place, cited.record, name=name)
    for part in PARTS:
        for n, record in enumerate(getattr(incident, part)):
            if record.certainty is Certainty.ESTABLISHED and not record.evidence:
                yield warning("fact-without-evidence", f"{part}[{n}]", record.id)


def _originals(incident: Incident) -> Iterator[_Cited]:
    for part in PARTS:
        for n, record in enumerate(getattr(incident, part)):
            place = f"{part}[{n}]"
            yield from _each(record.evidence, f"{place}.evidence", record.id)
    for n, question in enumerate(incident.questions):
        if question.conclusion:
            place = f"questions[{n}].conclusion.evidence"
            yield from _each(question.conclusion.evidence, place, question.id)
    for n, task in enumerate(incident.tasks):
        if task.done:
            yield from _each(task.done.proof, f"tasks[{n}].done.proof", task.id)
    for n, order in enumerate(incident.commissions):
        yield from _each(order.handed_over, f"commissions[{n}].handed_over", order.id)
    for n, measure in enumerate(incident.measures):
        yield from _each(measure.proof, f"measures[{n}].proof", measure.id)


def _each(names: Iterable[str], place: str, record: str) -> Iterator[_Cited]:
    for n, name in enumerate(names):
        yield _Cited(name, f"{place}[{n}]", record)

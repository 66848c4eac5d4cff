"""Records that are cited and do not exist; the record of a correction, too.

hypotheses[0].arguments[1].cites[0] (c1)   there is no record `scan-tokio` ; did you mean …
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from honmono.incident.case._core import Record, Scope
from honmono.incident.case.checks._core import Problem, World, error, nearest
from honmono.incident.case.incident import PARTS, Incident


class _Cited(NamedTuple):
    """A name where it is cited."""

    name: str
    place: str
    record: str
    part: str
    """Where it must stand; empty: anywhere."""


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Look every cited name up."""
    del world
    parts = {record.id: part for part, record in incident.records()}
    names: dict[str, set[str]] = {part: set() for part in PARTS} | {"": set(parts)}
    for name, part in parts.items():
        names[part].add(name)
    names["offices"] = {office.id for office in incident.organization.offices}
    names["lists"] = {one.name for one in incident.lists}
    withdrawn = {c.record for c in incident.corrections if c.new is None}
    for cited in _citations(incident):
        if cited.name not in names[cited.part]:
            yield _not_there(cited, parts, withdrawn, names[cited.part])
    yield from _corrections(incident, names[""] | withdrawn)


def _not_there(
    cited: _Cited, parts: dict[str, str], withdrawn: set[str], known: set[str]
) -> Problem:
    if cited.name in withdrawn:
        return error("cites-withdrawn", cited.place, cited.record, name=cited.name)
    if cited.part in PARTS and cited.name in parts:
        values = {"name": cited.name, "part": parts[cited.name], "wanted": cited.part}
        return error("cites-other-part", cited.place, cited.record, **values)
    code = {"offices": "no-office", "lists": "no-list"}.get(cited.part, "no-record")
    near = nearest(cited.name, known)
    return error(code, cited.place, cited.record, name=cited.name, near=near)


def _corrections(incident: Incident, known: set[str]) -> Iterator[Problem]:
    """Corrections of what is not there, and was not taken back either."""
    for n, note in enumerate(incident.corrections):
        place = f"corrections[{n}]"
        if note.of not in PARTS:
            near = nearest(note.of, PARTS)
            yield error("no-part", f"{place}.of", note.record, name=note.of, near=near)
        elif note.record not in known:
            near = nearest(note.record, known)
            values = {"name": note.record, "near": near}
            yield error("corrects-nothing", f"{place}.record", note.record, **values)


def _citations(incident: Incident) -> Iterator[_Cited]:
    yield from _of_investigation(incident)
    for part, record in _with_index(incident):
        scope = getattr(record, "scope", None)
        if isinstance(scope, Scope):
            place = f"{part}.scope.offices"
            yield from _each(scope.offices, place, record.id, "offices")
            place = f"{part}.scope.accounts"
            yield from _each(scope.accounts, place, record.id, "accounts")
        yield from _each(getattr(record, "cites", ()), f"{part}.cites", record.id)
    for n, aware in enumerate(incident.awareness):
        yield from _one(aware.first_fact, f"awareness[{n}].first_fact", aware.id)
    for n, affected in enumerate(incident.affected):
        yield from _one(affected.list, f"affected[{n}].list", affected.id, "lists")
    for n, account in enumerate(incident.accounts):
        yield from _one(account.office, f"accounts[{n}].office", account.id, "offices")
    for n, coverage in enumerate(incident.coverage):
        for m, office in enumerate(coverage.offices):
            place = f"coverage[{n}].offices[{m}].office"
            yield from _one(office.office, place, coverage.id, "offices")


def _of_investigation(incident: Incident) -> Iterator[_Cited]:
    """Hypotheses, questions, tasks, and what was asked outside."""
    for n, held in enumerate(incident.hypotheses):
        for m, argument in enumerate(held.arguments):
            place = f"hypotheses[{n}].arguments[{m}].cites"
            yield from _each(argument.cites, place, held.id)
    for n, question in enumerate(incident.questions):
        if question.conclusion:
            place = f"questions[{n}].conclusion.cites"
            yield from _each(question.conclusion.cites, place, question.id)
    for n, task in enumerate(incident.tasks):
        yield from _each(task.after, f"tasks[{n}].after", task.id, "tasks")
        yield from _one(task.question, f"tasks[{n}].question", task.id, "questions")
    for n, order in enumerate(incident.commissions):
        place = f"commissions[{n}].questions"
        yield from _each(order.questions, place, order.id, "questions")
    for n, report in enumerate(incident.outside_reports):
        place = f"outside_reports[{n}]"
        yield from _one(
            report.commission, f"{place}.commission", report.id, "commissions"
        )
        for m, finding in enumerate(report.findings):
            where = f"{place}.findings[{m}].question"
            yield from _one(finding.question, where, report.id, "questions")


def _with_index(incident: Incident) -> Iterator[tuple[str, Record]]:
    """Every record with its place: `events[3]`."""
    for part in PARTS:
        for n, record in enumerate(getattr(incident, part)):
            yield f"{part}[{n}]", record


def _each(
    names: Iterable[str], place: str, record: str, part: str = ""
) -> Iterator[_Cited]:
    for n, name in enumerate(names):
        yield _Cited(name, f"{place}[{n}]", record, part)


def _one(name: str | None, place: str, record: str, part: str = "") -> Iterator[_Cited]:
    if name is not None:
        yield _Cited(name, place, record, part)

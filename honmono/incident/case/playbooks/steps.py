"""What is to be done next, and what waits for what.

    overdue   keep-logs         due 05-18
    ready     isolate-pc        due 05-18    on record: pc_isolated (is it done?)
    waiting   keep-evidence     after isolate-pc
    stuck     a, b              wait for each other

A record that looks as if a task was done is shown beside it; the task is done when
somebody says so, with proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case.circles import circles as circles_in
from honmono.incident.case.incident import Incident
from honmono.incident.case.playbooks._core import questions, tasks
from honmono.incident.case.questions import Question, Task


class Readiness(Enum):
    """May one begin?"""

    OVERDUE = "overdue"
    """Past its day, whether others hold it up or not."""

    READY = "ready"
    WAITING = "waiting"
    """For tasks that are not done."""

    STUCK = "stuck"
    """It waits for itself, or for a task that is not on record: nobody can begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """One task that is open."""

    task: Task
    readiness: Readiness
    waits_for: tuple[str, ...]
    on_record: tuple[str, ...]
    """Records that look as if it was done."""


def next_steps(incident: Incident, now: datetime) -> tuple[Step, ...]:
    """Every open task: first by whether one may begin, then by step, then by day.

    A dropped task holds nobody up.
    """
    today = now.astimezone(ZoneInfo(incident.organization.timezone)).date()
    by_name = {task.id: task for task in incident.tasks}
    stuck = _stuck(incident)
    steps = [
        _step(task, by_name, stuck, today, incident)
        for task in incident.tasks
        if is_open(task)
    ]
    return tuple(sorted(steps, key=_order))


def is_open(task: Task) -> bool:
    """Is it still to be done?"""
    return task.done is None and task.dropped is None


def circles(incident: Incident) -> tuple[tuple[str, ...], ...]:
    """Tasks that wait for each other, each circle once, in the order of waiting."""
    return tuple(circles_in({task.id: task.after for task in incident.tasks}))


def material(incident: Incident, bears_on: tuple[str, ...]) -> tuple[str, ...]:
    """Records that a row of a playbook names, by id.

    What was excluded is among them: that somebody looked bears on a question as well.
    """
    found: dict[str, None] = {}
    for word in bears_on:
        part, _, kind = word.partition(":")
        if not kind:
            found |= dict.fromkeys(r.id for r in getattr(incident, part))
        elif part == "event":
            found |= dict.fromkeys(e.id for e in incident.events if e.kind == kind)
        elif part == "trait":
            found |= dict.fromkeys(t.id for t in incident.traits if t.kind == kind)
        else:
            found |= dict.fromkeys(
                r.id
                for r in incident.outside_reports
                if any(f.kind == kind for f in r.findings)
            )
    return tuple(found)


def on_question(incident: Incident, question: Question) -> tuple[str, ...]:
    """Everything on record that bears on a question, by id."""
    row = questions().get(question.kind)
    told = [
        r.id
        for r in incident.outside_reports
        if any(f.question == question.id for f in r.findings)
    ]
    return tuple(
        dict.fromkeys((*material(incident, row.bears_on if row else ()), *told))
    )


def _step(
    task: Task,
    by_name: dict[str, Task],
    stuck: frozenset[str],
    today: date,
    incident: Incident,
) -> Step:
    waits = tuple(n for n in task.after if n not in by_name or is_open(by_name[n]))
    row = tasks().get(task.kind)
    seen = material(incident, row.seen_by) if row else ()
    return Step(task, _readiness(task, waits, stuck, today), waits, seen)


def _readiness(
    task: Task, waits: tuple[str, ...], stuck: frozenset[str], today: date
) -> Readiness:
    if task.id in stuck:
        return Readiness.STUCK
    last = task.due.last_day() if task.due else None
    if last is not None and last < today:
        return Readiness.OVERDUE
    return Readiness.WAITING if waits else Readiness.READY


def _stuck(incident: Incident) -> frozenset[str]:
    """Open tasks in a circle of open ones, or behind a name that is on no record."""
    waiting = {task.id: task for task in incident.tasks if is_open(task)}
    there = {task.id for task in incident.tasks}
    lost = {n for n, t in waiting.items() if not set(t.after) <= there}
    held = incident.model_copy(update={"tasks": tuple(waiting.values())})
    return frozenset(lost | {name for circle in circles(held) for name in circle})


def _order(step: Step) -> tuple[int, int, date, str]:
    row = tasks().get(step.task.kind)
    due = step.task.due.first_day() if step.task.due else None
    return (
        _RANKS.index(step.readiness),
        row.step if row else _LAST,
        due or date.max,
        step.task.id,
    )


_RANKS: Final = tuple(Readiness)
_LAST: Final = 99
"""Step of a task that somebody added by hand."""

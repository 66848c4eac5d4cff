"""The first day: which questions a clerk is asked, in which order, and what is known.

    aware        いつ、だれが最初に知りましたか    there is a record of awareness
    look         どのようなメールでしたか          the style is chosen
    …
    task-…       パソコンを切り離しましたか        the task is done or dropped

Nothing of this is stored: what is on record says which questions are answered.  A
question that was passed over stays open, and is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident
from honmono.incident.case.playbooks import Readiness, Step, next_steps, reason_of
from honmono.incident.case.questions import Task


class Question(Enum):
    """What is asked on every first day, whatever the mail looks like."""

    AWARE = "aware"
    """When did anybody here first know?  The clocks start then."""

    MAIL = "mail"
    """Do you have the mail itself?"""

    LOOK = "look"
    """What does it look like?  Decides which questions and tasks follow."""

    REPORTER = "reporter"
    """Who told you?"""

    DESK = "desk"
    """Where can people ask?"""


class Known(Enum):
    """What is known of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_POSSIBLE = "not-possible"
    """Somebody said that it cannot be done, and why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what is known of it."""

    question: Question
    known: Known


@dataclass(frozen=True, slots=True)
class TaskAsked:
    """A task that belongs to the first day, and what is known of it."""

    task: Task
    known: Known
    step: Step | None
    """While it is open: whether one may begin, and what waits for what."""


OF_A_QUESTION: Final = {
    "note-awareness": Question.AWARE,
    "collect-originals": Question.MAIL,
    "open-desk": Question.DESK,
}
"""Tasks that a question stands for, so that nobody is asked twice."""

_FIRST_DAYS: Final = 1
"""Tasks that are due so many days after the first belong to the first day."""


def questions(incident: Incident, mails: int) -> tuple[Asked, ...]:
    """What is asked on every first day.

    Args:
        incident: what is on record.
        mails: how many mails were handed in.

    """
    answered = {
        Question.AWARE: bool(incident.awareness),
        Question.MAIL: mails > 0,
        Question.LOOK: incident.style not in {"unknown", "spoof_unknown"},
        Question.REPORTER: bool(incident.inquiries),
        Question.DESK: _can_be_asked(incident),
    }
    dropped = {
        OF_A_QUESTION[task.kind]
        for task in incident.tasks
        if task.kind in OF_A_QUESTION and task.dropped is not None
    }

    def known(question: Question) -> Known:
        if answered[question]:
            return Known.ANSWERED
        return Known.NOT_POSSIBLE if question in dropped else Known.OPEN

    return tuple(Asked(question, known(question)) for question in Question)


def tasks(incident: Incident, now: datetime) -> tuple[TaskAsked, ...]:
    """The tasks of the first day: open ones in the order in which one may begin them."""
    zone = ZoneInfo(incident.organization.timezone)
    steps = {step.task.id: step for step in next_steps(incident, now)}
    last = _last_day(incident, now.astimezone(zone).date())
    those = [
        task
        for task in incident.tasks
        if task.kind not in OF_A_QUESTION and _is_early(task, last)
    ]
    order = {name: number for number, name in enumerate(steps)}
    those.sort(key=lambda task: order.get(task.id, len(order)))
    return tuple(TaskAsked(t, _known_of(t), steps.get(t.id)) for t in those)


def why(task: Task, language: str) -> str:
    """Why it is done, in one sentence; empty for a task of somebody's own."""
    reason = reason_of(task)
    return reason.in_language(language) if reason else ""


def may_begin(asked: TaskAsked) -> bool:
    """May one begin now?"""
    return asked.step is not None and asked.step.readiness in {
        Readiness.READY,
        Readiness.OVERDUE,
    }


def _can_be_asked(incident: Incident) -> bool:
    desk = incident.organization.desk
    return desk is not None and bool(desk.phone or desk.mail)


def _known_of(task: Task) -> Known:
    if task.done is not None:
        return Known.ANSWERED
    return Known.NOT_POSSIBLE if task.dropped is not None else Known.OPEN


def _last_day(incident: Incident, today: date) -> date:
    """The last day that counts as the first: one after we became aware."""
    days = [a.when.first_day() for a in incident.awareness]
    first = min((day for day in days if day is not None), default=today)
    return date.fromordinal(first.toordinal() + _FIRST_DAYS)


def _is_early(task: Task, last: date) -> bool:
    due = task.due.last_day() if task.due else None
    return due is not None and due <= last

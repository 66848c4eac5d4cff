"""What the board does with tasks: done, dropped, opened again, given to somebody, added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from honmono.incident.case import Incident, Moment, NoSuchRecordError, Text
from honmono.incident.case.playbooks import start
from honmono.incident.case.questions import Done, Task
from honmono.incident.case.records import new_id
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Changed, Doing
from honmono.web.work.checked import change_checked
from honmono.web.work.proof import Proof


@dataclass(frozen=True, slots=True)
class Plan:
    """Who does it, until when, after what."""

    owner: str | None
    due: Moment | None
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as the page showed it, and who changes it when."""

    case: Case
    task: str
    fingerprint: str
    by: User
    now: datetime
    proof: Proof = field(default_factory=Proof)


def finish(*, shown: Shown, when: Moment, who: str, text: Text | None) -> Changed:
    """Put on record that a task is done: when, by whom, with what proof."""
    done = Done(when=when, by=who, proof=shown.proof.hashes, text=text)
    return _change(shown, "done", {"done": done, "dropped": None})


def drop(*, shown: Shown, reason: Text) -> Changed:
    """Put on record that a task will not be done, and why; it holds nobody up any more."""
    return _change(shown, "dropped", {"dropped": reason, "done": None})


def reopen(*, shown: Shown, reason: Text | None) -> Changed:
    """Open a task again; what was said of it is kept as a correction."""
    return _change(shown, "reopened", {"dropped": None, "done": None}, reason)


def plan(*, shown: Shown, plan: Plan) -> Changed:
    """Say who does it, until when, and what must be done before."""
    changes = {"owner": plan.owner, "due": plan.due, "after": plan.after}
    return _change(shown, "planned", changes)


def add(*, case: Case, title: Text, plan: Plan, by: User, now: datetime) -> str:
    """Add a task of one's own; its id."""
    made: list[str] = []

    def edit(incident: Incident) -> Incident:
        task = Task(
            id=new_id(incident, "tasks"),
            kind="other",
            title=title,
            owner=plan.owner,
            due=plan.due,
            after=plan.after,
            by=by.called,
            recorded=now,
        )
        made.append(task.id)
        return incident.put("tasks", task)

    change_checked(case, edit, Doing("added", by, now, {"part": "tasks"}))
    return made[-1]


def begin(*, case: Case, style: str, by: User, now: datetime) -> Changed:
    """Put the questions and tasks of a style on record; what is there stays.

    Raises:
        UnknownStyleError: nobody knows the style.

    """
    edit: Callable[[Incident], Incident] = partial(start, style=style)
    return change_checked(case, edit, Doing("started", by, now, {"style": style}))


def _change(
    shown: Shown, what: str, changes: dict[str, Any], reason: Text | None = None
) -> Changed:
    def edit(incident: Incident) -> Incident:
        part, task = incident.find(shown.task)
        if part != "tasks":
            raise NoSuchRecordError(shown.task)
        new = task.model_copy(update=changes)
        if new == task:
            return incident
        return incident.correct(new, by=shown.by.called, at=shown.now, reason=reason)

    return change_checked(
        shown.case,
        edit,
        Doing(what, shown.by, shown.now, {"record": shown.task}),
        expect={shown.task: shown.fingerprint},
        originals=shown.proof.new,
    )

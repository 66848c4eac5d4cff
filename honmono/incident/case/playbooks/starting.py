"""A style is chosen → the questions, tasks and advice of its playbook, put on record.

    start(incident, "emotet_style")   13 questions, 31 tasks
    start again                       nothing
    start(…, "account_takeover")      those of the other playbook that were missing

What is there stays as it is: answered, done, dropped or changed by somebody.  A task that
somebody took back comes again; one that will not be done is `dropped`, with a reason.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Source
from honmono.incident.case.fakes import Advice
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment, on
from honmono.incident.case.playbooks._core import (
    QuestionRow,
    TaskRow,
    advice_of,
    playbook_of,
    questions_of,
    tasks_of,
)
from honmono.incident.case.questions import Question, Task


def start(incident: Incident, style: str) -> Incident:
    """The incident in that style, with everything that its playbook asks for.

    Raises:
        UnknownStyleError: nobody knows the style.

    """
    playbook = playbook_of(style)
    incident = advise(incident.model_copy(update={"style": style}))
    names = Names(incident)
    asked = {q.kind: q.id for q in incident.questions}
    questions = []
    for row in questions_of(playbook):
        if row.kind not in asked:
            asked[row.kind] = names.free(f"q-{row.kind}")
            questions.append(_question(asked[row.kind], row))
    known = {t.kind: t.id for t in incident.tasks}
    new = [row for row in tasks_of(playbook) if row.kind not in known]
    known |= {row.kind: names.free(f"t-{row.kind}") for row in new}
    day = aware_day(incident)
    return incident.model_copy(
        update={
            "questions": (*incident.questions, *questions),
            "tasks": (
                *incident.tasks,
                *(_task(row, known, asked, day) for row in new),
            ),
        }
    )


def advise(incident: Incident) -> Incident:
    """The incident with what recipients are asked; what was taken back stays away.

    Raises:
        UnknownStyleError: nobody knows the incident's style.

    """
    names = Names(incident)
    known = {one.kind for one in incident.advice}
    known |= {str(c.old.get("kind")) for c in incident.corrections if c.of == "advice"}
    new = [
        Advice(id=names.free(f"a-{kind}"), source=Source.MACHINE, kind=kind)
        for kind in advice_of(playbook_of(incident.style))
        if kind not in known
    ]
    return incident.model_copy(update={"advice": (*incident.advice, *new)})


def aware_day(incident: Incident) -> date | None:
    """The day from which tasks are counted: first known, else opened."""
    days = [a.when.first_day() for a in incident.awareness]
    known = [day for day in days if day is not None]
    if known:
        return min(known)
    if incident.opened is None:
        return None
    return incident.opened.astimezone(ZoneInfo(incident.organization.timezone)).date()


class Names:
    """Names that no record of the incident has."""

    def __init__(self, incident: Incident) -> None:
        self._taken = {record.id for _, record in incident.records()}

    def free(self, name: str) -> str:
        """That name, or the next one of `name-2`, `name-3` …; nobody gets it again."""
        number, wanted = 1, name
        while wanted in self._taken:
            number += 1
            wanted = f"{name}-{number}"
        self._taken.add(wanted)
        return wanted


def _question(name: str, row: QuestionRow) -> Question:
    return Question(id=name, source=Source.MACHINE, kind=row.kind)


def _task(
    row: TaskRow, known: dict[str, str], asked: dict[str, str], day: date | None
) -> Task:
    return Task(
        id=known[row.kind],
        source=Source.MACHINE,
        kind=row.kind,
        due=due_of(row, day),
        after=tuple(known[kind] for kind in row.after if kind in known),
        question=asked.get(row.question) if row.question else None,
    )


def due_of(row: TaskRow, day: date | None) -> Moment | None:
    """None where nobody knows the day, or no calendar has it."""
    if day is None or row.days is None:
        return None
    try:
        return on(day + timedelta(row.days))
    except (OverflowError, ValueError):
        return None

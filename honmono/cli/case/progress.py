"""What `honmono case done` and `answer` do: a task ends, a duty is asked about."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from honmono.cli._core import stop
from honmono.cli.case._core import Door, shown
from honmono.cli.case.changes import ending, make
from honmono.incident.case import Incident, NoSuchRecordError
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.identity import text_of
from honmono.incident.case.records import changed, new_id, record_of


class Given(NamedTuple):
    """An answer as somebody types it."""

    question: str
    answer: str
    number: int | None
    client: str | None


def task_done(door: Door, case: Path, name: str, done: dict[str, Any]) -> None:
    """Put on record that a task is done; when, by whom, with what proof."""

    def edit(incident: Incident) -> Incident:
        part, task = incident.find(name)
        if part != "tasks":
            raise NoSuchRecordError(name)
        zone = ZoneInfo(incident.organization.timezone)
        today = door.now.astimezone(zone).date().isoformat()
        fields = {"when": done["when"] or today, "by": door.by, "proof": done["proof"]}
        if done["note"]:
            fields["text"] = text_of(done["note"], door.language)
        new = changed(task, part, {"done": fields})
        return incident.correct(new, by=door.by, at=door.now)

    with ending(door):
        make(door, case, edit, "done", name)
    print(door.say("task-is-done", name=name))


def reply(door: Door, case: Path, given: Given) -> None:
    """Put an answer on record; one that was given before is corrected."""
    known = standard().questions
    if given.question not in known:
        near = get_close_matches(given.question, known, n=1) or known
        stop(door.say("no-question", name=shown(given.question), near=", ".join(near)))
    said: dict[str, Any] = {"answer": given.answer, "number": given.number}

    def edit(incident: Incident) -> Incident:
        for one in incident.replies:
            if (one.question, one.client) == (given.question, given.client):
                new = changed(one, "replies", said)
                return incident.correct(new, by=door.by, at=door.now)
        fields = {
            "id": new_id(incident, "replies"),
            "question": given.question,
            "client": given.client,
            "by": door.by,
            "recorded": door.now.isoformat(timespec="seconds"),
        }
        return incident.put("replies", record_of("replies", fields | said))

    with ending(door):
        make(door, case, edit, "answered", given.question)
    print(door.say("answered", name=given.question))

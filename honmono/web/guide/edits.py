"""What an answer of the first day puts on record: functions of an incident, pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from honmono.incident.case import Incident, Text
from honmono.incident.case.identity import text_of, with_identity
from honmono.incident.case.moment import Moment
from honmono.incident.case.playbooks import start
from honmono.incident.case.questions import Done, Task
from honmono.incident.case.records import new_id, record_of


class NotOpenError(ValueError):
    """Somebody else has done or dropped the task already.  Nothing has been changed."""


def aware(incident: Incident, when: str, who: str, how: str, language: str) -> Incident:
    """When somebody first knew; the task that asks for it is done with it."""
    fields: dict[str, Any] = {"when": when}
    if who:
        fields["who"] = who
    if how:
        fields["how"] = text_of(how, language)
    return _with(incident, "awareness", fields)


def reported(
    incident: Incident, fields: Mapping[str, Any], asked: str, language: str
) -> Incident:
    """Somebody told us; the first time the timeline says so, too."""
    given = {name: value for name, value in fields.items() if value}
    if asked:
        given["asked"] = text_of(asked, language)
    after = _with(incident, "inquiries", given)
    told = "spoof_mail_reported_by_outsider"
    if any(event.kind == told for event in incident.events):
        return after
    event = {"kind": told, "source": "person"}
    if "when" in given:
        event["when"] = given["when"]
    return _with(after, "events", event)


def styled(incident: Incident, style: str) -> Incident:
    """What the mail looks like, and the playbook that belongs to it."""
    return start(incident, style)


def desk(incident: Incident, given: Mapping[str, str], language: str) -> Incident:
    """Where people can ask."""
    fields = [(f"desk.{name}", value) for name, value in given.items()]
    return with_identity(incident, fields, language)


def done(
    incident: Incident, task: str, now: datetime, by: str, said: str, language: str
) -> Incident:
    """A task is done, now, as somebody says."""
    old = _open_task(incident, task)
    when = now.isoformat(timespec="minutes")
    new = old.model_copy(
        update={
            "done": Done(
                when=Moment(when),
                by=by,
                text=Text.model_validate(text_of(said, language)) if said else None,
            )
        }
    )
    return incident.correct(new, by=by, at=now)


def dropped(
    incident: Incident, task: str, now: datetime, by: str, reason: str, language: str
) -> Incident:
    """A task will not be done, and why."""
    old = _open_task(incident, task)
    why = Text.model_validate(text_of(reason, language))
    return incident.correct(old.model_copy(update={"dropped": why}), by=by, at=now)


def with_task_of(
    incident: Incident, kind: str, now: datetime, by: str, language: str
) -> Incident:
    """The incident with the open task of this kind done; as it is where there is none."""
    for task in incident.tasks:
        if task.kind == kind and task.done is None and task.dropped is None:
            return done(incident, task.id, now, by, "", language)
    return incident


def _open_task(incident: Incident, name: str) -> Task:
    part, record = incident.find(name)
    if not isinstance(record, Task):
        raise LookupError(f"{name} is one of {part}")
    if record.done is not None or record.dropped is not None:
        raise NotOpenError(name)
    return record


def _with(incident: Incident, part: str, fields: Mapping[str, Any]) -> Incident:
    data = {"id": new_id(incident, part), **fields}
    return incident.put(part, record_of(part, data))

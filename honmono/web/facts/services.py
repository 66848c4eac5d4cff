"""Records are put down, corrected, taken back: every write of this folder.

A change that makes something which cannot be so is refused; one that makes something
doubtful is made, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from honmono.incident.case import Incident
from honmono.incident.case.checks import (
    Problem,
    Severity,
    World,
    fresh,
)
from honmono.incident.case.records import new_id, record_of
from honmono.incident.evidence.chain import read_entry
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, LogEntry
from honmono.web.cases.selectors import world_of
from honmono.web.cases.services import Doing, change, locked, reason_of
from honmono.web.facts.errors import ContradictionError

_RECENT: Final = 200
"""Entries of the log among which the same form is looked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a change."""

    record: str
    doubtful: tuple[Problem, ...] = ()
    is_new: bool = True
    """False where nothing had to be changed."""


@transaction.atomic
def add(
    *,
    case: Case,
    part: str,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    form: str = "",
) -> Written:
    """Put a record down, under a name that no other has or had.

    Args:
        case: the incident.
        part: where it stands.
        values: its fields as JSON, without a name.
        by: who records it.
        now: aware.
        form: names the form; one that is sent twice makes one record.

    Raises:
        IncidentFileError: it is no record of that part.
        ContradictionError: it cannot be so.

    """
    row = locked(case.pk)
    if form and (known := _sent_before(row, form)):
        return Written(known, is_new=False)
    made = {"by": by.called, "recorded": now.isoformat(timespec="seconds")}
    about: dict[str, str] = {"part": part, "form": form} if form else {"part": part}
    world, doubtful = world_of(case, now), list[Problem]()

    def edit(incident: Incident) -> Incident:
        about["record"] = new_id(incident, part)
        record = record_of(part, {**made, **values, "id": about["record"]})
        after = incident.put(part, record)
        doubtful.extend(_doubtful(incident, after, world))
        return after

    change(case.pk, edit, Doing("added", by, now, about))
    return Written(about["record"], tuple(doubtful))


def correct(
    *,
    case: Case,
    name: str,
    values: Mapping[str, Any],
    shown: str,
    reason: str,
    language: str,
    by: User,
    now: datetime,
) -> Written:
    """Correct a record; what it said is kept, with who changed it, when and why.

    Args:
        case: the incident.
        name: of the record.
        values: all its fields as JSON.
        shown: fingerprint of what the page showed.
        reason: why; may be empty.
        language: of the reason.
        by: who corrects it.
        now: aware.

    Raises:
        NoSuchRecordError: there is none of that name.
        ChangedMeanwhileError: somebody else was faster.
        IncidentFileError: it is no record of its part.
        ContradictionError: it cannot be so.

    """
    world, doubtful = world_of(case, now), list[Problem]()

    def edit(incident: Incident) -> Incident:
        part, old = incident.find(name)
        new = record_of(part, {**values, "id": name})
        if new == old:
            return incident
        why = reason_of(reason, language)
        after = incident.correct(new, by=by.called, at=now, reason=why)
        doubtful.extend(_doubtful(incident, after, world))
        return after

    doing = Doing("corrected", by, now, {"record": name})
    done = change(case.pk, edit, doing, expect={name: shown})
    return Written(name, tuple(doubtful), done.after != done.before)


def withdraw(
    *,
    case: Case,
    name: str,
    shown: str,
    reason: str,
    language: str,
    by: User,
    now: datetime,
) -> Written:
    """Take a record back; what it said is kept.

    Raises:
        NoSuchRecordError: there is none of that name.
        ChangedMeanwhileError: somebody else has changed it.
        ContradictionError: others name it.

    """
    world = world_of(case, now)

    def edit(incident: Incident) -> Incident:
        why = reason_of(reason, language)
        after = incident.withdraw(name, by=by.called, at=now, reason=why)
        _doubtful(incident, after, world)
        return after

    doing = Doing("withdrawn", by, now, {"record": name})
    change(case.pk, edit, doing, expect={name: shown})
    return Written(name)


def _doubtful(before: Incident, after: Incident, world: World) -> tuple[Problem, ...]:
    """What the change makes doubtful.

    Raises:
        ContradictionError: it makes something that cannot be so.

    """
    new = fresh(before, after, world)
    if wrong := tuple(one for one in new if one.severity is Severity.ERROR):
        raise ContradictionError(wrong)
    return new


def _sent_before(case: Case, form: str) -> str | None:
    """The record that this form made already; its row is held by the caller."""
    lines = LogEntry.objects.filter(
        case=case,
        number__gt=case.log_number - _RECENT,
        what="added",
        line__contains=f'"form":"{form}"',
    ).values_list("line", flat=True)
    line = lines.first()
    return str(read_entry(line.encode()).about["record"]) if line else None

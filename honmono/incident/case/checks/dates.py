"""Moments that cannot be so: ended before it began, seen tomorrow, told before it was.

accounts[0].rotation (desk)   was changed (2022-05-18) before it was asked (2022-05-19)

Only what is wrong for sure is named: 2022-05 may be before 2022-05-18, and after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.incident.case.checks._core import (
    Problem,
    World,
    error,
    is_after,
    is_after_day,
    warning,
)
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment
from honmono.incident.case.rotation import State, states

_IN_ORDER: Final = (
    ("accounts", "rotation.asked", "rotation.changed"),
    ("commissions", "asked", "due"),
    ("genuine", "since", "until"),
    ("inquiries", "when", "follow_up"),
    ("inquiries", "when", "closed"),
)
"""Part, and two fields of its records of which the first cannot be later."""

_PAST: Final = (
    ("events", "when"),
    ("figures", "when"),
    ("inquiries", "when"),
    ("inquiries", "closed"),
    ("coverage", "as_of"),
    ("accounts", "rotation.asked"),
    ("accounts", "rotation.changed"),
    ("commissions", "asked"),
    ("outside_reports", "received"),
    ("hypotheses", "signed"),
    ("questions", "conclusion.signed"),
    ("tasks", "done.when"),
    ("measures", "done"),
    ("decisions", "when"),
    ("issued", "when"),
)
"""Fields that tell what has happened, so that they cannot lie in the future."""


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold moments against each other and against now."""
    zone = ZoneInfo(incident.organization.timezone)
    older = _changed_before_the_fake(incident)
    for part, first, second in _IN_ORDER:
        for n, record in enumerate(getattr(incident, part)):
            if record.id in older:
                continue
            began, ended = _at(record, first), _at(record, second)
            if is_after(began, ended, zone):
                values = {"early": ended, "late": began}
                names = {"first": first.split(".")[-1], "second": second.split(".")[-1]}
                place = f"{part}[{n}].{second}"
                yield error("wrong-order", place, record.id, **values, **names)
    today = world.now.astimezone(zone).date()
    for part, name in _PAST:
        for n, record in enumerate(getattr(incident, part)):
            when = _at(record, name)
            if is_after_day(when, today):
                yield error("future", f"{part}[{n}].{name}", record.id, when=when)
    yield from _reports(incident, zone)
    yield from _told_too_early(incident, zone)


def _changed_before_the_fake(incident: Incident) -> frozenset[str]:
    """Accounts whose directory tells a change of long ago: of course we ask after it."""
    known = states(incident) if incident.accounts else {}
    return frozenset(name for name, state in known.items() if state is State.OLDER)


def _at(record: Any, path: str) -> Moment | None:
    """A moment in a record: `rotation.asked`; None where a step is missing."""
    for name in path.split("."):
        record = getattr(record, name) if record is not None else None
    return record  # type: ignore[no-any-return]


def _reports(incident: Incident, zone: ZoneInfo) -> Iterator[Problem]:
    """A report that came before somebody asked for it."""
    asked = {order.id: order.asked for order in incident.commissions}
    for n, report in enumerate(incident.outside_reports):
        when = asked.get(report.commission or "")
        if is_after(when, report.received, zone):
            names = {"first": "asked", "second": "received"}
            values = {"early": report.received, "late": when}
            place = f"outside_reports[{n}].received"
            yield error("wrong-order", place, report.id, **values, **names)


def _told_too_early(incident: Incident, zone: ZoneInfo) -> Iterator[Problem]:
    """Events that somebody read in a notice which is older than they are.

    What we put on record ourselves has a recorder, and may be younger than any notice.
    """
    told = [p.when for p in incident.publications if p.when and p.origin]
    if not told or len(told) < len(incident.publications):
        return
    newest = max(told, key=Moment.order)
    for n, event in enumerate(incident.events):
        ours = event.by or event.recorded
        if not ours and is_after(event.when, newest, zone):
            values = {"when": event.when, "told": newest}
            yield warning("told-too-early", f"events[{n}].when", event.id, **values)

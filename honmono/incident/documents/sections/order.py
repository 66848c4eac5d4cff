"""Events in the order in which they happened, and the part of a notice each belongs to."""

from __future__ import annotations

from datetime import date
from functools import cache

from honmono.incident.case import Incident
from honmono.incident.case.events import Event
from honmono.tables import rows


def public_events(incident: Incident) -> tuple[Event, ...]:
    """What a notice may tell, the earliest first, what has no day last."""
    told = (event for event in incident.events if event.public)
    return tuple(sorted(told, key=_order))


def every_event(incident: Incident) -> tuple[Event, ...]:
    """Also what stays in the house, in the same order."""
    return tuple(sorted(incident.events, key=_order))


def events_for(incident: Incident, part: str) -> tuple[Event, ...]:
    """Those that a part of a notice tells: `response`, `timeline`."""
    return tuple(e for e in public_events(incident) if _parts().get(e.kind) == part)


def _order(event: Event) -> tuple[bool, date, object]:
    """Sort by it; `in March` comes after the days of March, for it may be the last.

    Where nobody knows when, as it stands on record.
    """
    when = event.when
    if when is None:
        return (True, date.max, ())
    day = when.first_day() if when.end else when.last_day() or when.first_day()
    return (day is None, day or date.max, when.order())


@cache
def _parts() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("event_parts.tsv")}

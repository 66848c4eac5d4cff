"""When a clock starts: the moment at which anybody in the organization first knew.

    awareness: 2022-05-18             starts on that day
    awareness: 2022-05-early          starts on 2022-05-01: the earliest day that it may be
    corrected from 2022-05-20         starts anew; the old value is told with the clock

Of several awareness records the earliest counts: for a company it is enough when one
department knows.  What is not exact is taken at its earliest, so no clock ends too late.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final

from honmono.incident.case._core import Certainty, Source
from honmono.incident.case.clocks.signs import SURE
from honmono.incident.case.duties import Awareness
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment

LAST_YEAR: Final = 2200
"""Years that are counted in; a later one is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Start:
    """The moment from which is counted, in the zone of the organization."""

    day: date
    latest_day: date
    """The latest day that it may be; decides which version of a law holds."""

    at: datetime
    """The instant; the first of the day where no time is known."""

    exact_day: bool
    exact_time: bool
    said: str
    """The moment as it stands in the file."""

    record: str
    before: tuple[str, ...] = ()
    """What it said before it was corrected."""

    is_sure: bool = True
    """Has somebody said so, rather than a program concluded it?"""


def awareness_of(incident: Incident, zone: tzinfo) -> Start | None:
    """The earliest awareness on record; None where no day of it can be told."""
    starts = [
        replace(start, before=_before(record, incident), is_sure=_is_sure(record))
        for record in incident.awareness
        if record.certainty is not Certainty.EXCLUDED
        and (start := start_at(record.when, record.id, zone))
    ]
    return min(starts, key=_order, default=None)


def start_at(moment: Moment, record: str, zone: tzinfo) -> Start | None:
    """A moment as a start; None where its year is not known."""
    instant = moment.at(zone)
    if instant is not None and 1 < instant.year < LAST_YEAR:
        instant = instant.astimezone(zone)
        first = last = instant.date()
        if moment.end is not None:
            last = max(first, moment.last_day() or first)
    else:
        first_day = moment.first_day()
        if first_day is None or not 1 < first_day.year < LAST_YEAR:
            return None
        instant = None
        first, last = first_day, moment.last_day() or first_day
    return Start(
        day=first,
        latest_day=min(last, date(LAST_YEAR, 1, 1)),
        at=instant or datetime.combine(first, time.min, zone),
        exact_day=first == last and not moment.is_about,
        exact_time=instant is not None and moment.end is None and not moment.is_about,
        said=str(moment),
        record=record,
    )


def _is_sure(record: Awareness) -> bool:
    return record.certainty in SURE and record.source is not Source.INFERRED


def _order(start: Start) -> datetime:
    return start.at.astimezone(UTC)


def _before(record: Awareness, incident: Incident) -> tuple[str, ...]:
    """Every value that this awareness had before."""
    old = [
        str(one.old.get("when"))
        for one in incident.corrections
        if one.record == record.id and one.of == "awareness"
    ]
    return tuple(dict.fromkeys(value for value in old if value != str(record.when)))

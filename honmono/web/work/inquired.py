"""Inquiries by day and by answer.  Whoever was not asked has not said no."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from honmono.incident.case import Answer, Incident, Moment
from honmono.incident.case.counts import count_inquiries
from honmono.incident.case.inquiries import Inquiry


@dataclass(frozen=True, slots=True)
class Told:
    """How many answered what to one question."""

    key: str
    yes: int
    no: int
    unknown: int
    """Nobody asked them, or they could not tell."""


@dataclass(frozen=True, slots=True)
class DayOfInquiries:
    """One day; None where its day is not on record."""

    day: date | None
    count: int
    opened: int
    most: int
    """Of any day: for the bar."""


def told_of(incident: Incident) -> tuple[Told, ...]:
    """Did they get a fake, open it, enable what was in it?"""
    counts = count_inquiries(incident)
    return tuple(
        _told(key, found)
        for key, found in (
            ("received", counts.received),
            ("opened", counts.opened),
            ("enabled", counts.enabled),
        )
    )


def by_day(incident: Incident, zone: ZoneInfo) -> tuple[DayOfInquiries, ...]:
    """How many asked on each day, the newest first; what has no day last."""
    counts: Counter[date | None] = Counter()
    opened: Counter[date | None] = Counter()
    for one in incident.inquiries:
        day = _day(one.when, zone)
        counts[day] += 1
        opened[day] += one.opened is Answer.YES
    order = sorted(counts, key=lambda day: day or date.min, reverse=True)
    most = max(counts.values(), default=0)
    return tuple(DayOfInquiries(d, counts[d], opened[d], most) for d in order)


def newest_first(incident: Incident, zone: ZoneInfo) -> list[Inquiry]:
    """Inquiries, the newest first; of one day the one that was put down last."""

    def order(at: tuple[int, Inquiry]) -> tuple[bool, date, datetime, int]:
        number, one = at
        day = _day(one.when, zone)
        exact = one.when.at(zone) if one.when else None
        begins = datetime.combine(day or date.min, time.min, zone)
        return day is not None, day or date.min, exact or begins, number

    if not incident.inquiries:
        return []
    found = sorted(enumerate(incident.inquiries), key=order, reverse=True)
    return [one for _, one in found]


def _told(key: str, found: dict[Answer, int]) -> Told:
    yes, no = found[Answer.YES], found[Answer.NO]
    return Told(key, yes, no, sum(found.values()) - yes - no)


def _day(moment: Moment | None, zone: ZoneInfo) -> date | None:
    """The day, where it is exactly known."""
    if moment is None:
        return None
    exact = moment.at(zone)
    if exact is not None:
        return exact.astimezone(zone).date()
    first = moment.start.first_day()
    return first if first == moment.start.last_day() else None

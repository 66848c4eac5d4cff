"""Counting days and hours: from when to when, and what happens on a closed day.

    aware on 2022-05-18, day 1, 60 days   2022-07-16, a Saturday; the 18th is a holiday
                                          → 2022-07-19
    aware at 2026-03-28 10:00 in Berlin,  2026-03-31 11:00: summer time began
    72 hours

Hours are elapsed hours.  Days are days of the organization's calendar.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

import jpholiday

from honmono.incident.case.clocks.law import Calendar, Rule
from honmono.incident.case.clocks.starts import Start

Due = date | datetime
"""A day where days are counted, an instant where hours are."""


class Window(NamedTuple):
    """When it is due: the end of the window, and its beginning where the law has one."""

    due: Due
    latest: Due


def window(
    rule: Rule, start: Start, met: frozenset[str], calendar: Calendar
) -> Window | None:
    """When a clock ends; None for one without a number.

    Args:
        rule: the clock.
        start: from when it is counted.
        met: items that are met for sure; only they lengthen a limit.
        calendar: which days are closed.

    """
    if rule.amount is None:
        return None
    amount = amount_of(rule, met)
    if rule.unit == "hours":
        end = (start.at.astimezone(UTC) + timedelta(hours=amount)).astimezone(
            start.at.tzinfo
        )
        return Window(end, end)
    latest = _end(rule, start.day, amount, calendar)
    first = (
        latest if rule.first is None else _end(rule, start.day, rule.first, calendar)
    )
    return Window(min(first, latest), latest)


def amount_of(rule: Rule, met: frozenset[str]) -> int:
    """How many days or hours, by the items that are met."""
    for other in rule.instead:
        if not met.isdisjoint(other.items):
            return other.amount
    return rule.amount or 0


def _end(rule: Rule, start: date, amount: int, calendar: Calendar) -> date:
    steps = amount - 1 if rule.day_one else amount
    if rule.unit == "working-days":
        return _working_days(start, steps, calendar)
    end = start + timedelta(days=steps)
    if rule.roll == "none":
        return end
    return rolled(end, calendar, 1 if rule.roll == "next-working-day" else -1)


def rolled(day: date, calendar: Calendar, step: int = 1) -> date:
    """The day itself, or the next one that is open."""
    while is_closed(day, calendar):
        day += timedelta(days=step)
    return day


def _working_days(start: date, steps: int, calendar: Calendar) -> date:
    """So many open days after the start; a closed start counts as the next open day."""
    day = rolled(start, calendar)
    for _ in range(steps):
        day = rolled(day + timedelta(days=1), calendar)
    return day


def is_closed(day: date, calendar: Calendar) -> bool:
    """Is it a weekend, a holiday, or a day on which offices are shut every year?"""
    return (
        day.weekday() in calendar.weekend
        or f"{day:%m-%d}" in calendar.yearly
        or day in calendar.days
        or (calendar.national == "jp" and _is_holiday_in_japan(day))
    )


@lru_cache(maxsize=4_096)
def _is_holiday_in_japan(day: date) -> bool:
    return bool(jpholiday.is_holiday(day))


def begins(due: Due, zone: tzinfo) -> datetime:
    """The first instant of a day; an instant itself.

    In UTC: within one zone Python compares what the clocks show, and on the night when
    summer time ends they show an hour twice.
    """
    at = due if isinstance(due, datetime) else datetime.combine(due, time.min, zone)
    return at.astimezone(UTC)


def is_over(due: Due, zone: tzinfo) -> datetime:
    """The first instant at which it is late, in UTC."""
    if isinstance(due, datetime):
        return begins(due, zone)
    return begins(due + timedelta(days=1), zone)

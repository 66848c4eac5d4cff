"""The line of days of a clock: where it starts, where today is, where it ends.

    |----------[=====]··········^        start, window, limit, today (overdue)

Numbers for an SVG that the server draws; the same is told in words beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from honmono.incident.case.clocks import Clock
from honmono.incident.case.clocks.days import Due

WIDTH: Final = 600
_LEFT: Final = 12
_RIGHT: Final = WIDTH - 12
_STEPS: Final = (1, 7, 30, 90, 365, 3_650)
"""Days between two marks; the first that gives few enough."""

_MOST_MARKS: Final = 24
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Picture:
    """Where things stand on the line, from left to right in the units of the SVG."""

    start: float
    due: float
    latest: float
    now: float
    marks: tuple[float, ...]
    is_over: bool

    @property
    def window(self) -> float:
        """How wide the window is; 0 for a limit without one."""
        return round(self.latest - self.due, 1)

    @property
    def over(self) -> float:
        """How far today is beyond the end."""
        return round(max(self.now - self.latest, 0), 1)


def picture_of(clock: Clock, now: datetime) -> Picture | None:
    """The line of a clock; None where its start or its end is not known."""
    if clock.starts is None or clock.due is None or clock.latest is None:
        return None
    start = _begin(clock.starts, now)
    due, latest = _begin(clock.due, now), _end(clock.latest, now)
    first, last = min(start, now), max(latest, now)
    whole = max(last - first, _DAY)

    def at(moment: datetime) -> float:
        return round(_LEFT + (moment - first) / whole * (_RIGHT - _LEFT), 1)

    ends = at(latest)
    return Picture(
        start=at(start),
        due=at(due) if due < latest and clock.due != clock.latest else ends,
        latest=ends,
        now=at(now),
        marks=tuple(at(day) for day in _days(first, last)),
        is_over=now >= latest,
    )


def _days(first: datetime, last: datetime) -> list[datetime]:
    number = (last - first) // _DAY
    step = next((s for s in _STEPS if number // s <= _MOST_MARKS), _STEPS[-1])
    return [first + _DAY * n for n in range(0, min(number, 100_000) + 1, step)][:200]


def _begin(due: Due, now: datetime) -> datetime:
    """A day begins at midnight of the organization's zone."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return datetime.combine(due, time.min, now.tzinfo).astimezone(UTC)


def _end(due: Due, now: datetime) -> datetime:
    """A day ends when the next one begins."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return _begin(date.fromordinal(due.toordinal() + 1), now)

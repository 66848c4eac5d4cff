"""When something happened, as precisely as it is known.

    2022-05-18T11:14+09:00   to the minute, with its zone
    2022-05-18T11:14         in the time zone of the organization
    2022-05-18T18:00/..      at six or later
    2022-06-29/2022-06-30    on these days
    2022-06-early            (-mid, -late) 6月上旬
    2022-06   2022           some day of it
    2022-06-10~              about
    XXXX-06-10   06-10       the year is not known
    XXXX-XX-XXT09:00         nor the day

Written as in the Extended Date/Time Format (ISO 8601-2, level 1), with the thirds of a
month, which Japanese notices use and the standard lacks.  A moment that nobody knows is
no moment: the field is null.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import cached_property, lru_cache
from typing import Final, Literal

from pydantic import ConfigDict, RootModel, field_validator

from honmono.incident.case.mistakes import MeaningError

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""Beyond, a mistake in typing; and every zone and deadline can be reckoned within."""

_WITH_YEAR: Final = r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX|early|mid|late))?)?"
_WITHOUT: Final = r"(?:--)?\d\d-(?:\d\d|XX|early|mid|late)|--\d\d"
_DAY: Final = rf"(?:{_WITH_YEAR}|{_WITHOUT})"
_TIME: Final = r"\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
_POINT: Final = rf"{_DAY}(?:T{_TIME})?"
_MOMENT: Final = re.compile(
    rf"(?P<start>{_POINT})(?:/(?P<end>{_POINT}|{_TIME}|\.\.))?(?P<about>~)?", re.ASCII
)
_PARTS: Final = re.compile(
    r"(?:(?P<year>\d{4}|XXXX)(?:-|$|(?=T))|--)?"
    r"(?:(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX|early|mid|late))?)?"
    r"(?:T(?P<time>.+))?",
    re.ASCII,
)
_THIRDS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}

Third = Literal["early", "mid", "late"]


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a moment: what is known of it; None where nothing is."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    third: Third | None = None
    time: time | None = None
    """With its zone where one was given."""

    def first_day(self) -> date | None:
        """The earliest day that it may be; None where the year is not known."""
        return self._bound(last=False)

    def last_day(self) -> date | None:
        """The latest day that it may be; None where the year is not known."""
        return self._bound(last=True)

    def _bound(self, *, last: bool) -> date | None:
        if self.year is None:
            return None
        month = self.month or (12 if last else 1)
        days = monthrange(self.year, month)[1]
        first_day, last_day = 1, days
        if self.day is not None:
            first_day = last_day = self.day
        elif self.third is not None:
            first_day, last_day = _THIRDS[self.third]
        return date(self.year, month, min(last_day if last else first_day, days))


class Moment(RootModel[str]):
    """A moment; its one value is the text that stands in the file."""

    model_config = ConfigDict(frozen=True, strict=True)

    @field_validator("root")
    @classmethod
    def _means_something(cls, text: str) -> str:
        start, end, _about, _open = _parse(text)
        if end is not None and not _may_follow(start, end):
            raise MeaningError("ends-early", text=text)
        return text

    def __str__(self) -> str:
        return self.root

    @cached_property
    def start(self) -> Point:
        """When it was, or began."""
        return _parse(self.root)[0]

    @cached_property
    def end(self) -> Point | None:
        """When it ended; None where it is no span, or its end is open."""
        return _parse(self.root)[1]

    @property
    def is_about(self) -> bool:
        """Did somebody say `about`?"""
        return _parse(self.root)[2]

    @property
    def is_open(self) -> bool:
        """Did it go on, or happen later than its start?"""
        return _parse(self.root)[3]

    def first_day(self) -> date | None:
        """The earliest day that it may be, or begin."""
        return self.start.first_day()

    def last_day(self) -> date | None:
        """The latest day that it may be, or end; None where that is not known."""
        if self.is_open and self.start.time is None:
            return None
        return (self.end or self.start).last_day()

    def at(self, zone: tzinfo) -> datetime | None:
        """The exact moment, where day and time are known.

        Args:
            zone: of the organization, where the moment names none.

        """
        day, clock = self.start, self.start.time
        if day.year is None or day.month is None or day.day is None or clock is None:
            return None
        moment = datetime.combine(date(day.year, day.month, day.day), clock)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    def order(self) -> tuple[bool, date, time, date, str]:
        """Sort by it: the earliest first, what has no year last."""
        first = self.first_day()
        clock = self.start.time or time.min
        return (
            first is None,
            first or date.max,
            clock.replace(tzinfo=None),
            self.last_day() or date.max,
            self.root,
        )


def on(day: date) -> Moment:
    """A day as a moment."""
    return Moment(day.isoformat())


@lru_cache(maxsize=8_192)  # pages and documents ask each moment again and again
def _parse(text: str) -> tuple[Point, Point | None, bool, bool]:
    """Start, end, whether it is about, whether its end is open."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise MeaningError("no-moment", text=text)
    start = _point(found["start"], text)
    end = found["end"]
    is_open = end == ".."
    if end is None or is_open:
        return start, None, bool(found["about"]), is_open
    if ":" in end and "T" not in end:  # a time of the same day
        if start.time is None:
            raise MeaningError("ends-at-time", text=text)
        clock = _clock(end, text)
        return (
            start,
            Point(start.year, start.month, start.day, None, clock),
            bool(found["about"]),
            False,
        )
    return start, _point(end, text), bool(found["about"]), False


def _point(text: str, whole: str) -> Point:
    found = _PARTS.fullmatch(text)
    if found is None:
        raise MeaningError("no-moment", text=whole)
    year, month, day = (_number(found[name]) for name in ("year", "month", "day"))
    third = found["day"] if found["day"] in _THIRDS else None
    clock = _clock(found["time"], whole) if found["time"] else None
    if third is not None and clock is not None:
        raise MeaningError("time-without-day", text=whole)
    if month is None and day is not None:
        raise MeaningError("day-without-month", text=whole)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise MeaningError(
            "year-out-of-range", text=whole, first=FIRST_YEAR, last=LAST_YEAR
        )
    if month is not None and not 1 <= month <= 12:
        raise MeaningError("no-such-month", text=whole)
    if day is not None and month is not None:
        longest = monthrange(year or 2000, month)[1]
        if not 1 <= day <= longest:
            raise MeaningError("no-such-day", text=whole)
    return Point(year, month, day, third, clock)  # type: ignore[arg-type]


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


def _clock(text: str, whole: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise MeaningError("no-such-time", text=whole) from error


def _may_follow(start: Point, end: Point) -> bool:
    """Can the end be at or after the start?  What is not known can."""
    first, last = start.first_day(), end.last_day()
    if first is None or last is None:
        return True
    if first != last or start.time is None or end.time is None:
        return first <= last
    if (start.time.tzinfo is None) != (end.time.tzinfo is None):
        return True
    return start.time.replace(tzinfo=None) <= end.time.replace(tzinfo=None)

"""When a directory says that a password was changed, in any of its ways to write it.

    2022-05-19T09:00:00Z            ISO 8601: Graph, PowerShell 7
    132974460000000000              100 ns since 1601 (FILETIME): pwdLastSet
    /Date(1652950800000)/           JSON of PowerShell 5.1
    2022/05/19 18:00:00             a Japanese Windows; in the zone of whoever exported it
    5/19/2022 6:00:00 PM            an American one
    5/6/2022                        May or June: nobody can tell, so it is refused

A wrong date would make an old password new, so what is doubtful is no date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from honmono.incident.case import Moment

_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_NEVER: Final = 2**63 - 1
_OLDEST: Final = 1990
"""Year before which no password that is still in use was set."""

_FILETIME: Final = re.compile(r"\d{1,19}", re.ASCII)
_ROUNDED: Final = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE | re.ASCII)
_JSON: Final = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/", re.ASCII)
_CLOCK: Final = (
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:\s*(?P<half>[AP]M))?)?"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})[/.年-](?P<month>\d{1,2})[/.月-](?P<day>\d{1,2})日?" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_YEAR_LAST: Final = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)


class NoDateError(ValueError):
    """It is no date that can be relied on; the message is a key of `directory.toml`."""


def changed_at(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """The moment; None where the directory has none.

    Args:
        text: the cell.
        zone: of whoever exported it, for times without one.
        now: nothing was changed later than that.

    Raises:
        NoDateError: it says something else, or two things.

    """
    text = text.strip()
    if not text or text in {"0", "null", "-"}:
        return None
    if _ROUNDED.fullmatch(text):
        raise NoDateError("rounded")
    try:
        found = _read(text, zone)
        if isinstance(found, datetime):
            found = found.astimezone(zone)
    except NoDateError:
        raise
    except (ValueError, OverflowError):
        raise NoDateError("no-date") from None
    if found.year < _OLDEST:
        raise NoDateError("too-old")
    if isinstance(found, datetime):
        is_late, shown = found > now, found.isoformat(timespec="seconds")
    else:
        is_late, shown = found > now.astimezone(zone).date(), found.isoformat()
    if is_late:
        raise NoDateError("in-future")
    return Moment(shown)


def _read(text: str, zone: tzinfo) -> datetime | date:
    """A time with its zone, or a day alone."""
    if _FILETIME.fullmatch(text):
        ticks = int(text)
        if ticks >= _NEVER:
            raise NoDateError("no-date")
        return _EPOCH + timedelta(microseconds=ticks // 10)
    if found := _JSON.fullmatch(text):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return _with_clock(day, found, zone)
    if found := _YEAR_LAST.fullmatch(text):
        return _with_clock(_day_of(found), found, zone)
    exact = datetime.fromisoformat(text)
    return exact if exact.tzinfo else exact.replace(tzinfo=zone)


def _day_of(found: re.Match[str]) -> date:
    """Month or day first; refused where it may be either.  With dots it is the day."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if found["mark"] == ".":
        return date(year, two, one)
    if one <= 12 and two <= 12 and one != two:
        raise NoDateError("ambiguous")
    return date(year, one, two) if one <= 12 else date(year, two, one)


def _with_clock(day: date, found: re.Match[str], zone: tzinfo) -> datetime | date:
    if found["hour"] is None:
        return day
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise NoDateError("no-date")
        hour = hour % 12 + (12 if half.upper() == "PM" else 0)
    clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    return datetime.combine(day, clock, zone)

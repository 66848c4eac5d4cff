"""Times as scanners write them → moments; what cannot be told is None, never a guess.

    /Date(1655946599000)/  /Date(1655946599000+0900)/      JSON of PowerShell 5.1
    2022-05-18T11:02:33.1234567+09:00  2022-05-18 11:02    ISO 8601, with or without zone
    2022/05/18 11:02:33  2022年5月18日 午後1:02  2022:05:18 11:02:33
    5/18/2022 11:02:33 AM                                  Windows in American English
    Wed May 18 11:02:33 2022   May 18 2022 02:02:33 GMT+00:00
    1601-01-01, 0001-01-01                                 Windows for "never"

`05/06/2022 11:02` is May or June: None.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

_EARLIEST: Final = 2000
_LATEST: Final = 2100
"""Years; what is outside is a clock that was never set, or `never`."""

_LONGEST: Final = 80
_DATE: Final = re.compile(r"\\?/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\\?/")
_CLOCK: Final = (
    r"(?:(?P<half>午前|午後|AM|PM) ?)?(?P<h>\d{1,2})[:時](?P<m>\d{1,2})"
    r"(?:[:分](?P<s>\d{1,2})秒?(?:[.,]\d{1,9})?|分)?(?: ?(?P<half2>AM|PM))?"
)
_ZONE: Final = r"(?: ?(?P<zone>Z|UTC|GMT|(?:GMT|UTC)?[+-]\d\d:?\d\d))?"
_YEAR_FIRST: Final = re.compile(
    r"(?P<y>\d{4})[-/.:年](?P<mo>\d{1,2})[-/.:月](?P<d>\d{1,2})日?"
    rf"(?:[T ]?(?:\(.\) ?)?{_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_YEAR_LAST: Final = re.compile(
    rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>\d{{4}})(?: {_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?P<mon>[A-Z][a-z]{2}) {1,2}(?P<d>\d{1,2}),?"
    rf"(?: (?P<y>\d{{4}}))? {_CLOCK}{_ZONE}(?: (?P<y2>\d{{4}}))?",
    re.IGNORECASE,
)
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """The moment that is meant, in UTC; None for a plain date, too."""
    found = moment_or_day(value, zone)
    return found if isinstance(found, datetime) else None


def moment_or_day(value: Any, zone: ZoneInfo) -> datetime | date | None:
    """The moment that is meant, or the day where no time is given."""
    if isinstance(value, dict):  # PowerShell 5.1: {"value": "/Date(…)/", "DateTime": …}
        value = value.get("value")
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip().replace("\N{NARROW NO-BREAK SPACE}", " ")
    if match := _DATE.fullmatch(text):
        return of_milliseconds(int(match[1]))
    for form, read in (
        (_YEAR_FIRST, _year_first),
        (_YEAR_LAST, _year_last),
        (_NAMED, _named),
    ):
        if match := form.fullmatch(text):
            return read(match, zone)
    return None


def begin_of(value: Any, zone: ZoneInfo, *, is_day_enough: bool) -> datetime | None:
    """The moment that is meant; of a plain day its begin, the least that can be said.

    Where something was found a day is not enough: its begin could be before a forged
    mail that the find came after.
    """
    found = moment_or_day(value, zone)
    if found is None or isinstance(found, datetime):
        return found
    if not is_day_enough:
        return None
    return datetime(found.year, found.month, found.day, tzinfo=zone).astimezone(UTC)


def of_milliseconds(number: int) -> datetime | None:
    """The moment of so many milliseconds since 1970."""
    try:
        return _plausible(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(0, 0, 0, number))
    except OverflowError:
        return None


def _year_first(match: re.Match[str], zone: ZoneInfo) -> datetime | date | None:
    return _made(int(match["y"]), int(match["mo"]), int(match["d"]), match, zone)


def _year_last(match: re.Match[str], zone: ZoneInfo) -> datetime | date | None:
    """Month first with AM or PM, as in America; else only where it is clear."""
    a, b = int(match["a"]), int(match["b"])
    american = bool(match["half"] or match["half2"])
    if a > 12:
        a, b = b, a
    elif not american and a != b and b <= 12:
        return None
    return _made(int(match["y"]), a, b, match, zone)


def _named(match: re.Match[str], zone: ZoneInfo) -> datetime | date | None:
    name, year = match["mon"].lower(), match["y"] or match["y2"]
    if name not in _MONTHS or year is None:
        return None
    month = _MONTHS.index(name) + 1
    return _made(int(year), month, int(match["d"]), match, zone)


def _made(
    year: int, month: int, day: int, match: re.Match[str], zone: ZoneInfo
) -> datetime | date | None:
    try:
        if match["h"] is None:
            found = date(year, month, day)
            return found if _EARLIEST <= year <= _LATEST else None
        hour = _hour(int(match["h"]), match["half"] or match["half2"])
        second = int(match["s"] or 0)
        zone_said = _zone(match["zone"]) or zone
        at = datetime(year, month, day, hour, int(match["m"]), second, tzinfo=zone_said)
    except (ValueError, OverflowError):
        return None
    return _plausible(at)


def _hour(hour: int, half: str | None) -> int:
    """`午後 1 時` → 13; an hour that no clock has raises ValueError."""
    if half is None:
        return hour
    if hour > 12:
        raise ValueError(hour)
    later = half.upper() in ("PM", "午後")
    return hour % 12 + (12 if later else 0)


def _zone(said: str | None) -> tzinfo | None:
    if said is None:
        return None
    text = said.upper().removeprefix("GMT").removeprefix("UTC").replace(":", "")
    if text in ("", "Z"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:])
    length = timedelta(hours=hours, minutes=minutes)
    return timezone(-length if text[0] == "-" else length)


def _plausible(at: datetime) -> datetime | None:
    if not _EARLIEST <= at.year <= _LATEST:
        return None
    return at.astimezone(UTC)

"""Moments in words, in Japanese (Western years or eras) and in English.

2022-05-18         2022年5月18日 · 令和4年5月18日       18 May 2022
2022-06-early      2022年6月上旬                        early June 2022
2022-05-18T18:00/..  2022年5月18日 18時以降             18 May 2022, 18:00 or later
XXXX-06-10         6月10日                              10 June
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from typing import Final

from honmono.incident.case.moment import Moment, Point

_ERAS: Final = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)
"""The last three eras and their first days, the newest first."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_THIRDS_JA: Final = {"early": "上旬", "mid": "中旬", "late": "下旬"}
_WEEKDAYS_JA: Final = "月火水木金土日"


def moment_in_words(
    moment: Moment | None, language: str, *, zone: tzinfo, era: bool = False
) -> str:
    """A moment as a document of that language says it; empty where it is not known.

    A time with a zone of its own is told in the organization's zone.
    """
    if moment is None:
        return ""
    start = _local(moment.start, zone)
    end = _local(moment.end, zone) if moment.end else None
    if language == "ja":
        return _moment_ja(
            start, end, about=moment.is_about, is_open=moment.is_open, era=era
        )
    return _moment_en(start, end, about=moment.is_about, is_open=moment.is_open)


def day_in_words(
    day: date, language: str, *, era: bool = False, weekday: bool = False
) -> str:
    """A day: `2022年5月18日（水）`, `18 May 2022 (Wednesday)`."""
    point = Point(day.year, day.month, day.day)
    if language == "ja":
        return _day_ja(point, era=era) + (
            f"（{_WEEKDAYS_JA[day.weekday()]}）" if weekday else ""
        )
    return _day_en(point) + (f" ({day:%A})" if weekday else "")


def _local(point: Point, zone: tzinfo) -> Point:
    """The same point in another zone, where day and zone are known."""
    clock = point.time
    if clock is None or clock.tzinfo is None:
        return point
    if point.year is None or point.month is None or point.day is None:
        return point
    there = datetime.combine(date(point.year, point.month, point.day), clock)
    here = there.astimezone(zone)
    return Point(here.year, here.month, here.day, None, here.time())


def _moment_ja(
    start: Point, end: Point | None, *, about: bool, is_open: bool, era: bool
) -> str:
    text = _point_ja(start, era=era)
    if end is not None:
        text += "から" + _point_ja(_what_is_new(start, end), era=era) + "まで"
    elif is_open:
        text += "以降"
    return text + ("頃" if about else "")


def _point_ja(point: Point, *, era: bool) -> str:
    parts = [_day_ja(point, era=era), _time_ja(point.time) if point.time else ""]
    return " ".join(part for part in parts if part)


def _day_ja(point: Point, *, era: bool) -> str:
    text = _year_ja(point, era=era)
    if point.month is not None:
        text += f"{point.month}月"
    if point.day is not None:
        text += f"{point.day}日"
    elif point.third is not None:
        text += _THIRDS_JA[point.third]
    return text


def _year_ja(point: Point, *, era: bool) -> str:
    if point.year is None:
        return ""
    first, last = point.first_day(), point.last_day()
    for begins, name in _ERAS if era else ():
        if first is not None and last is not None and first >= begins:
            year = point.year - begins.year + 1
            return f"{name}{'元' if year == 1 else year}年"
        if last is not None and last >= begins:
            break  # a year of two eras
    return f"{point.year}年"


def _time_ja(clock: time) -> str:
    return f"{clock.hour}時" + (f"{clock.minute}分" if clock.minute else "")


def _moment_en(start: Point, end: Point | None, *, about: bool, is_open: bool) -> str:
    text = _point_en(start)
    if end is not None:
        text = f"{text} to {_point_en(_what_is_new(start, end))}"
    elif is_open:
        text += " or later"
    return f"around {text}" if about else text


def _point_en(point: Point) -> str:
    parts = [_day_en(point), f"{point.time:%H:%M}" if point.time else ""]
    return ", ".join(part for part in parts if part)


def _day_en(point: Point) -> str:
    parts = [
        str(point.day) if point.day is not None else point.third or "",
        _MONTHS[point.month - 1] if point.month is not None else "",
        str(point.year) if point.year is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _what_is_new(start: Point, end: Point) -> Point:
    """The end without the day that it shares with the start."""
    same_day = (start.year, start.month, start.day) == (end.year, end.month, end.day)
    if same_day and end.time is not None:
        return Point(time=end.time)
    return end

"""A date as mail programs show it in the head of a forwarded mail.

    2026年6月8日(月) 10:15          Outlook, Japanese
    Monday, June 8, 2026 10:15 AM   Outlook, English
    Mo., 8. Juni 2026 um 10:15      Gmail, German
    06/08/2026 10:15:21 AM          Notes

There is mostly no zone: the program shows the time of whoever forwarded, so the zone of
the report is taken.  Where day and month could be either, the later one counts that is
not after the report: nobody forwards what he has not got.

It leaves alone: dates of eras (令和8年), weekdays, and whether the date is plausible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from honmono.tables import rows

_MAX: Final = 120
"""Characters of a date that are looked at; the longest known have 60."""

_MONTHS: Final = {
    word: int(number)
    for number, words, *_ in rows("month_names.tsv")
    for word in words.split()
}

_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(\d{4})\s?[年년/.-]\s?(\d{1,2})\s?[月월/.-]\s?(\d{1,2})(?!\d)"
)
_KANJI_MONTH: Final = re.compile(
    r"(?<!\d)(\d{1,2})月\s?(\d{1,2})日?,?\s{0,2}(\d{4})(?!\d)"
)
"""`月曜日, 6月 8, 2026`, as Outlook on telephones has it."""

_NUMBERS: Final = re.compile(
    r"(?<![\d:])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)"
)
_DAY_MONTH: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]{1,2}(?:de\s)?([^\W\d_]{3,12})\.?,?[\s-]{1,2}"
    r"(?:de\s)?(\d{4})(?!\d)"
)
_MONTH_DAY: Final = re.compile(
    r"([^\W\d_]{3,12})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})(?!\d)"
)
_YEAR_MONTH_DAY: Final = re.compile(
    r"(?<!\d)(\d{4})\.?\s{1,2}([^\W\d_]{3,12})\.?\s{1,2}(\d{1,2})(?!\d)"
)
"""`2026. június 8.`, Hungarian."""

_TIME: Final = re.compile(
    r"(?P<before>午前|午後|上午|下午|오전|오후|[AP]\.?M\.?)?\s?(?<![\d/.-])"
    r"(?P<hour>\d{1,2})\s?[:：.時]\s?(?P<minute>\d{2})(?:\s?[:：.分]\s?(?P<second>\d{2}))?分?秒?"
    r"(?:\s?(?P<after>午前|午後|[AP]\.?M\b|[ap]\.\s?m\.))?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    r"(?:GMT|UTC|(?<=[\s\d(]))(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
    r"(?![\d/.:-])"
)
_ZONES: Final = {"JST": 9, "KST": 9, "GMT": 0, "UTC": 0}
_ZONE: Final = re.compile(r"\b(JST|KST|GMT|UTC)\b")


def read(text: str, report: datetime | None) -> datetime | None:
    """Read a shown date; `report` is when it was forwarded.  None when it is none."""
    text = text[:_MAX]
    found = next(_places(text), None)
    if found is None:
        return None
    days, rest = found
    hour, minute, second = _time(rest)
    zone = _zone(rest) or (report.tzinfo if report else None) or UTC
    dates = []
    for year, month, day in days:
        try:
            dates.append(datetime(year, month, day, hour, minute, second, tzinfo=zone))
        except (ValueError, OverflowError):
            continue
    if not dates:
        return None
    latest = report + timedelta(days=1) if report else None
    before = [date for date in dates if latest is None or date <= latest]
    return max(before) if before and latest else dates[0]


def _places(text: str) -> Iterator[tuple[list[tuple[int, int, int]], str]]:
    """The day, as it may be meant, and the text without it, for each way to write one."""
    if match := _YEAR_FIRST.search(text):
        year, month, day = map(int, match.groups())
        yield [(year, month, day)], _without(text, match)
    if match := _KANJI_MONTH.search(text):
        month, day, year = map(int, match.groups())
        yield [(year, month, day)], _without(text, match)
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            first, second, year_shown = match.groups()
            name, number = (second, first) if first.isdigit() else (first, second)
            if known := _MONTHS.get(name.lower()):
                yield [(int(year_shown), known, int(number))], _without(text, match)
    if match := _YEAR_MONTH_DAY.search(text):
        year_shown, name, number = match.groups()
        if known := _MONTHS.get(name.lower()):
            yield [(int(year_shown), known, int(number))], _without(text, match)
    if match := _NUMBERS.search(text):
        one, sign, two, three = match.groups()
        a, b, year = int(one), int(two), _year(three)
        days = [(year, b, a)] if sign == "." else [(year, a, b), (year, b, a)]
        if len(three) == 2 and sign != ".":
            days.append((_year(one), b, int(three)))
        yield days, _without(text, match)


def _year(digits: str) -> int:
    """Two digits as in RFC 5322 §4.3: 00 to 49 are 2000 and on."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _time(text: str) -> tuple[int, int, int]:
    """Hour, minute, second; midnight where no time is shown."""
    match = _TIME.search(text)
    if match is None:
        return 0, 0, 0
    hour = int(match["hour"])
    half = (match["after"] or match["before"] or "").lower()
    half = "".join(half.replace(".", "").split())
    if half in ("pm", "午後", "下午", "오후") and hour < 12:
        hour += 12
    if half in ("am", "午前", "上午", "오전") and hour == 12:
        hour = 0
    return hour, int(match["minute"]), int(match["second"] or 0)


def _zone(text: str) -> tzinfo | None:
    """The zone that is shown, if any."""
    if match := _OFFSET.search(text):
        offset = timedelta(
            hours=int(match["hours"]), minutes=int(match["minutes"] or 0)
        )
        if offset < timedelta(hours=15):
            return timezone(offset if match["sign"] == "+" else -offset)
    if named := _ZONE.search(text):
        return timezone(timedelta(hours=_ZONES[named[1]]))
    return None

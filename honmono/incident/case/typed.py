"""Days and times as people type them → moments.

    2026/10/14 9:30      10月14日 9時半頃      令和8年10月上旬      昨日 午後3時
    14 October 2026      Oct 14, 9:30 pm       2026-10-14/2026-10-16   10月14日～16日

What is a moment already stays as it is.  A day without a year is the one nearest to
today: the page shows how it was understood before anybody relies on it.  Whoever does not
know the year writes `XXXX-10-14`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from honmono.incident.case.mistakes import MeaningError
from honmono.incident.case.moment import Moment

MAX_TYPED: Final = 100
"""Characters; a longer text is no moment."""

_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_THIRDS: Final = {"上旬": "early", "中旬": "mid", "下旬": "late"}
_RELATIVE: Final = {
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "yesterday": -1,
    "今日": 0, "本日": 0, "きょう": 0, "today": 0,
    "明日": 1, "あした": 1, "tomorrow": 1, "明後日": 2, "あさって": 2,
}  # fmt: skip
_ABOUT: Final = re.compile(r"(?:頃|ごろ|ころ)$|^(?:about|around|ca\.?|c\.)\s+|~$")
_OPEN: Final = re.compile(r"(?:以降|から|より後)$|\s+(?:or later|onwards?)$")
_SPAN: Final = re.compile(r"\s*(?:から|[~〜～]|\s-\s|\bto\b|–|—|(?<=\s)to(?=\s))\s*")
_UNTIL: Final = re.compile(r"(?:まで|の間)$")
_WEEKDAY: Final = re.compile(
    r"\((?:[月火水木金土日]|sun|mon|tue|wed|thu|fri|sat)[a-z]*(?:曜日?)?\)|[月火水木金土日]曜日?"
)

_HALF: Final = r"午前|午後|am|pm|a\.m\.|p\.m\."
_CLOCK: Final = re.compile(
    rf"(?P<half>午前|午後)?\s*(?:(?P<h>\d{{1,2}}):(?P<m>\d\d)|(?P<hj>\d{{1,2}})時"
    rf"(?:(?P<mj>\d{{1,2}})分|(?P<hm>半))?|(?P<ha>\d{{1,2}})(?=\s*[ap]\.?m))"
    rf"\s*(?P<after>{_HALF})?$"
)
_DAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:(?P<era>令和|平成|昭和)?(?P<year>\d{1,4}|元)年)?\s*(?P<month>\d{1,2})月\s*"
            r"(?:(?P<day>\d{1,2})日|(?P<third>[上中下]旬))?"
        ),
        r"(?P<era>令和|平成|昭和)?(?P<year>\d{4}|\d{1,2}|元)年",
        r"(?P<day>\d{1,2})日",
        r"(?:(?P<year>\d{4})[/.-])?(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
        r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})",
        r"(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[a-z]{3})[a-z]*\.?,?(?:\s+(?P<year>\d{4}))?",
        r"(?P<name>[a-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?",
        r"(?:(?P<word>early|mid|late)[\s-]+)?(?P<name>[a-z]{3})[a-z]*\.?,?(?:\s+(?P<year>\d{4}))?",
    )
)


def moment_typed(text: str, today: date) -> Moment:
    """The moment that somebody means.

    Args:
        text: as it was typed.
        today: in the organization's zone; a day without a year is the nearest to it.

    Raises:
        MeaningError: nobody can tell which.

    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > MAX_TYPED:
        raise MeaningError("no-moment-typed", text=plain)
    if exact := _moment(plain.replace(" ", "T") if _is_iso(plain) else plain):
        return exact
    words = " ".join(_WEEKDAY.sub(" ", plain.lower()).split())
    words, is_about = _without(_ABOUT, words)
    whole = _whole(words, today)
    found = _moment(whole + "~" * is_about) if whole else None
    if found is None:
        raise MeaningError("no-moment-typed", text=plain)
    return found


def _is_iso(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d\S*", text) is not None


def _moment(text: str) -> Moment | None:
    try:
        return Moment(text)
    except ValueError:
        return None


def _without(pattern: re.Pattern[str], words: str) -> tuple[str, bool]:
    rest = pattern.sub("", words).strip()
    return rest, rest != words


def _whole(words: str, today: date) -> str | None:
    """One point, a point and later, or a span, as it stands in a file."""
    if point := _point(words, today):
        return point
    first, is_open = _without(_OPEN, words)
    if is_open and (point := _point(first, today)):
        return point + "/.."
    ends = _SPAN.split(_UNTIL.sub("", words))
    if len(ends) != 2:
        return None
    return _span(ends[0], ends[1], today)


def _span(one: str, other: str, today: date) -> str | None:
    start = _point(one, today)
    if start is None:
        return None
    day, _, clock = start.partition("T")
    if clock and (end := _time(other)):
        return f"{start}/{end}"
    if alone := re.fullmatch(r"(\d{1,2})日", other):
        return f"{start}/{day[:-2]}{int(alone[1]):02}"
    end = _point(other, today, after=day)
    return f"{start}/{end}" if end else None


def _point(words: str, today: date, after: str = "") -> str | None:
    """`2026-10-14T09:30`."""
    clock = ""
    found = _CLOCK.search(words)
    if found is not None:
        clock = _time(found[0]) or ""
        words = words[: found.start()].rstrip(" ,tのT")
        if not clock:
            return None
    day = _day(words, today, after)
    if day is None or (clock and len(day) != len("2026-10-14")):
        return None
    return f"{day}T{clock}" if clock else day


def _time(words: str) -> str | None:
    found = _CLOCK.fullmatch(words.strip())
    if found is None:
        return None
    hour = int(found["h"] or found["hj"] or found["ha"])
    minute = int(found["m"] or found["mj"] or (30 if found["hm"] else 0))
    half = (found["half"] or found["after"] or "").replace(".", "")
    if half and hour > 12:
        return None
    if half in ("午後", "pm") and hour < 12:
        hour += 12
    elif half in ("午前", "am") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _day(words: str, today: date, after: str) -> str | None:
    """`2026-10-14`, `2026-10-early`, `2026-10`, `2026`."""
    if words in _RELATIVE:
        return (today + timedelta(days=_RELATIVE[words])).isoformat()
    for pattern in _DAYS:
        if found := pattern.fullmatch(words):
            return _day_of(found.groupdict(), today, after)
    return None


def _day_of(said: dict[str, str | None], today: date, after: str) -> str | None:
    month = int(said.get("month") or 0)
    if name := said.get("name"):
        if name not in _MONTHS:
            return None
        month = _MONTHS.index(name) + 1
    day = int(said.get("day") or 0)
    third = _THIRDS.get(said.get("third") or "") or said.get("word") or ""
    year = _year(said.get("year"), said.get("era"))
    if year is None and said.get("year"):
        return None
    if not month:
        if day:  # `14日`: of which month?
            return None
        return f"{year:04}" if year else None
    if year is None:
        year = int(after[:4]) if after[:4].isdigit() else _nearest(month, day, today)
    tail = f"-{day:02}" if day else f"-{third}" if third else ""
    return f"{year:04}-{month:02}{tail}"


def _year(said: str | None, era: str | None) -> int | None:
    if said is None:
        return None
    if era:
        return _ERAS[era] + (1 if said == "元" else int(said))
    return int(said) if len(said) == 4 else None


def _nearest(month: int, day: int, today: date) -> int:
    """The year in which that day lies nearest to today."""

    def away(year: int) -> int:
        try:
            return abs((date(year, month, day or 15) - today).days)
        except ValueError:  # 29 February, or no such day: told later
            return 10_000

    return min((today.year, today.year - 1, today.year + 1), key=away)

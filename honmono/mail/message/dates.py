"""The date of a Date or Received field.

    Date: Mon, 23 Nov 2026 09:15:00 +0900 (JST)
    Date: 23 Nov 26 9:15 GMT
    Date: Monday, November 23, 2026 9:15:00

RFC 5322 §3.3 with its obsolete forms (§4.3), then what `email.utils` makes of the rest.
Without a zone, or with one that nobody knows, the time is taken for UTC: a date that may
be some hours off says more than none.  Whether it is plausible is not asked here, but
years before 1900 or after 2999 are unreadable: with them arithmetic can fail.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from functools import lru_cache
from typing import Final

_MAX_DATE: Final = 200
"""Bytes of a value that are looked at; the longest real ones have 80."""

_PLAIN: Final = re.compile(
    r"\s*+(?:[A-Z][a-z][a-z],\s{1,9}+)?([0-9]{1,2}+)\s{1,9}+([A-Z][a-z][a-z])"
    r"\s{1,9}+((?:19|2[0-9])[0-9][0-9])\s{1,9}+((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
    r"\s{1,9}+([+-](?:[01][0-9]|2[0-3])[0-5][0-9]|GMT)(?![\w:])",
    re.ASCII,
)
"""As programs of today write it: 1 day, 2 month, 3 year, 4 time, 5 zone."""

_USUAL: Final = re.compile(
    rb"\s*(?:[A-Za-z]{3,9}\.?,?\s{0,9})?(\d{1,2})[\s-]{1,9}([A-Za-z]{3})[a-z]{0,6}\.?,?"
    rb"[\s-]{1,9}(\d{4}|\d{2,3}),?\s{1,9}(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?"
    rb"(?:\.\d{1,9})?(?:\s{0,9}([+-]\d{4}|[A-Za-z]{1,5})(?![\w:]))?"
)
"""1 day, 2 month, 3 year, 4 hour, 5 minute, 6 second, 7 zone."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}

_DIGITS: Final = {
    name.decode().capitalize(): f"{number:02}" for name, number in _MONTHS.items()
}

_ZONES: Final = {
    **dict.fromkeys((b"jst", b"kst"), 9),
    **dict.fromkeys((b"hkt", b"sgt"), 8),
    **dict.fromkeys((b"msk", b"eest"), 3),
    **dict.fromkeys((b"cest", b"mest", b"eet"), 2),
    **dict.fromkeys((b"cet", b"met"), 1),
    b"edt": -4,
    **dict.fromkeys((b"est", b"cdt"), -5),
    **dict.fromkeys((b"cst", b"mdt"), -6),
    **dict.fromkeys((b"mst", b"pdt"), -7),
    b"pst": -8,
}
"""Hours from UTC: RFC 5322 §4.3, and others that mean but one thing."""


def parse_date(value: bytes) -> datetime | None:
    """Read the raw value of a date field; aware, or None when it is unreadable."""
    value = value[:_MAX_DATE]
    plain = _PLAIN.match(value.decode("latin-1"))
    if plain and (at := _from_iso(plain)):
        return at
    usual = _USUAL.match(value)
    date = (usual and _from_match(usual)) or _from_library(value)
    return date if date and 1900 <= date.year < 3000 else None


def _from_iso(match: re.Match[str]) -> datetime | None:
    """Turn it into the one form that the library reads in C."""
    day, name, year, time, zone = match.groups()
    if len(day) == 1:
        day = "0" + day
    if zone == "GMT":
        zone = "Z"
    try:
        return datetime.fromisoformat(f"{year}-{_DIGITS[name]}-{day}T{time}{zone}")
    except (KeyError, ValueError):  # no month, or the 31st of February
        return None


def _from_match(match: re.Match[bytes]) -> datetime | None:
    day, name, year, hour, minute, second, zone = match.groups()
    month = _MONTHS.get(name.lower())
    if not month:
        return None
    try:
        return datetime(
            _full_year(int(year), len(year)),
            month,
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59),  # 60 is a leap second
            tzinfo=_zone(zone or b""),
        )
    except ValueError:
        return None


def _full_year(year: int, digits: int) -> int:
    """RFC 5322 §4.3: two digits from 00 to 49 are 2000 and on, three count from 1900."""
    if digits == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if digits == 3 else year


@lru_cache(maxsize=256)
def _zone(zone: bytes) -> tzinfo:
    if zone[:1] in (b"+", b"-"):
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        if timedelta() < offset < timedelta(days=1):
            return timezone(-offset if zone[:1] == b"-" else offset)
        return UTC
    hours = _ZONES.get(zone.lower(), 0)
    return timezone(timedelta(hours=hours)) if hours else UTC


def _from_library(value: bytes) -> datetime | None:
    """Read an unusual date; `parsedate_tz` has raised all of these for broken ones."""
    try:
        parts = parsedate_tz(value.decode("latin-1"))
        if parts is None:
            return None
        *whole, _, _, _, offset = parts
        year, month, day, hour, minute, second = whole
        zone = timezone(timedelta(seconds=offset or 0))
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

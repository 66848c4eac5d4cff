"""What the words in a cell mean: kinds, presence, offices, days.

An unknown word is told, and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.inventory._core import Field, Mapping, Office, plain
from honmono.sweep.pc import Kind, Presence
from honmono.tables import rows
from honmono.text import harmless

_DAY: Final = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?"
)
_ERA: Final = re.compile(
    r"(?:R|令和)\s*(?P<y>\d{1,2}|元)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?"
)
_ENGLISH: Final = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})")
_TIME: Final = re.compile(
    r"[T\s]*(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<pm>[AP]M)?\s*(?P<z>Z|[+-]\d{2}:?\d{2})?"
)
_CODES: Final[dict[Field, set[str]]] = {
    Field.KIND: {kind.value for kind in Kind},
    Field.PRESENCE: {presence.value for presence in Presence},
}
"""What somebody may say that a word means; an empty code: nothing."""

_LONGEST_OFFICE: Final = 60
"""Characters of an office that the list names, and nobody else."""

_REIWA: Final = 2018
_NOON: Final = 12
_MIDNIGHT: Final = timedelta(days=1)


class Words:
    """What words mean in one list: by our tables, our offices, and whoever maps it."""

    def __init__(self, mapping: Mapping, offices: Iterable[Office]) -> None:
        self._offices = tuple(offices)
        self._known: dict[Field, dict[str, str]] = {
            field: dict(_table().get(field.value, {}))
            for field in (Field.KIND, Field.PRESENCE, Field.TYPE, Field.ENABLED)
        }
        self._known[Field.OFFICE] = self._of_offices()
        may_be = _CODES | {Field.OFFICE: {office.id for office in self._offices}}
        for field, words in mapping.meanings.items():
            self._known.setdefault(field, {}).update(
                {
                    plain(word): code
                    for word, code in words.items()
                    if not code or code in may_be.get(field, ())
                }
            )

    def code(self, field: Field, word: str) -> str | None:
        """The code; None for a word that nobody knows.

        Where nobody has said which offices there are, the list says it.
        """
        found = self._known.get(field, {}).get(plain(word))
        if found is None and field is Field.OFFICE and not self._offices:
            return harmless(word, _LONGEST_OFFICE).strip() or None
        return found

    def _of_offices(self) -> dict[str, str]:
        """A name that two offices have means neither."""
        found: dict[str, set[str]] = {}
        for office in self._offices:
            for name in (office.id, *office.names):
                found.setdefault(plain(name), set()).add(office.id)
        return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


@cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field, code, word in rows("pc_words.tsv"):
        found.setdefault(field, {})[plain(word)] = code
    return found


def day(text: str) -> date | None:
    """A day: `2022-05-18`, `2022/5/18`, `2022年5月18日`, `令和4年5月18日`, `5/18/2022`.

    None where it is none, or could be two: `5/6/2022` is May in one country and June in
    another.
    """
    found = _moment(text)
    return found[0] if found else None


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A point in time; of a day without a time its end: what is later is surely after."""
    found = _moment(text)
    if found is None:
        return None
    the_day, clock, offset = found
    try:
        if clock is None:
            local = datetime.combine(the_day, time(), zone) + _MIDNIGHT
        else:
            local = datetime.combine(the_day, clock, zone if offset is None else UTC)
            local -= offset or timedelta()
        return local.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _moment(text: str) -> tuple[date, time | None, timedelta | None] | None:
    given = unicodedata.normalize("NFKC", text[:60]).strip()
    for pattern in (_DAY, _ERA, _ENGLISH):
        if found := pattern.match(given):
            break
    else:
        return None
    the_day = _date(found)
    rest = given[found.end() :].strip()
    if the_day is None or not rest:
        return None if the_day is None else (the_day, None, None)
    clock = _TIME.fullmatch(rest)
    if clock is None:
        return None
    try:
        return the_day, _clock(clock), _offset(clock["z"])
    except ValueError:
        return None


def _date(found: re.Match[str]) -> date | None:
    given = found.groupdict()
    if "a" in given:
        a, b = int(given["a"]), int(given["b"])
        if a <= _NOON and b <= _NOON and a != b:
            return None
        year = int(given["y"])
        month, the_day = (b, a) if a > _NOON else (a, b)
    else:
        year = 1 if given["y"] == "元" else int(given["y"])
        year += _REIWA if found.re is _ERA else 0
        month, the_day = int(given["m"]), int(given["d"])
    try:
        return date(year, month, the_day)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> time:
    hour = int(found["h"])
    if found["pm"]:
        hour = hour % _NOON + (_NOON if found["pm"] == "PM" else 0)
    return time(hour, int(found["m"]), int(found["s"] or 0))


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text == "Z":
        return timedelta()
    digits = text[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -shift if text[0] == "-" else shift

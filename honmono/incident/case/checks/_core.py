"""What a check of an incident is given, and what it yields.

    error    tasks[2].after (warn-partner)   waits for `scan`, which waits for it
    warning  events[0].kind (seen)           `spoof_mail_seen` is no kind that is known

An error cannot be so.  A warning can, and somebody should look.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.incident.case.incident import PARTS, Incident
from honmono.incident.case.moment import Moment
from honmono.incident.case.places import place_in_words
from honmono.text import keys, say, say_at_length

_LONGEST: Final = 300
_MANY: Final = 300
"""Names among which nobody looks for a near one: it would take long."""


Title = Callable[[str], str]
"""The title of the record of an id; what is no record stays as it is."""

_RECORDS: Final = frozenset({"name", "other", "first", "second"})
"""Values of sentences that may be ids of records."""

_PARTS: Final = frozenset({"part", "wanted"})


class Severity(Enum):
    """Can it be so?"""

    ERROR = "error"
    WARNING = "warning"


class ListState(Enum):
    """How a list beside the file was found."""

    WHOLE = "whole"
    MISSING = "missing"
    CHANGED = "changed"
    """It is another than the one that the incident names by its SHA-256."""

    BROKEN = "broken"
    """It is the right one, and rows of it mean nothing."""


@dataclass(frozen=True, slots=True)
class World:
    """What is so outside the file; None where nobody looked."""

    now: datetime
    originals: Collection[str] | None = None
    """SHA-256 of what the evidence store has, or had before it was erased."""

    lists: Mapping[str, ListState] | None = None
    """By SHA-256."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an incident, or may be."""

    severity: Severity
    code: str
    place: str
    """`tasks[2].after`"""

    record: str | None = None
    """Id of the record that it is about."""

    values: Mapping[str, object] = field(default_factory=dict)
    """What fills its sentence; `near` is what somebody may have meant."""

    def told(self, language: str, title: Title = str) -> str:
        """What is wrong and what to do, in one sentence.

        Args:
            language: `ja` or `en`.
            title: of the record of an id; without it ids stand in the sentence.

        """
        filled = self.filled(language, title)
        told = say_at_length("case_checks", self.code, language, _LONGEST, filled)
        if self.values.get("near"):
            told += say_at_length(
                "case_checks", "near", language, _LONGEST, self.values
            )
        return told

    def filled(self, language: str, title: Title) -> dict[str, object]:
        """What fills its sentence, with records and parts as people call them."""
        filled = dict(self.values)
        for name in _RECORDS & filled.keys():
            filled[name] = title(str(filled[name]))
        for name in _PARTS & filled.keys():
            if f"part-{filled[name]}" in keys("case"):
                filled[name] = say("case", f"part-{filled[name]}", language)
        if "path" in filled:
            filled["path"] = " → ".join(map(title, str(filled["path"]).split(" → ")))
        return filled

    def where(self, language: str) -> str:
        """The field of the record that it is about, as pages call it; may be empty."""
        part, _, inside = self.place.partition("]")
        form, field = PARTS.get(part.partition("[")[0]), inside.lstrip(".")
        if form is None or not field:
            return ""
        return place_in_words(field, form, language)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "place": self.place,
            "record": self.record,
            "text": {language: self.told(language) for language in ("ja", "en")},
        }


Check = Callable[[Incident, World], Iterator[Problem]]


def error(
    code: str, place: str, record: str | None = None, **values: object
) -> Problem:
    """Something that cannot be so."""
    return Problem(Severity.ERROR, code, place, record, values)


def warning(
    code: str, place: str, record: str | None = None, **values: object
) -> Problem:
    """Something that somebody should look at."""
    return Problem(Severity.WARNING, code, place, record, values)


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that somebody may have meant; else nothing."""
    if len(known) > _MANY:
        return ""
    return next(iter(get_close_matches(name, known, n=1)), "")


def is_after(later: Moment | None, earlier: Moment | None, zone: ZoneInfo) -> bool:
    """Is it later for sure, whatever is not known of the two?"""
    if later is None or earlier is None:
        return False
    first, last = later.first_day(), earlier.last_day()
    if first is None or last is None:
        return False
    one, other = later.at(zone), earlier.at(zone)
    if (
        one
        and other
        and earlier.end is None
        and not (later.is_about | earlier.is_about)
    ):
        return not earlier.is_open and one > other
    return first > last


def is_after_day(moment: Moment | None, day: date) -> bool:
    """Is it later than that day for sure?"""
    first = moment.first_day() if moment else None
    return first is not None and first > day

"""How a part of an incident is shown to people: lines with a head, words and an id.

2022年5月18日   不審なメール（なりすましメール）を確認   [event-1]
東京事務所
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident, Moment, Record, Text
from honmono.incident.case.affected import Amount
from honmono.incident.case.dates import moment_in_words
from honmono.incident.case.kinds import known
from honmono.text import harmless, say

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One record, or one sum, as people see it."""

    head: str
    text: str
    id: str = ""
    notes: tuple[str, ...] = ()


class View(NamedTuple):
    """One part of an incident, and how it is shown."""

    name: str
    parts: tuple[str, ...]
    """Whose records a program gets."""

    lines: Callable[[Incident, Reader], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is shown, and when."""

    language: str
    now: datetime
    zone: ZoneInfo
    era: bool = False

    def say(self, key: str, **values: object) -> str:
        """A sentence of `case`."""
        return say("case", key, self.language, **values)

    def when(self, moment: Moment | None, said: str | None = None) -> str:
        """A moment in words; where there is none, what was said, or that nobody knows."""
        words = moment_in_words(moment, self.language, zone=self.zone, era=self.era)
        return words or (harmless(said) if said else self.say("unknown-when"))

    def words(self, text: Text | None) -> str:
        """A text in the reader's language, or in the other one."""
        return harmless(text.in_language(self.language), _LONGEST) if text else ""

    def kind(self, vocabulary: str, kind: str, named: str | None = None) -> str:
        """A kind in words; one that no table knows as it was written."""
        if kind in known(vocabulary) and not (kind == "other" and named):
            return say(f"kinds/{vocabulary}", kind, self.language)
        return harmless(named or kind)

    def notes(self, record: Record, *more: str) -> tuple[str, ...]:
        """What stands below a record, without what is empty."""
        found = (*more, self.words(record.note), self.words(record.internal))
        return tuple(text for text in found if text)

    def amount(self, amount: Amount | None) -> str:
        """`40 · 52 · 71`: at least, likely, at most; `?` where it cannot be said."""
        if amount is None:
            return ""
        each = (amount.at_least, amount.likely, amount.at_most)
        shown = ["?" if n is None else f"{n:,}" for n in each]
        return self.say("amount", at_least=shown[0], likely=shown[1], at_most=shown[2])

    def is_past(self, moment: Moment | None) -> bool:
        """Is it over for sure?"""
        last = moment.last_day() if moment else None
        return last is not None and last < self.now.astimezone(self.zone).date()

    def listed(self, words: Iterable[str]) -> str:
        """Some words, one after the other."""
        return ("、" if self.language == "ja" else ", ").join(words)


def records(incident: Incident, parts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The records of some parts for programs, each with its part."""
    for part in parts:
        for record in getattr(incident, part):
            data = record.model_dump(mode="json", exclude_defaults=True)
            yield {"part": part, **data}

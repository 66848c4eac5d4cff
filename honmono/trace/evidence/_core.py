"""What the words of a trace are given, and what they are made into.

    盗まれたかもしれないメールボックス                    a section
      96 %  佐藤 花子（sato@hoshimine.example） · 当社     an entry: label and text

Whoever lays it out (a terminal, a page) knows no sentence, and these know no columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum

from honmono.text import say_at_length
from honmono.trace.evidence.people import LONGEST, People
from honmono.trace.traced import Traced


class Tone(Enum):
    """How loudly something is said."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with what stands before it; a label may be empty."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN
    level: int = 0
    """1: belongs to the entry before it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands below it."""

    heading: str
    entries: tuple[Entry, ...]
    name: str = ""
    """By which a page finds it: `do`, `checks`, `suspects` …"""


class Teller:
    """Fills sentences in one language, one timezone, about one set of people."""

    def __init__(
        self,
        traced: Traced,
        language: str,
        zone: tzinfo = UTC,
        not_indexed: Iterable[str] = (),
    ) -> None:
        """Take the organization's timezone: a clerk's diary has that one."""
        self.language, self._zone = language, zone
        self.not_indexed = frozenset(not_indexed)
        self.people = People(traced, language)

    def say(self, key: str, **values: object) -> str:
        """One sentence; a list of people may be longer than what a mail fills in."""
        text = say_at_length("trace", key, self.language, LONGEST, values)
        return text.replace("） ", "）")  # a full-width bracket has its own blank

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences as one text."""
        return ("" if self.language == "ja" else " ").join(sentences)

    def joined_names(self, names: Sequence[str], most: int) -> str:
        """Some names, and how many more there are."""
        shown = self.say("comma").join(names[:most])
        if (more := len(names) - most) <= 0:
            return shown
        return self.say("and-more", list=shown, count=more)

    def day(self, moment: int | None) -> str:
        """2022-04-11; what no calendar has is unknown."""
        try:
            when = None if moment is None else datetime.fromtimestamp(moment, UTC)
            return f"{when.astimezone(self._zone):%Y-%m-%d}" if when else ""
        except (OverflowError, OSError, ValueError):
            return ""

    def date(self, moment: int | None) -> str:
        """The day, or that it is unknown."""
        return self.day(moment) or self.say("no-date")

    def chance(self, probability: float) -> str:
        """48%; never 0 or 100, and rounded down, so that 89.9 % is no 90 %."""
        if not probability >= 0.01:  # also what is not a number
            return self.say("under")
        whole = int(min(probability, 1.0) * 100 + 1e-9)
        return self.say("over") if whole >= 99 else f"{whole}%"

    def count(self, what: str, number: int) -> str:
        """12 reports, 1 report; `what` is reports, messages or persons."""
        if number == 1:
            return self.say(f"one-{what.removesuffix('s')}")
        return self.say(what, count=f"{number:,}")

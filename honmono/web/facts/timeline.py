"""What happened, in the order of time: events, and what else has a day on record.

2026年10月13日
10時5分   外部の方から不審なメールについて連絡を受領
10時5分   知った時点: お客様からの電話
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from honmono.incident.case import Certainty, Incident, Moment, Record
from honmono.incident.case.dates import day_in_words
from honmono.incident.documents._core import Rows, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds.public_notice import KIND, REPORT
from honmono.incident.documents.sections.order import public_events
from honmono.incident.documents.sections.timeline import timeline as section
from honmono.web.cases.labels import Label
from honmono.web.facts.listing import in_short
from honmono.web.facts.shape import shapes_of
from honmono.web.facts.words import Words, as_json

MOMENTS: Final[dict[str, str]] = {
    "events": "when",
    "awareness": "when",
    "decisions": "when",
    "coverage": "as_of",
    "commissions": "asked",
    "outside_reports": "received",
    "measures": "done",
    "issued": "when",
    "publications": "when",
}
"""Parts that a timeline shows, and the field that says when."""

_BY_NAME: Final = frozenset({"awareness", "coverage", "outside_reports"})
"""Parts whose records have a day alone, which stands above them already."""

_BESIDE: Final = ("scope", "note", "how", "to", "offices", "findings")
"""What stands below the title, where a record has it."""

Order = tuple[bool, date, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    part: str
    name: str
    id: str
    title: str
    day: str
    clock: str
    """Time of the day, or what else is known beyond the day."""

    said: str
    below: str
    certainty: str
    is_public: bool
    order: Order


@dataclass(frozen=True, slots=True)
class Day:
    """All of one day, or of one moment that is no day."""

    day: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see; empty: all."""

    part: str = ""
    certainty: str = ""
    text: str = ""

    def shows(self, entry: Entry) -> bool:
        """Is it among it?"""
        words = f"{entry.title} {entry.below} {entry.said}".casefold()
        return (
            (not self.part or entry.part == self.part)
            and (not self.certainty or entry.certainty == self.certainty)
            and all(word in words for word in self.text.casefold().split())
        )


def entries(words: Words, wanted: Wanted) -> list[Entry]:
    """What somebody wants to see, in the order of time; what has no day comes last."""
    every = sorted(_entries(words), key=lambda one: one.order)
    return [one for one in every if wanted.shows(one)]


def by_days(shown: Iterable[Entry]) -> tuple[Day, ...]:
    """Lines of the timeline under their days."""
    grouped = groupby(shown, key=lambda one: one.day)
    return tuple(Day(day, tuple(found)) for day, found in grouped)


def _entries(words: Words) -> Iterator[Entry]:
    told = {event.id for event in public_events(words.incident)}
    for part, name in MOMENTS.items():
        for record in getattr(words.incident, part):
            moment = getattr(record, name)
            if part == "events" or moment is not None:
                yield _entry(words, part, record, moment, record.id in told)


def _entry(
    words: Words, part: str, record: Record, moment: Moment | None, is_told: bool
) -> Entry:
    data = as_json(record)
    day, clock = _when(words, moment)
    shapes = [shape for shape in shapes_of(part) if shape.name in _BESIDE]
    told = [in_short(words, s, data.get(s.name)) for s in shapes]
    title = words.part(part) if part in _BY_NAME else words.title_of(part, data)
    return Entry(
        part=part,
        name=words.part(part),
        id=record.id,
        title=title,
        day=day,
        clock=clock,
        said=str(data.get("said") or ""),
        below=" · ".join(one for one in told if one and one not in title),
        certainty=record.certainty.value,
        is_public=is_told,
        order=_order(moment, words),
    )


def _when(words: Words, moment: Moment | None) -> tuple[str, str]:
    """The day that it stands under, and what is known beyond it."""
    if moment is None:
        return "", ""
    era = words.incident.organization.era
    exact = moment.at(words.zone)
    if exact is None or moment.end is not None or moment.is_open or moment.is_about:
        start = moment.start
        if None in (start.year, start.month, start.day):
            return words.when(moment.root), ""
        day = date(start.year or 0, start.month or 0, start.day or 0)
        head = day_in_words(day, words.language, era=era, weekday=True)
        is_day = moment.root == day.isoformat()
        return head, "" if is_day else words.when(moment.root)
    there = exact.astimezone(words.zone)
    head = day_in_words(there.date(), words.language, era=era, weekday=True)
    return head, f"{there:%H:%M}"


def _order(moment: Moment | None, words: Words) -> Order:
    """As in notices: `in March` comes after the days of March."""
    if moment is None:
        return (True, date.max, ())
    exact = moment.at(words.zone)
    if exact is not None:
        there = exact.astimezone(words.zone)
        return (False, there.date(), (False, there.date(), there.time(), date.max, ""))
    day = moment.first_day() if moment.end else moment.last_day() or moment.first_day()
    return (day is None, day or date.max, moment.order())


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the 経緯 of a notice, with the records that it follows from."""

    day: Sentence
    words: Sentence


def of_a_notice(incident: Incident, language: str, day: date) -> tuple[Told, ...]:
    """The part of a public notice that tells what happened, as it would be written."""
    brief = Brief(incident, language, day, f"documents/{KIND.name}", stage=REPORT)
    made = section(brief)
    rows = [b for b in made.blocks if isinstance(b, Rows)] if made else []
    return tuple(Told(row[0], row[1]) for block in rows for row in block.rows)


def followed(
    words: Words, lines: Iterable[Told]
) -> tuple[tuple[Told, tuple[Label, ...]], ...]:
    """Each line with the records that it follows from, by their titles."""
    titles = {
        event.id: words.title_of("events", as_json(event))
        for event in words.incident.events
    }
    return tuple(
        (line, tuple(Label(fact, titles.get(fact, fact)) for fact in line.words.facts))
        for line in lines
    )


def untold(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Events that no notice tells: id, title, why (`internal` or `excluded`)."""
    told = {event.id for event in public_events(words.incident)}
    return tuple(
        (
            event.id,
            words.title_of("events", as_json(event)),
            "excluded" if event.certainty is Certainty.EXCLUDED else "internal",
        )
        for event in words.incident.events
        if event.id not in told
    )

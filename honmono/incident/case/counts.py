"""What was counted: PCs that were scanned, people who asked.

    Tokyo 14 of 14, Osaka 9 of 10, Kobe never counted     → not all
    opened: 3 yes, 40 no, 2 could not tell, 15 nobody asked

Whoever was not asked has not said no, and an office of which nothing is on record is not
covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Answer, Certainty, Text
from honmono.incident.case.coverage import Coverage, OfficeCoverage, Scanner
from honmono.incident.case.incident import Incident
from honmono.incident.case.inquiries import Inquiry, Way
from honmono.incident.case.moment import Moment


def coverage_by_hand(
    name: str,
    offices: Mapping[str | None, tuple[int, int | None]],
    *,
    as_of: Moment | None = None,
    scanners: Iterable[str] = (),
    detected: int | None = None,
) -> Coverage:
    """What somebody counted: for each office (None: all of us) covered and total."""
    return Coverage(
        id=name,
        as_of=as_of,
        offices=tuple(
            OfficeCoverage(office=office, covered=covered, total=total)
            for office, (covered, total) in offices.items()
        ),
        scanners=tuple(Scanner(name=scanner) for scanner in scanners),
        detected=detected,
    )


@dataclass(frozen=True, slots=True)
class Scanned:
    """A state of the scans, held against the offices that there are."""

    cites: tuple[str, ...]
    covered: int
    total: int | None
    """None where an office was never counted."""

    missing: tuple[str, ...]
    """Offices of which nothing is on record."""

    unknown: tuple[str, ...]
    """Offices on record that the organization does not have."""

    has_exceptions: bool
    is_sure: bool
    """Is it stated or established, not only likely?"""

    detected: int | None
    """On any day: what was found once was there."""

    @property
    def is_all(self) -> bool:
        """May one say `all PCs`?"""
        return (
            self.total is not None
            and 0 < self.total == self.covered
            and not self.missing
            and not self.unknown
            and not self.has_exceptions
            and self.is_sure
        )


def scanned(incident: Incident) -> Scanned | None:
    """The newest record of scans; None where there is none."""
    if not incident.coverage:
        return None
    return held_against(incident, newest_coverage(incident.coverage))


def held_against(incident: Incident, state: Coverage) -> Scanned:
    """One record of scans, held against the offices that there are."""
    told = {row.office for row in state.offices}
    ours = [office.id for office in incident.organization.offices]
    counted = [row.total for row in state.offices]
    found = [c.detected for c in incident.coverage if c.detected is not None]
    known = state.detected is not None or any(found)
    return Scanned(
        cites=(state.id,),
        covered=sum(row.covered for row in state.offices),
        total=None if None in counted else sum(n for n in counted if n is not None),
        missing=() if None in told else tuple(o for o in ours if o not in told),
        unknown=tuple(o for o in told if o is not None and o not in ours),
        has_exceptions=bool(state.exceptions),
        is_sure=state.certainty in (Certainty.ESTABLISHED, Certainty.STATED),
        detected=max(found, default=None) if known else None,
    )


def newest_coverage(records: tuple[Coverage, ...]) -> Coverage:
    """By its date; of those without one, and of equal ones, the last that was put down."""
    if any(c.as_of is None for c in records):
        return records[-1]
    return max(
        enumerate(records), key=lambda at: (at[1].as_of and at[1].as_of.order(), at[0])
    )[1]


@dataclass(frozen=True, slots=True)
class InquiryCounts:
    """Everybody who asked or reported, each answer apart."""

    total: int
    ways: dict[Way, int]
    received: dict[Answer, int]
    opened: dict[Answer, int]
    enabled: dict[Answer, int]


def count_inquiries(incident: Incident) -> InquiryCounts:
    """How many asked, by which way, and what had happened to them."""
    asked = incident.inquiries
    ways = Counter(one.way for one in asked)
    return InquiryCounts(
        total=len(asked),
        ways={way: ways[way] for way in Way},
        received=_answers(one.received for one in asked),
        opened=_answers(one.opened for one in asked),
        enabled=_answers(one.enabled for one in asked),
    )


def follow_ups(incident: Incident, now: datetime) -> tuple[Inquiry, ...]:
    """Those to whom somebody must get back by today, the oldest promise first."""
    today = now.astimezone(ZoneInfo(incident.organization.timezone)).date()
    due = []
    for one in incident.inquiries:
        if one.follow_up is None or one.closed is not None:
            continue
        day = one.follow_up.first_day()
        if day is None or day <= today:  # a day that nobody knows is no reason to wait
            due.append(one)
    return tuple(sorted(due, key=lambda one: one.follow_up.order()))  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that people asked, and what they were told."""

    text: Text
    told: tuple[Text, ...]
    """Different answers; more than one must be looked at, none must be found."""

    times: int
    cites: tuple[str, ...]


def asked(incident: Incident) -> tuple[Asked, ...]:
    """What people asked in the same words, the most frequent first: for the FAQ."""
    found: dict[Text, list[Inquiry]] = {}
    for one in incident.inquiries:
        if one.asked is not None:
            found.setdefault(one.asked, []).append(one)
    rows = [
        Asked(
            text=text,
            told=tuple(dict.fromkeys(i.told for i in those if i.told is not None)),
            times=len(those),
            cites=tuple(i.id for i in those),
        )
        for text, those in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.times))


def _answers(found: Iterable[Answer]) -> dict[Answer, int]:
    counts = Counter(found)
    return {answer: counts[answer] for answer in Answer}

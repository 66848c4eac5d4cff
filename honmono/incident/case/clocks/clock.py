"""Clocks: what is due by when, for our own data and for every client's.

    ppc-preliminary   starts 2022-05-18   due 2022-05-20   latest 2022-05-22   running
    ppc-final         starts 2022-05-18   due 2022-07-19   latest 2022-07-19   running

`due` is the first day of a window (3 to 5 days), else the same as `latest`.  A duty that
is only possible has its clock too.  A clock that stands in no table is not shown: this is
no list of all that a law asks, and no legal advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from honmono.incident.case.clocks import explain
from honmono.incident.case.clocks.days import Due, Window, begins, window
from honmono.incident.case.clocks.duties import Duty, Holds, Span, duty, held
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.filed import (
    Standing,
    State,
    is_late,
    issued_for,
    standing,
)
from honmono.incident.case.clocks.known import Known, every, unless
from honmono.incident.case.clocks.law import Law, Rule, Words
from honmono.incident.case.clocks.routing import receiver
from honmono.incident.case.clocks.starts import Start, awareness_of, start_at
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.incident import Incident
from honmono.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that is due, and why."""

    duty: str
    """Code of the clock: `ppc-final`.  An issued document with it stops the clock."""

    name: Words
    law: str
    client: str | None
    holds: Holds
    items: tuple[str, ...]
    starts: Due | None
    due: Due | None
    latest: Due | None
    """Null where nobody knows the start, or the law names no number of days."""

    article: Words
    unconfirmed: bool
    """Is something about it not confirmed: the table, the day, or whether it is owed?"""

    state: State
    met: str | None
    """When it was met, as it stands in the file."""

    late: bool
    to: Words | None
    decided_by: tuple[str, ...]
    missing: tuple[str, ...]
    why: Mapping[str, str]
    """In `ja` and `en`."""

    story: explain.Story = field(repr=False)
    """All that it was worked out from; `layers.py` tells it."""


def clocks(
    incident: Incident, now: datetime, tables: Tables | None = None
) -> tuple[Clock, ...]:
    """Every clock of an incident, the earliest end first, those without a number last.

    Args:
        incident: what is on record.
        now: with its zone.
        tables: the laws; None: those that come with Honmono.

    Raises:
        ValueError: `now` has no zone.

    """
    return Docket(incident, now, standard() if tables is None else tables).clocks()


def duties(
    incident: Incident, now: datetime, tables: Tables | None = None
) -> tuple[Duty, ...]:
    """What each law asks of whom, also where the answer is no."""
    return Docket(incident, now, standard() if tables is None else tables).duties()


def knows_law_of_then(
    incident: Incident, now: datetime, tables: Tables | None = None
) -> bool:
    """Was any law of the tables in force when the organization became aware?

    If not, that no clock runs says nothing: the day may be a mistake in typing.
    """
    docket = Docket(incident, now, standard() if tables is None else tables)
    return any(
        docket.span.holds(item) for law in docket.tables.laws for item in law.item
    )


def clock_as_json(clock: Clock) -> dict[str, Any]:
    """A clock for programs.  Days are ISO dates, instants have their offset."""
    return {
        "duty": clock.duty,
        "starts": _iso(clock.starts),
        "due": _iso(clock.due),
        "latest": _iso(clock.latest),
        "article": clock.article.en,
        "unconfirmed": clock.unconfirmed,
        "why": dict(clock.why),
        "law": clock.law,
        "client": clock.client,
        "holds": clock.holds.value,
        "state": clock.state.value,
        "met": clock.met,
        "late": clock.late,
        "items": list(clock.items),
        "decided_by": list(clock.decided_by),
        "missing": list(clock.missing),
    }


class Docket:
    """An incident before its laws, at one moment."""

    def __init__(self, incident: Incident, now: datetime, tables: Tables) -> None:
        if now.tzinfo is None:
            raise ValueError("`now` needs a zone")
        zone = ZoneInfo(incident.organization.timezone)
        self.incident, self.tables, self.zone = incident, tables, zone
        self.now = now.astimezone(zone)
        self.laws = {law.code: law for law in tables.laws}
        self.facts = Facts(incident, tables)
        self.aware = awareness_of(incident, zone)
        first = self.aware.day if self.aware else self.now.date()
        last = self.aware.latest_day if self.aware else first
        self.span = Span(first, last)

    def duties(self) -> tuple[Duty, ...]:
        """Each law for our own data, then for each client's."""
        return tuple(
            duty(law, self.facts, client, self.span)
            for law in self.tables.laws
            if law.item
            for client in (None, *self.facts.clients)
        )

    def clocks(self) -> tuple[Clock, ...]:
        """The clocks of every duty that is not a no."""
        found = [
            clock
            for one in self.duties()
            if one.holds is not Holds.NO
            for clock in self._clocks_of(self.laws[one.law], one)
        ]
        return tuple(sorted(found, key=self._order))

    def _clocks_of(self, law: Law, one: Duty) -> Iterator[Clock]:
        whose = "own" if one.client is None else "client"
        for rule in law.clock:
            if whose in rule.of and self.span.holds(rule):
                clock = self._clock(law, rule, one)
                if clock is not None:
                    yield clock

    def _clock(self, law: Law, rule: Rule, one: Duty) -> Clock | None:
        extra = self._conditions(rule, one.client)
        holds = _weaker(one.holds, held(extra))
        start = self._start(law, rule, one.client)
        if holds is Holds.NO or (rule.after and start is None):
            return None
        end = self._window(law, rule, one, start)
        stands = self._released(law, rule, one, start) or standing(
            rule, self.facts, one.client, start, end, self.now
        )
        story = explain.Story(
            rule=rule,
            duty=one,
            holds=holds,
            start=start,
            end=end,
            standing=stands,
            to=receiver(law, self.facts) if rule.to == "authority" else None,
            missing=tuple(dict.fromkeys((*one.missing, *extra.missing))),
            pending=self._pending(law, rule),
        )
        return Clock(
            duty=rule.code,
            name=rule.name,
            law=law.code,
            client=one.client,
            holds=holds,
            items=one.items,
            starts=explain.counted(rule, start) if start else None,
            due=end.due if end else None,
            latest=end.latest if end else None,
            article=rule.article,
            unconfirmed=story.is_unsure,
            state=stands.state,
            met=stands.when,
            late=stands.late,
            to=story.to.name if story.to else None,
            decided_by=tuple(dict.fromkeys((*one.decided_by, *extra.cites))),
            missing=story.missing,
            why={lang: explain.why(story, lang, self.tables) for lang in LANGUAGES},
            story=story,
        )

    def _pending(self, law: Law, rule: Rule) -> tuple[Rule, ...]:
        """Other versions of the clock that were passed, and hold from nobody knows when."""
        return tuple(
            other
            for other in law.clock
            if other.code == rule.code and other.may_be_in_force(self.span.last)
        )

    def _conditions(self, rule: Rule, client: str | None) -> Known:
        """What the clock asks for beyond its law; unknown does not take it away."""
        needs = [self.facts.of(fact, client) for fact in rule.requires]
        exempt = [self.facts.of(fact, client) for fact in rule.unless]
        shown = [unless(fact) for fact in exempt if fact.is_yes]
        return every((*needs, *shown))

    def _start(self, law: Law, rule: Rule, client: str | None) -> Start | None:
        """When we became aware, or when the report before it went out."""
        if rule.after is None:
            return self.aware
        before = next((r for r in law.clock if r.code == rule.after), None)
        if before is None:
            return None
        for one in issued_for(before, self.facts, client, self.now):
            went = start_at(one.when, one.id, self.zone) if one.when else None
            if went is not None:
                return went
        return None

    def _window(
        self, law: Law, rule: Rule, one: Duty, start: Start | None
    ) -> Window | None:
        if start is None:
            return None
        return window(rule, start, frozenset(one.items), law.calendar)

    def _released(
        self, law: Law, rule: Rule, one: Duty, start: Start | None
    ) -> Standing | None:
        """Was the client told in time, and is he bound to report himself?"""
        if one.client is None or rule.released_by is None or rule.released_if is None:
            return None
        if not self.facts.of(rule.released_if, one.client).is_yes:
            return None
        for notice in law.clock:
            if notice.code != rule.released_by or not self.span.holds(notice):
                continue
            end = self._window(law, notice, one, start)
            for told in issued_for(notice, self.facts, one.client, self.now):
                if is_late(told, end, self.zone) is False:
                    return Standing(State.RELEASED, str(told.when), record=told.id)
        return None

    def _order(self, clock: Clock) -> tuple[bool, datetime]:
        end = clock.due
        at = begins(end, self.zone) if end else datetime.max.replace(tzinfo=UTC)
        return (end is None, at)


def _weaker(one: Holds, other: Holds) -> Holds:
    order: Iterable[Holds] = (Holds.NO, Holds.POSSIBLE)
    return next((holds for holds in order if holds in (one, other)), Holds.YES)


def _iso(due: date | None) -> str | None:
    return due.isoformat() if due is not None else None

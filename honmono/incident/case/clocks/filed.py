"""Where a clock stands: running, due, overdue, met, or released.

    issued: duty = "ppc-preliminary", when = 2022-05-25   → met, late
    issued: duty = "delegate-notice", clients = ["A"]     → A's report clocks: released

A clock stops for a document that went out, on record for this very clock.  A plan, a
draft, or something that only probably went out stops nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum

from honmono.incident.case.clocks.days import Window, begins, is_over
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.law import Rule
from honmono.incident.case.clocks.starts import Start, start_at
from honmono.incident.case.duties import Issued
from honmono.incident.case.moment import Moment


class State(Enum):
    """Where a clock stands now."""

    RUNNING = "running"
    DUE = "due"
    """Its window is open, or its end is near."""

    OVERDUE = "overdue"
    MET = "met"
    RELEASED = "released"
    """Somebody else reports: the client was told in time."""

    UNKNOWN_START = "unknown-start"
    """Nobody has said when we became aware: it may be late already."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clock stands, and what brought it there."""

    state: State
    when: str | None = None
    """The moment at which it was met or released, as it stands in the file."""

    late: bool = False
    record: str | None = None
    not_enough: tuple[str, ...] = ()
    """Documents that went out and do not stop it."""


def standing(
    rule: Rule,
    facts: Facts,
    client: str | None,
    start: Start | None,
    end: Window | None,
    now: datetime,
) -> Standing:
    """Where a clock stands at `now`."""
    went_out = issued_for(rule, facts, client, now)
    stops = [i for i in went_out if _is_enough(i, rule, facts, client)]
    not_enough = tuple(i.id for i in went_out if i not in stops)
    if stops:
        first = min(stops, key=_order)
        late = is_late(first, end, now.tzinfo or UTC) or False
        when = str(first.when) if first.when else None
        return Standing(State.MET, when, late, first.id, not_enough)
    return Standing(_running(rule, start, end, now), not_enough=not_enough)


def issued_for(
    rule: Rule, facts: Facts, client: str | None, now: datetime
) -> tuple[Issued, ...]:
    """What went out for this clock and this client, until now."""
    return tuple(
        one
        for code in (rule.code, *rule.stopped_by)
        for one in facts.issued(code, client)
        if not _is_planned(one, now)
    )


def is_late(one: Issued, end: Window | None, zone: tzinfo) -> bool | None:
    """Did it go out after the limit?  None where that cannot be told.

    What may have been later counts as later: a day without time ends at midnight.
    """
    went = _went_out(one.when, zone)
    if went is None or end is None:
        return None
    limit = is_over(end.latest, zone)
    if went.exact_time:
        return went.at.astimezone(UTC) >= limit
    return is_over(went.latest_day, zone) > limit


def _order(one: Issued) -> tuple[bool, object]:
    """The earliest first, what has no day last."""
    return (one.when is None, one.when.order() if one.when else ())


def _running(
    rule: Rule, start: Start | None, end: Window | None, now: datetime
) -> State:
    if start is None:
        return State.UNKNOWN_START
    if end is None:
        return State.RUNNING
    zone = start.at.tzinfo or UTC
    if now >= is_over(end.latest, zone):
        return State.OVERDUE
    warns = begins(end.latest, zone) - timedelta(days=rule.warn)
    return State.DUE if now >= min(begins(end.due, zone), warns) else State.RUNNING


def _is_enough(one: Issued, rule: Rule, facts: Facts, client: str | None) -> bool:
    """May this kind of document stand for it?"""
    if one.kind not in rule.substitute or rule.substitute_if is None:
        return True
    return facts.of(rule.substitute_if, client).is_yes


def _is_planned(one: Issued, now: datetime) -> bool:
    went = _went_out(one.when, now.tzinfo or UTC)
    return went is not None and went.at.astimezone(UTC) > now


def _went_out(when: Moment | None, zone: tzinfo) -> Start | None:
    return start_at(when, "", zone) if when is not None else None

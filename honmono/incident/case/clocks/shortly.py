"""A clock in one sentence: what, to whom, by when, how long that is, and the reason.

    Final report to the authority (the Personal Information Protection Commission) is due
    by 11 December 2026 (Friday) (15 days left; reason: an act possibly with an improper
    purpose, but whether it is owed is not settled).

The layers below it (`layers.py`) tell why; this is what stands on a first page.  What is
not settled is said in the same breath.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from honmono.incident.case.clocks.clock import Clock
from honmono.incident.case.clocks.days import Due
from honmono.incident.case.clocks.duties import Holds
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.clocks.law import Words
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.dates import day_in_words, moment_in_words
from honmono.incident.case.moment import Moment
from honmono.text import say_at_length

_LONGEST: Final = 300
"""Characters of one value: a name of a table or of a client."""

_ITEMS: Final = 2
"""Reasons that are named; the others are counted."""

_BY_HOURS: Final = timedelta(hours=48)
"""An instant nearer than that is told in hours."""


def in_short(
    clock: Clock,
    now: datetime,
    language: str,
    tables: Tables | None = None,
    *,
    alone: bool = True,
) -> str:
    """One sentence that a frightened clerk understands.

    Args:
        clock: as it stands at `now`.
        now: with the zone in which days are told.
        language: `ja` or `en`.
        tables: the laws; None: those that come with Honmono.
        alone: False where days and doubts are told beside the sentence.

    """
    values: dict[str, object] = {"what": what_is_due(clock, language)}
    if clock.state in (State.MET, State.RELEASED):
        key = clock.state.value + ("-late" if clock.late else "")
        return _say(key, language, when=_when(clock, now, language), **values)
    reason = _reason(clock, language, tables or standard(), doubt=alone)
    rest = left(clock, now, language) if alone else ""
    key = "detail-left" if rest else "detail"
    values["detail"] = _say(key, language, left=rest, reason=reason)
    if clock.state is State.UNKNOWN_START:
        return _say("no-start", language, **values)
    if clock.due is None or clock.latest is None:
        return _say("promptly", language, **values)
    values["latest"] = due_in_words(clock.latest, language)
    if clock.state is State.OVERDUE:
        return _say("overdue", language, **values)
    if clock.due != clock.latest:
        return _say("window", language, due=due_in_words(clock.due, language), **values)
    return _say("limit", language, **values)


def left(clock: Clock, now: datetime, language: str) -> str:
    """How long it still is, or how long it is over; empty where no day is known."""
    if clock.latest is None or clock.state in (State.MET, State.RELEASED):
        return ""
    days = days_left(clock, now) or 0
    if clock.state is State.OVERDUE:
        key = {0: "just-over", -1: "day-over"}.get(days, "days-over")
        return _say(key, language, count=-days)
    if isinstance(clock.latest, datetime):
        rest = clock.latest - now
        if rest < timedelta(hours=1):
            return _say("less-than-an-hour", language)
        if rest < _BY_HOURS:
            return _say("hours-left", language, count=int(rest / timedelta(hours=1)))
    key = {0: "today", 1: "tomorrow"}.get(days, "days-left")
    return _say(key, language, count=days)


def days_left(clock: Clock, now: datetime) -> int | None:
    """Days by the calendar until its last one; below zero when that is over."""
    latest = clock.latest
    if latest is None:
        return None
    if isinstance(latest, datetime):
        return (latest.date() - now.astimezone(latest.tzinfo).date()).days
    return (latest - now.date()).days


def what_is_due(clock: Clock, language: str) -> str:
    """The receiver without why it is this one: that stands in the long explanation."""
    name = clock.name.in_language(language)
    what = _say("what", language, name=name)
    if clock.to is not None:
        what = _say("what-to", language, name=name, to=short_name(clock.to, language))
    if clock.client is not None:
        what = _say("about-client", language, client=clock.client, what=what)
    return what[:1].upper() + what[1:]


def short_name(words: Words, language: str) -> str:
    """A name of a table without what it says in brackets at its end."""
    return words.in_language(language).partition("（" if language == "ja" else " (")[0]


def _reason(clock: Clock, language: str, tables: Tables, *, doubt: bool) -> str:
    law = next((law for law in tables.laws if law.code == clock.law), None)
    names = {item.code: item.name for item in law.item} if law else {}
    met = [short_name(names[c], language) for c in clock.items if c in names]
    if not met:
        if clock.holds is Holds.YES:
            return clock.article.in_language(language)
        return _say("not-settled", language)
    shown = met[:_ITEMS]
    if more := len(met) - len(shown):
        shown.append(_say("more", language, count=more))
    items = ("、" if language == "ja" else ", ").join(shown)
    key = "items-possible" if doubt and clock.holds is Holds.POSSIBLE else "items"
    return _say(key, language, items=items)


def _when(clock: Clock, now: datetime, language: str) -> str:
    if clock.met is None or now.tzinfo is None:
        return _say("unknown-day", language)
    return moment_in_words(Moment(clock.met), language, zone=now.tzinfo)


def due_in_words(due: Due, language: str) -> str:
    """A day with its weekday; of an instant the time as well."""
    words = day_in_words(date(due.year, due.month, due.day), language, weekday=True)
    return f"{words} {due:%H:%M}" if isinstance(due, datetime) else words


def _say(key: str, language: str, **values: object) -> str:
    return say_at_length("clocks_short", key, language, _LONGEST, values)

"""報告義務と期限: every duty that the tables know, also where it is none, and its clocks.

    個人情報保護委員会への速報   義務あり   2022年5月20日〜22日   期限間近

The day that stands on the paper is the day on which the clocks are read, at its beginning.
A row rests on all records that the decision rests on.  This is no legal advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from honmono.incident.case import Moment
from honmono.incident.case.clocks import (
    Clock,
    Duty,
    Holds,
    State,
    Tables,
    clocks,
    duties,
)
from honmono.incident.case.clocks import standard as standard_tables
from honmono.incident.documents._core import Lack, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import paragraph

_HEADS = ("report", "whose", "duty", "until", "state")


def due(brief: Brief) -> Section:
    """A row a clock; a row a law where there is no duty, or none with a clock."""
    docket = _docket(brief)
    rows = [one for duty in docket.duties for one in _rows(docket, duty)]
    block = table(brief, _HEADS, rows, (6, 3, 3, 4, 3))
    note = paragraph(inside(brief, "due-note"))
    return part_inside(brief, "due", block, note)


@dataclass(frozen=True, slots=True)
class _Docket:
    brief: Brief
    tables: Tables
    duties: tuple[Duty, ...]
    clocks: tuple[Clock, ...]
    shared: tuple[str, ...]
    """What every clock rests on: when we became aware, what went out."""


def _docket(brief: Brief) -> _Docket:
    incident = brief.incident
    now = datetime.combine(brief.day, time(), brief.zone)
    tables = standard_tables()
    return _Docket(
        brief=brief,
        tables=tables,
        duties=duties(incident, now, tables),
        clocks=clocks(incident, now, tables),
        shared=tuple(r.id for r in (*incident.awareness, *incident.issued)),
    )


def _rows(docket: _Docket, duty: Duty) -> Iterator[Row]:
    brief = docket.brief
    held = [c for c in docket.clocks if (c.law, c.client) == (duty.law, duty.client)]
    whose = duty.client or inside(brief, "own-data").text
    facts = (*duty.decided_by, *_about(brief, duty.client), *docket.shared)
    if not held:
        answer = inside(brief, f"duty-{duty.holds.value}").text
        yield row(facts, _law_name(docket, duty.law), whose, answer, "", "")
    for clock in held:
        yield row(
            (*facts, *clock.decided_by),
            clock_name(docket.tables, clock, brief.language),
            whose,
            _duty(brief, clock),
            _until(brief, clock),
            _state(brief, clock),
        )


def _law_name(docket: _Docket, code: str) -> str:
    law = next(law for law in docket.tables.laws if law.code == code)
    return law.name.in_language(docket.brief.language) if law.name else code


def clock_name(tables: Tables, clock: Clock, language: str) -> str:
    """What is due, and by which article."""
    rules = (rule for law in tables.laws for rule in law.clock)
    rule = next(rule for rule in rules if rule.code == clock.duty)
    article = clock.article.in_language(language)
    name = rule.name.in_language(language)
    return f"{name}（{article}）" if language == "ja" else f"{name} ({article})"


def _about(brief: Brief, client: str | None) -> tuple[str, ...]:
    """Records that name the client: without them nobody knows of his data."""
    if client is None:
        return ()
    found = []
    for _, record in brief.incident.records():
        scope = getattr(record, "scope", None)
        names = (getattr(record, "client", None), *(scope.clients if scope else ()))
        if client in names:
            found.append(record.id)
    return tuple(found)


def _duty(brief: Brief, clock: Clock) -> str:
    answer = inside(brief, f"duty-{clock.holds.value}").text
    mark = inside(brief, "unconfirmed").text if clock.unconfirmed else ""
    return answer + (f"\n{mark}" if mark and clock.holds is not Holds.NO else "")


def _until(brief: Brief, clock: Clock) -> Sentence | str:
    if clock.latest is None:
        return _from_when(clock, inside(brief, "no-day"))
    latest = _day(brief, clock.latest)
    if clock.due is None or clock.due == clock.latest:
        return latest
    return inside(brief, "window", first=_day(brief, clock.due), last=latest).text


def _day(brief: Brief, due: date) -> str:
    if isinstance(due, datetime):
        return brief.when(Moment(due.isoformat(timespec="minutes")))
    return brief.date(due)


def _state(brief: Brief, clock: Clock) -> Sentence:
    words = inside(brief, f"state-{clock.state.value}")
    if clock.late:
        late = inside(brief, "late").text
        words = replace(words, text=f"{words.text}\n{late}")
    return _from_when(clock, words)


def _from_when(clock: Clock, said: Sentence) -> Sentence:
    """A clock whose start nobody knows lacks it; one without a number of days does not."""
    is_known = clock.state is not State.UNKNOWN_START
    return said if is_known else marked(said, Lack("discovered"))

"""What cannot be so together: replies against records, and documents against clocks.

    reply: my-number = no, and a record whose data is my-number   facts-disagree
    reply: persons = 50, and a record of at least 71              number-too-small
    issued: duty = "ppc-final", two days before we became aware   issued-before-awareness

A contradiction is named to whoever checks the incident.  Until it is settled the fact is
unknown, so the duty stays possible and its clock runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Final

from honmono.incident.case._core import Answer
from honmono.incident.case.clocks.clock import Docket
from honmono.incident.case.clocks.starts import start_at
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.incident import Incident
from honmono.text import keys, say, say_at_length

_WE_KNEW: Final = ("notice_first", "notice_followup", "ppc_report", "police_consulted")
"""Events that show that somebody of ours knew of it on that day."""


_MOST_NAMED: Final = 6
"""Records that a sentence names; all of them stand in `records`."""

_LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Records that cannot all be right."""

    code: str
    about: str
    """The question, the clock, or the record that it is about."""

    records: tuple[str, ...]
    client: str | None = None
    hint: str | None = None
    """What somebody may have meant."""

    def in_language(self, language: str, title: Callable[[str], str] = str) -> str:
        """One sentence that names the records and what to do.

        Args:
            language: `ja` or `en`.
            title: of the record of an id; without it ids stand in the sentence.

        """
        shown = [title(name) for name in self.records[:_MOST_NAMED]]
        more = len(self.records) - len(shown)
        shown += [say("clocks", "more", language, count=more)] if more > 0 else []
        values = {
            "about": _in_words(self.about, language),
            "records": ("、" if language == "ja" else ", ").join(shown),
            "hint": self.hint or "-",
        }
        return say_at_length(
            "clock_contradictions", self.code, language, _LONGEST, values
        )


def _in_words(about: str, language: str) -> str:
    """A question or a clock as people see it; what no table has as it is."""
    tables = standard()
    if about in tables.questions:
        question = tables.questions[about]
        return question.ja if language == "ja" else question.en
    if about in tables.rules:
        return tables.rules[about].name.in_language(language)
    if about in keys("kinds/events"):
        return say("kinds/events", about, language)
    return about


def contradictions(
    incident: Incident, now: datetime, tables: Tables | None = None
) -> tuple[Contradiction, ...]:
    """Everything on record for the clocks that does not fit together."""
    docket = Docket(incident, now, standard() if tables is None else tables)
    return (
        *_disagreeing(docket),
        *_too_small(docket),
        *_unknown_words(docket),
        *_wrong_order(docket),
        *_not_recorded(docket),
    )


def _disagreeing(docket: Docket) -> Iterator[Contradiction]:
    """A fact that one record affirms and another denies, or that follows otherwise."""
    facts, tables = docket.facts, docket.tables
    for code, question in tables.questions.items():
        for client in (None, *facts.clients) if question.per_client else (None,):
            said: dict[Answer, list[str]] = {Answer.YES: [], Answer.NO: []}
            for vote in facts.votes(code, client):
                if vote.answer in said:
                    said[vote.answer].append(vote.record)
            follows = facts.follow(code, client)
            if follows is not None and follows.answer in said:
                said[follows.answer] += follows.cites
            if said[Answer.YES] and said[Answer.NO]:
                records = (*said[Answer.YES], *said[Answer.NO])
                yield Contradiction(
                    "facts-disagree", code, tuple(dict.fromkeys(records)), client
                )


def _too_small(docket: Docket) -> Iterator[Contradiction]:
    """A reply that says fewer persons than a record shows."""
    for code in docket.tables.counts:
        for client in (None, *docket.facts.clients):
            replies = docket.facts.replies(code, client)
            told = [r for r in replies if r.number is not None]
            persons = docket.facts.persons(code, client)
            small = [r.id for r in told if (r.number or 0) < persons.at_least]
            if small and persons.at_most is None:
                records = tuple(dict.fromkeys((*small, *persons.cites)))
                yield Contradiction("number-too-small", code, records, client)


def _unknown_words(docket: Docket) -> Iterator[Contradiction]:
    """Questions and clocks that no table has: they decide and stop nothing."""
    questions, rules = docket.tables.questions, docket.tables.rules
    for reply in docket.incident.replies:
        if reply.question not in questions:
            near = get_close_matches(reply.question, questions, n=1)
            yield Contradiction(
                "unknown-question", reply.question, (reply.id,), reply.client, *near
            )
        elif reply.client is not None and not questions[reply.question].per_client:
            yield Contradiction(
                "not-per-client", reply.question, (reply.id,), reply.client
            )
    for one in docket.incident.issued:
        if one.duty is not None and one.duty not in rules:
            near = get_close_matches(one.duty, rules, n=1)
            yield Contradiction("unknown-duty", one.duty, (one.id,), None, *near)


def _wrong_order(docket: Docket) -> Iterator[Contradiction]:
    """What we filed or told before the day on which we are said to have become aware."""
    aware = docket.aware
    if aware is None:
        return
    if aware.at.astimezone(UTC) > docket.now:
        yield Contradiction("aware-in-the-future", "awareness", (aware.record,))
    for one in docket.incident.issued:
        went = start_at(one.when, one.id, docket.zone) if one.when else None
        if one.duty is not None and went and went.latest_day < aware.day:
            records = (one.id, aware.record)
            yield Contradiction("issued-before-awareness", one.duty, records)
    for event in docket.incident.events:
        on = start_at(event.when, event.id, docket.zone) if event.when else None
        if event.kind in _WE_KNEW and on and on.latest_day < aware.day:
            records = (event.id, aware.record)
            yield Contradiction("knew-before-awareness", event.kind, records)


def _not_recorded(docket: Docket) -> Iterator[Contradiction]:
    """Events that tell of a report, while no document is on record for its clock."""
    on_record = {one.duty for one in docket.incident.issued}
    for rule in docket.tables.rules.values():
        if not on_record.isdisjoint((rule.code, *rule.stopped_by)):
            continue
        told = [e.id for e in docket.incident.events if e.kind in rule.events]
        if told:
            yield Contradiction("told-not-issued", rule.code, tuple(told))

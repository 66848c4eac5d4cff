"""What the first page writes: an answer that decides a duty, and when we became aware."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case import Answer, Incident, Moment, Text
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.duties import Awareness, Reply
from honmono.incident.case.records import new_id
from honmono.web.accounts.models import User
from honmono.web.cases.errors import ChangedMeanwhileError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, last_change
from honmono.web.cases.services import Changed, Doing, change

NONE: Final = "-"
"""Fingerprint of what was not there when the page was made."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gave it."""

    question: str
    client: str | None
    answer: Answer
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """When we first knew, as somebody says."""

    when: Moment
    who: str | None = None
    how: Text | None = None


def answer(*, case: Case, given: Given, shown: str, by: User, now: datetime) -> Changed:
    """Put an answer on record; one that was given before is corrected and kept.

    Args:
        case: the incident.
        given: the answer; its question stands in the tables.
        shown: fingerprint of the reply that the page showed, `-` for none.
        by: whoever answers.
        now: aware, UTC.

    Raises:
        ChangedMeanwhileError: somebody else answered since.  Nothing has been changed.

    """
    if given.question not in standard().questions:
        raise KeyError(given.question)

    def edit(incident: Incident) -> Incident:
        old = reply_to(incident, given.question, given.client)
        if fingerprint(old) != shown:
            raise _meanwhile(case, old, given.question)
        said = {"answer": given.answer, "number": given.number}
        if old is not None:
            new = old.model_copy(update=said)
            if new == old:
                return incident
            return incident.correct(new, by=by.called, at=now)
        reply = Reply(
            id=new_id(incident, "replies"),
            question=given.question,
            client=given.client,
            by=by.called,
            recorded=now,
            answer=given.answer,
            number=given.number,
        )
        return incident.put("replies", reply)

    about = {"question": given.question, "answer": given.answer.value}
    values = {"client": given.client} if given.client else {}
    return change(case.pk, edit, Doing("answered", by, now, about, values))


def became_aware(*, case: Case, noticed: Noticed, by: User, now: datetime) -> Changed:
    """Put on record when we first knew: every clock starts there.

    Raises:
        ChangedMeanwhileError: somebody else has put it down since.

    """

    def edit(incident: Incident) -> Incident:
        if incident.awareness:
            raise _meanwhile(case, incident.awareness[-1], "awareness")
        record = Awareness(
            id=new_id(incident, "awareness"),
            when=noticed.when,
            who=noticed.who,
            how=noticed.how,
            by=by.called,
            recorded=now,
        )
        return incident.put("awareness", record)

    return change(case.pk, edit, Doing("added", by, now, {"part": "awareness"}))


def reply_to(incident: Incident, question: str, client: str | None) -> Reply | None:
    """The answer that is on record for a question about a client, or about our own data."""
    for reply in incident.replies:
        if (reply.question, reply.client) == (question, client):
            return reply
    return None


def _meanwhile(
    case: Case, now: Reply | Awareness | None, name: str
) -> ChangedMeanwhileError:
    by, at = last_change(case, now.id) if now else ("", None)
    if now is not None and not by:
        by, at = now.by or "", now.recorded
    return ChangedMeanwhileError(now.id if now else name, now, by, at)

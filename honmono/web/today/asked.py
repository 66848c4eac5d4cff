"""Questions that decide time limits, with what is on record for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from honmono.incident.case import Incident
from honmono.incident.case.clocks import (
    Ask,
    Clock,
    next_questions,
)
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.interview import AWARENESS
from honmono.incident.case.clocks.law import Question
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.duties import Reply
from honmono.web.cases.selectors import fingerprint
from honmono.web.today.services import reply_to


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is on record for it."""

    question: Question
    client: str | None
    reply: Reply | None
    shown: str
    decides: int
    may_release: bool

    @property
    def name(self) -> str:
        """Names its place on the page."""
        return place_of_question(self.question.code, self.client)

    @property
    def answer_key(self) -> str:
        """Key of its answer's words in `case`."""
        return f"answer-{self.reply.answer.value}" if self.reply else ""

    @property
    def is_awareness(self) -> bool:
        """Is it answered by a day instead of a yes?"""
        return self.question.code == AWARENESS.code


def all_asked(
    incident: Incident, now: datetime, clocks: Iterable[Clock]
) -> list[Asked]:
    """Open questions, then those that were answered and still leave something open."""
    asks = list(asks_of(incident, now))
    known = {(one.question.code, one.client) for one in asks}
    for clock in clocks:
        for question, client in missing_of(clock):
            if (question.code, client) not in known:
                known.add((question.code, client))
                asks.append(asked_of(incident, Ask(question, client, (clock.duty,))))
    return asks


def answered(incident: Incident) -> list[Asked]:
    """Every answer that is on record, so that it can be changed."""
    questions = standard().questions
    return [
        asked_of(incident, Ask(questions[reply.question], reply.client, ()))
        for reply in incident.replies
        if reply.question in questions
        and reply_to(incident, reply.question, reply.client) is reply
    ]


def clients_of(incident: Incident) -> tuple[str, ...]:
    """Every client whose data we handle, as far as it is on record."""
    return Facts(incident, standard()).clients


def place_of_question(code: str, client: str | None) -> str:
    """Names it within its page: `ask-own-leak`."""
    return place(f"ask-{code}", client)


def asks_of(incident: Incident, now: datetime) -> tuple[Asked, ...]:
    """Open questions that would decide something."""
    return tuple(asked_of(incident, ask) for ask in next_questions(incident, now))


def asked_of(incident: Incident, ask: Ask) -> Asked:
    """A question, with the answer that is on record."""
    reply = reply_to(incident, ask.question.code, ask.client)
    return Asked(
        ask.question,
        ask.client,
        reply,
        fingerprint(reply),
        len(ask.decides),
        ask.may_release,
    )


def missing_of(clock: Clock) -> Iterator[tuple[Question, str | None]]:
    """What would decide a clock, and for which client."""
    for code in clock.missing:
        question = standard().questions.get(code)
        if question is not None:
            yield question, clock.client if question.per_client else None


def place(name: str, client: str | None) -> str:
    """A place on a page; of a client, with its letters in hex."""
    return f"{name}-{client.encode().hex()[:40]}" if client else name

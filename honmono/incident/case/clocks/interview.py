"""The interview: which questions are still open, those that decide most clocks first.

    own-leak    Did it leak from us, or from a contractor of ours?   decides ppc-final …
    my-number   Are My Numbers among the data?                       decides my-number-…

Short, because an answer takes away what it makes pointless: where a law does not apply,
nothing else of it is asked.  Questions that can only release come last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case._core import Answer
from honmono.incident.case.clocks.clock import Clock, Docket
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.clocks.law import Question
from honmono.incident.case.clocks.routing import routing_questions
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.duties import Reply
from honmono.incident.case.incident import Incident

AWARENESS: Final = Question(
    code="awareness",
    ja="自組織のいずれかの部署が、この事態を最初に知ったのはいつですか。",
    en="When did anybody in the organization first become aware of it?",
)
"""Answered by an awareness record, not by a reply."""

_DONE: Final = (State.MET, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Ask:
    """One open question."""

    question: Question
    client: str | None
    decides: tuple[str, ...]
    """Clocks that it helps to decide."""

    may_release: bool = False
    """Can it only take something away?"""


def next_questions(
    incident: Incident, now: datetime, tables: Tables | None = None
) -> tuple[Ask, ...]:
    """The questions that nobody has answered yet and that would decide something.

    One that was answered with `could-not-tell` is not asked again; it stays in `missing`
    of its clocks.
    """
    docket = Docket(incident, now, standard() if tables is None else tables)
    needed, release = _Asked(docket), _Asked(docket)
    may_release = {(d.law, d.client): d.may_release for d in docket.duties()}
    for clock in docket.clocks():
        law, rule = docket.laws[clock.law], docket.tables.rules[clock.duty]
        if clock.state in _DONE:
            continue
        if law.applies in clock.missing:
            needed.note((law.applies,), clock)
            continue
        routing = routing_questions(law, docket.facts) if clock.to else ()
        needed.note((*clock.missing, *routing), clock)
        told = rule.released_if if clock.client else None
        if_so = (fact for fact in (told, rule.substitute_if) if fact)
        open_facts = (
            q for f in if_so for q in docket.facts.of(f, clock.client).missing
        )
        release.note((*may_release[clock.law, clock.client], *open_facts), clock)
    first = () if docket.aware else (Ask(AWARENESS, None, ()),)
    return (*first, *needed.asks(), *release.asks(may_release=True, but=needed))


def _settles(reply: Reply, question: Question) -> bool:
    """Does it answer?  A number is asked until there is one, or nobody can tell."""
    if question.number and reply.answer is not Answer.COULD_NOT_TELL:
        return reply.number is not None
    return reply.answer is not Answer.NOT_LOOKED


class _Asked:
    """Questions while they are collected: each once, with the clocks that it decides."""

    def __init__(self, docket: Docket) -> None:
        self._docket = docket
        self._clocks: dict[tuple[str, str | None], list[str]] = {}

    def note(self, codes: Iterable[str | None], clock: Clock) -> None:
        """Collect what a clock misses, unless it was asked already."""
        for code in codes:
            question = self._docket.tables.questions.get(code or "")
            if question is None:
                continue
            client = clock.client if question.per_client else None
            replies = self._docket.facts.replies(question.code, client)
            if not any(_settles(reply, question) for reply in replies):
                decides = self._clocks.setdefault((question.code, client), [])
                if clock.duty not in decides:
                    decides.append(clock.duty)

    def asks(
        self, *, may_release: bool = False, but: _Asked | None = None
    ) -> tuple[Ask, ...]:
        """The questions; of those that decide equally much the most urgent first."""
        left_out = but._clocks if but else {}
        asks = (
            Ask(
                self._docket.tables.questions[code], client, tuple(decides), may_release
            )
            for (code, client), decides in self._clocks.items()
            if (code, client) not in left_out
        )
        return tuple(sorted(asks, key=lambda ask: -len(ask.decides)))

"""What the first page and the page of clocks show, worked out of one incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.case.checks import Severity
from honmono.incident.case.clocks import (
    Ask,
    Clock,
    Holds,
    State,
    contradictions,
    next_questions,
)
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.groups import Unsettled, grouped
from honmono.incident.case.clocks.interview import AWARENESS
from honmono.incident.case.clocks.law import Question
from honmono.incident.case.clocks.layers import Explainer, Layers, depends_in_words
from honmono.incident.case.clocks.shortly import in_short, left
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.duties import Reply
from honmono.incident.case.playbooks import (
    Readiness,
    Step,
    next_steps,
    reason_of,
    words_of,
)
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import clocks_of, fingerprint, incident_of, problems_of
from honmono.web.today.picture import Picture, picture_of
from honmono.web.today.services import reply_to
from honmono.web.today.unusual import Unusual, warned

_MOST_CLOCKS: Final = 3
"""Clocks of one group on the first page; the others are counted."""

_MOST_STEPS: Final = 4
_MOST_QUESTIONS: Final = 1
_MOST_WARNINGS: Final = 2

_TONES: Final = {State.OVERDUE: "bad", State.DUE: "warn", State.MET: "good"}


@dataclass(frozen=True, slots=True)
class Told:
    """A clock as a page tells it."""

    clock: Clock
    sentence: str
    left: str
    tone: str
    """Class of its badge; its words say the same."""

    name: str
    """Names its place on the page of clocks."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Clocks that one question would settle."""

    question: Question | None
    name: str
    """Where the question can be answered, on this page or on that of clocks."""

    told: tuple[Told, ...]
    more: int
    overdue: int


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


@dataclass(frozen=True, slots=True)
class Doable:
    """An open task with its words."""

    step: Step
    title: str
    reason: str
    tone: str


@dataclass(frozen=True, slots=True)
class Today:
    """The first page."""

    owed: tuple[Told, ...]
    more_owed: int
    possible: tuple[Undecided, ...]
    only_if: tuple[Undecided, ...]
    ended: int
    asks: tuple[Asked, ...]
    more_asks: int
    steps: tuple[Doable, ...]
    counts: dict[str, int]
    """Open tasks by readiness."""

    warned: tuple[Unusual, ...]

    more_warned: int
    contradictions: int
    errors: int
    doubts: int
    has_tasks: bool

    @property
    def unusual(self) -> int:
        """All that somebody should look at."""
        warned = len(self.warned) + self.more_warned
        return warned + self.contradictions + self.errors + self.doubts


@dataclass(frozen=True, slots=True)
class Depends:
    """Clocks that one answer settles, in one line."""

    told: str
    name: str
    """Where the question can be answered on the page; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Why:
    """A clock with everything about it."""

    told: Told
    layers: Layers
    missing: tuple[Asked, ...]
    picture: Picture | None
    group: str
    """Key of the heading under which it stands."""

    depends: Depends | None = None
    """On what answer it depends, with the others that do."""

    @property
    def state_key(self) -> str:
        """Key of its state's words in `web/today`."""
        return f"state-{self.told.clock.state.value}"

    @property
    def is_late_if_owed(self) -> bool:
        """Is it past its end, and nobody has said that it is owed at all?"""
        clock = self.told.clock
        return clock.state is State.OVERDUE and clock.holds is Holds.POSSIBLE


def today_of(case: Case, now: datetime, language: str) -> Today:
    """Everything on one screen; `now` in the zone of the organization."""
    incident = incident_of(case)
    groups = grouped(clocks_of(case, now))
    asks = _asks(incident, now)
    steps = next_steps(incident, now)
    doable = [s for s in steps if s.readiness in (Readiness.OVERDUE, Readiness.READY)]
    found, others = problems_of(case, now), warned(incident, language)
    errors = sum(one.severity is Severity.ERROR for one in found)
    return Today(
        owed=tuple(
            told(c, now, language, alone=False) for c in groups.owed[:_MOST_CLOCKS]
        ),
        more_owed=max(len(groups.owed) - _MOST_CLOCKS, 0),
        possible=tuple(_undecided(groups.possible, now, language)),
        only_if=tuple(_undecided(groups.only_if, now, language, quiet=True)),
        ended=len(groups.ended),
        asks=asks[:_MOST_QUESTIONS],
        more_asks=max(len(asks) - _MOST_QUESTIONS, 0),
        steps=tuple(_doable(step, language) for step in doable[:_MOST_STEPS]),
        counts=_counts(steps),
        warned=tuple(others[:_MOST_WARNINGS]),
        more_warned=max(len(others) - _MOST_WARNINGS, 0),
        contradictions=len(contradictions(incident, now)),
        errors=errors,
        doubts=len(found) - errors,
        has_tasks=bool(incident.tasks),
    )


def told(
    clock: Clock,
    now: datetime,
    language: str,
    *,
    alone: bool = True,
    quiet: bool = False,
) -> Told:
    """One clock in words.

    Args:
        clock: as it stands at `now`.
        now: in the zone of the organization.
        language: of the page.
        alone: False where a heading and a badge tell days and doubts.
        quiet: for a law that may not apply at all: nothing of it is called late.

    """
    tone = _TONES.get(clock.state, "")
    if clock.state is State.MET and clock.late:
        tone = "warn"
    if clock.state not in _TONES and clock.holds is Holds.POSSIBLE:
        tone = "unknown"
    if quiet:
        tone = "unknown"
    return Told(
        clock,
        in_short(clock, now, language, alone=alone),
        left(clock, now, language),
        tone,
        place_of_clock(clock),
    )


def place_of_clock(clock: Clock) -> str:
    """Names it within its page: `clock-ppc-final`, with the hash of a client."""
    return _place(f"clock-{clock.duty}", clock.client)


def place_of_question(code: str, client: str | None) -> str:
    """Names it within its page: `ask-own-leak`."""
    return _place(f"ask-{code}", client)


def _place(name: str, client: str | None) -> str:
    return f"{name}-{client.encode().hex()[:40]}" if client else name


def clients_of(incident: Incident) -> tuple[str, ...]:
    """Every client whose data we handle, as far as it is on record."""
    return Facts(incident, standard()).clients


def all_asked(
    incident: Incident, now: datetime, clocks: Iterable[Clock]
) -> list[Asked]:
    """Open questions, then those that were answered and still leave something open."""
    asks = list(_asks(incident, now))
    known = {(one.question.code, one.client) for one in asks}
    for clock in clocks:
        for question, client in _missing(clock):
            if (question.code, client) not in known:
                known.add((question.code, client))
                asks.append(_asked(incident, Ask(question, client, (clock.duty,))))
    return asks


def answered(incident: Incident) -> list[Asked]:
    """Every answer that is on record, so that it can be changed."""
    questions = standard().questions
    return [
        _asked(incident, Ask(questions[reply.question], reply.client, ()))
        for reply in incident.replies
        if reply.question in questions
        and reply_to(incident, reply.question, reply.client) is reply
    ]


def depends_of(groups: Iterable[Unsettled], language: str) -> dict[int, Depends]:
    """By `id()` of the clock: on what answer it depends."""
    found: dict[int, Depends] = {}
    for one in groups:
        name = place_of_question(one.question.code, one.client) if one.question else ""
        line = Depends(depends_in_words(one, language), name)
        found |= {id(clock): line for clock in one.clocks}
    return found


def why_of(
    case: Case,
    clock: Clock,
    group: str,
    now: datetime,
    explainer: Explainer,
    depends: Depends | None = None,
) -> Why:
    """A clock with its facts, its open questions and its picture."""
    incident = incident_of(case)
    return Why(
        told(clock, now, explainer.language),
        explainer.layers(clock),
        tuple(_asked(incident, Ask(q, c, ())) for q, c in _missing(clock)),
        picture_of(clock, now),
        group,
        depends,
    )


def _asks(incident: Incident, now: datetime) -> tuple[Asked, ...]:
    return tuple(_asked(incident, ask) for ask in next_questions(incident, now))


def _asked(incident: Incident, ask: Ask) -> Asked:
    reply = reply_to(incident, ask.question.code, ask.client)
    return Asked(
        ask.question,
        ask.client,
        reply,
        fingerprint(reply),
        len(ask.decides),
        ask.may_release,
    )


def _missing(clock: Clock) -> Iterator[tuple[Question, str | None]]:
    for code in clock.missing:
        question = standard().questions.get(code)
        if question is not None:
            yield question, clock.client if question.per_client else None


def _undecided(
    found: Iterable[Unsettled], now: datetime, language: str, *, quiet: bool = False
) -> Iterator[Undecided]:
    for one in found:
        code = one.question.code if one.question else "none"
        yield Undecided(
            one.question,
            place_of_question(code, one.client),
            tuple(
                told(c, now, language, alone=False, quiet=quiet)
                for c in one.clocks[:_MOST_CLOCKS]
            ),
            max(len(one.clocks) - _MOST_CLOCKS, 0),
            one.overdue,
        )


def _doable(step: Step, language: str) -> Doable:
    why = reason_of(step.task)
    return Doable(
        step,
        words_of(step.task).in_language(language),
        why.in_language(language) if why else "",
        "bad" if step.readiness is Readiness.OVERDUE else "",
    )


def _counts(steps: Iterable[Step]) -> dict[str, int]:
    counts = {readiness.value: 0 for readiness in Readiness}
    for step in steps:
        counts[step.readiness.value] += 1
    return counts

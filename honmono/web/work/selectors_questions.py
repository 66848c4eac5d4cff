"""Questions with what bears on them, cases with what speaks for them, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from honmono.incident.case import Answer, Incident
from honmono.incident.case.hypotheses import (
    Argument,
    Decision,
    Hypothesis,
    Speaks,
    Standing,
)
from honmono.incident.case.playbooks import approach_of, evidence_for, words_of
from honmono.incident.case.playbooks.steps import on_question
from honmono.incident.case.questions import Question
from honmono.incident.case.traced import TraceAnswer
from honmono.incident.case.weighing import undetermined, weigh
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.selectors import fingerprint

_TONES: Final = {
    Answer.YES: "warn",
    Answer.NO: "good",
    Answer.COULD_NOT_TELL: "unknown",
    Answer.NOT_LOOKED: "still",
}
_STANDS: Final = {
    Standing.OPEN: "still",
    Standing.SUPPORTED: "warn",
    Standing.ESTABLISHED: "bad",
    Standing.EXCLUDED: "good",
}
_MOST: Final = 50
"""Records that are listed with a question."""

_BAR: Final = 600
"""Width of the picture of shares."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the investigation."""

    question: Question
    text: str
    approach: str
    kinds: tuple[str, ...]
    """Kinds of evidence that would answer it, in words."""

    bears: tuple[Label, ...]
    more: int
    tasks: tuple[Label, ...]
    shown: str

    @property
    def tone(self) -> str:
        """Class of the badge of its answer."""
        ended = self.question.conclusion
        return _TONES[ended.answer] if ended else "still"

    @property
    def key(self) -> str:
        """Key of its answer's words in `case`."""
        ended = self.question.conclusion
        return f"answer-{ended.answer.value}" if ended else "open"


@dataclass(frozen=True, slots=True)
class Said:
    """One argument with the records that it follows from."""

    argument: Argument
    cites: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case with everything that speaks."""

    held: Hypothesis
    on_record: bool
    speaks_for: tuple[Said, ...]
    against: tuple[Said, ...]
    would_decide: tuple[Said, ...]
    shown: str

    @property
    def tone(self) -> str:
        """Class of the badge of its standing; its words say the same."""
        return _STANDS[self.held.standing]

    @property
    def percent(self) -> int | None:
        """Of the trace; no proof."""
        chance = self.held.probability
        return None if chance is None else round(chance * 100)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the picture of shares."""

    key: str
    percent: float
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what it rests on."""

    decision: Decision
    cites: tuple[Label, ...]


def asked(incident: Incident, language: str) -> list[Asked]:
    """Every question: the open ones first, in the order of the file."""
    words = Labels(incident, language)
    ordered = sorted(incident.questions, key=lambda one: one.conclusion is not None)
    return [_asked(one, incident, words, language) for one in ordered]


def asked_named(incident: Incident, name: str, language: str) -> Asked | None:
    """One question; None where there is none of that name."""
    found = next((one for one in incident.questions if one.id == name), None)
    if found is None:
        return None
    return _asked(found, incident, Labels(incident, language), language)


def weighed(incident: Incident, language: str) -> list[Weighed]:
    """All cases: what somebody signed first, then what more speaks for than against."""
    words = Labels(incident, language)
    held = {one.id for one in incident.hypotheses}
    every = [_weighed(one, one.id in held, words) for one in weigh(incident)]
    return sorted(every, key=_order)


def shares(incident: Incident) -> list[Share]:
    """What the newest trace says, as parts of one bar; empty without a trace."""
    if not incident.traces:
        return []
    newest, at, parts = incident.traces[-1], 0.0, []
    for key in ("ours", "partner", "server", "both", "nothing"):
        chance: float = getattr(newest, key)
        width = round(chance * _BAR, 1)
        parts.append(Share(key, round(chance * 100, 1), round(at, 1), width))
        at += width
    return parts


def newest_trace(incident: Incident) -> TraceAnswer | None:
    """The answer that was made from the most reports."""
    return incident.traces[-1] if incident.traces else None


def is_undetermined(incident: Incident) -> bool:
    """Does the trace leave open whose mailbox it was?"""
    return undetermined(incident)


def decisions(incident: Incident, language: str) -> list[Decided]:
    """What was decided, the newest first."""
    words = Labels(incident, language)
    return [Decided(one, words.of(one.cites)) for one in reversed(incident.decisions)]


def _asked(
    question: Question, incident: Incident, words: Labels, language: str
) -> Asked:
    how, bears = approach_of(question), on_question(incident, question)
    return Asked(
        question,
        words_of(question).in_language(language),
        how.in_language(language) if how else "",
        tuple(text.in_language(language) for text in evidence_for(question)),
        words.of(bears[:_MOST]),
        max(len(bears) - _MOST, 0),
        words.of(t.id for t in incident.tasks if t.question == question.id),
        fingerprint(question),
    )


def _weighed(held: Hypothesis, on_record: bool, words: Labels) -> Weighed:
    def those(speaks: Speaks) -> tuple[Said, ...]:
        return tuple(
            Said(one, words.of(one.cites[:_MOST]))
            for one in held.arguments
            if one.speaks is speaks
        )

    return Weighed(
        held,
        on_record,
        those(Speaks.FOR),
        those(Speaks.AGAINST),
        those(Speaks.WOULD_DECIDE),
        fingerprint(held),
    )


def _order(one: Weighed) -> tuple[int, int, str]:
    standing = (
        Standing.ESTABLISHED,
        Standing.SUPPORTED,
        Standing.OPEN,
        Standing.EXCLUDED,
    ).index(one.held.standing)
    return (standing, len(one.against) - len(one.speaks_for), one.held.code.value)

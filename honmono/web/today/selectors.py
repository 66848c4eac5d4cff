"""What the first page of an incident shows, worked out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case.checks import Severity
from honmono.incident.case.clocks import (
    contradictions,
)
from honmono.incident.case.clocks.groups import grouped
from honmono.incident.case.playbooks import (
    Readiness,
    Step,
    next_steps,
    reason_of,
    words_of,
)
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import clocks_of, incident_of, problems_of
from honmono.web.today.asked import Asked, asks_of
from honmono.web.today.told import MOST_CLOCKS, Told, Undecided, told, undecided
from honmono.web.today.unusual import Unusual, warned

_MOST_STEPS: Final = 4
_MOST_QUESTIONS: Final = 1
_MOST_WARNINGS: Final = 2


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


def today_of(case: Case, now: datetime, language: str) -> Today:
    """Everything on one screen; `now` in the zone of the organization."""
    incident = incident_of(case)
    groups = grouped(clocks_of(case, now))
    asks = asks_of(incident, now)
    steps = next_steps(incident, now)
    doable = [s for s in steps if s.readiness in (Readiness.OVERDUE, Readiness.READY)]
    found, others = problems_of(case, now), warned(incident, language)
    errors = sum(one.severity is Severity.ERROR for one in found)
    return Today(
        owed=tuple(
            told(c, now, language, alone=False) for c in groups.owed[:MOST_CLOCKS]
        ),
        more_owed=max(len(groups.owed) - MOST_CLOCKS, 0),
        possible=tuple(undecided(groups.possible, now, language)),
        only_if=tuple(undecided(groups.only_if, now, language, quiet=True)),
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

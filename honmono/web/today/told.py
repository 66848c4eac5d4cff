"""Clocks in words, alone and in groups, as both pages tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case.clocks import (
    Ask,
    Clock,
    Holds,
    State,
)
from honmono.incident.case.clocks.groups import Unsettled
from honmono.incident.case.clocks.law import Question
from honmono.incident.case.clocks.layers import Explainer, Layers, depends_in_words
from honmono.incident.case.clocks.shortly import in_short, left
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.today.asked import (
    Asked,
    asked_of,
    missing_of,
    place,
    place_of_question,
)
from honmono.web.today.picture import Picture, picture_of

MOST_CLOCKS: Final = 3
"""Clocks of one group on the first page; the others are counted."""


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
    return place(f"clock-{clock.duty}", clock.client)


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
        tuple(asked_of(incident, Ask(q, c, ())) for q, c in missing_of(clock)),
        picture_of(clock, now),
        group,
        depends,
    )


def undecided(
    found: Iterable[Unsettled], now: datetime, language: str, *, quiet: bool = False
) -> Iterator[Undecided]:
    """Groups of clocks, each below the question that would settle it."""
    for one in found:
        code = one.question.code if one.question else "none"
        yield Undecided(
            one.question,
            place_of_question(code, one.client),
            tuple(
                told(c, now, language, alone=False, quiet=quiet)
                for c in one.clocks[:MOST_CLOCKS]
            ),
            max(len(one.clocks) - MOST_CLOCKS, 0),
            one.overdue,
        )

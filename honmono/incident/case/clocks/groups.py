"""Clocks as people meet them: owed, perhaps owed, only if a law applies at all, ended.

    owed       final report …                       15 days left
    possible   own-leak     preliminary report …    go on as if it were owed
    only if    gdpr-applies notification …          a law that may not concern us at all
    ended      what was met, in time or late, and what a client took over

A clock that is only possible stands under the question that would settle it.  Nothing is
left out: a law of which nobody has said that it does not apply stays in sight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from honmono.incident.case.clocks.clock import Clock
from honmono.incident.case.clocks.duties import Holds
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.clocks.law import Question
from honmono.incident.case.clocks.tables import Tables, standard

_ENDED: Final = (State.MET, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Clocks whose duty one question would settle, or help to settle."""

    question: Question | None
    """None: no question of the tables decides it."""

    client: str | None
    clocks: tuple[Clock, ...]

    @property
    def overdue(self) -> int:
        """How many are past their end, if they are owed."""
        return sum(clock.state is State.OVERDUE for clock in self.clocks)


@dataclass(frozen=True, slots=True)
class Groups:
    """Every clock once."""

    owed: tuple[Clock, ...]
    possible: tuple[Unsettled, ...]
    """The law applies, or nobody doubts that it does."""

    only_if: tuple[Unsettled, ...]
    """Nobody has said whether the law applies to the organization at all."""

    ended: tuple[Clock, ...]


def grouped(clocks: Iterable[Clock], tables: Tables | None = None) -> Groups:
    """Sort clocks out; within a group their order stays."""
    laws = standard() if tables is None else tables
    applies = {law.code: law.applies for law in laws.laws}
    owed: list[Clock] = []
    ended: list[Clock] = []
    possible: dict[tuple[str, str | None], list[Clock]] = {}
    only_if: dict[tuple[str, str | None], list[Clock]] = {}
    for clock in clocks:
        if clock.state in _ENDED:
            ended.append(clock)
        elif clock.holds is Holds.YES:
            owed.append(clock)
        elif (law := applies.get(clock.law)) and law in clock.missing:
            only_if.setdefault(_key(law, clock, laws), []).append(clock)
        else:
            first = next(iter(clock.missing), "")
            possible.setdefault(_key(first, clock, laws), []).append(clock)
    return Groups(
        tuple(owed), _unsettled(possible, laws), _unsettled(only_if, laws), tuple(ended)
    )


def _key(question: str, clock: Clock, tables: Tables) -> tuple[str, str | None]:
    """A question that is not asked of each client settles the clocks of all."""
    asked = tables.questions.get(question)
    return question, clock.client if asked and asked.per_client else None


def _unsettled(
    found: dict[tuple[str, str | None], list[Clock]], tables: Tables
) -> tuple[Unsettled, ...]:
    return tuple(
        Unsettled(tables.questions.get(code), client, tuple(those))
        for (code, client), those in found.items()
    )

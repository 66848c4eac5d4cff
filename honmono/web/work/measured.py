"""Measures as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from honmono.incident.case import Certainty, Moment
from honmono.incident.case.measures import Measure
from honmono.web.facts.words import Words, as_json, plain

STATES: Final = ("done", "planned", "not-said", "excluded")
"""A planned measure is told as planned; where nobody said, neither is said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure in words."""

    id: str
    kind: str
    title: str
    state: str
    owner: str
    due: Moment | None
    done: Moment | None
    is_late: bool
    proof: int
    """How many originals prove it."""


def measured(words: Words, today: date) -> list[Measured]:
    """Every measure, those of one kind together, in the order of the file."""
    found = [_one(words, one, today) for one in words.incident.measures]
    kinds = list(dict.fromkeys(one.kind for one in found))
    return sorted(found, key=lambda one: kinds.index(one.kind))


def state_of(one: Measure) -> str:
    """`done`, `planned`, `not-said`; `excluded` where it was ruled out."""
    if one.certainty is Certainty.EXCLUDED:
        return "excluded"
    if one.is_done or one.done is not None:
        return "done"
    return "planned" if one.is_done is False or one.due is not None else "not-said"


def _one(words: Words, one: Measure, today: date) -> Measured:
    state = state_of(one)
    last = one.due.last_day() if one.due else None
    return Measured(
        id=one.id,
        kind=words.code("measures", one.kind),
        title=words.title_of("measures", as_json(one)),
        state=state,
        owner=plain(one.owner or ""),
        due=one.due,
        done=one.done,
        is_late=state != "done" and last is not None and last < today,
        proof=len({*one.proof, *one.evidence}),
    )

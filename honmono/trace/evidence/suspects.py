"""Suspects as they may honestly be named: those that cannot be told apart are one.

    0.50 sato, group (suzuki)     → Cluster((sato, suzuki), 0.93)
    0.43 suzuki, group (sato)

Nothing is added to what the trace found; a cluster has the sum of its members.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from honmono.trace.traced import Suspect, Traced


class Cluster(NamedTuple):
    """One suspect, or several whom the reports cannot tell apart."""

    persons: tuple[str, ...]
    """The likeliest first."""

    probability: float
    """That one of them was stolen from."""

    ours: bool | None
    """None where some are ours and some are not."""


def clusters(traced: Traced) -> tuple[Cluster, ...]:
    """Every suspect once, likeliest first."""
    return tuple(sorted(_clusters(traced), key=lambda c: -c.probability))


def _clusters(traced: Traced) -> Iterator[Cluster]:
    known = {suspect.person: suspect for suspect in traced.suspects}
    seen = set[str]()
    for suspect in traced.suspects:
        if suspect.person in seen:
            continue
        persons = [p for p in (suspect.person, *suspect.group) if p not in seen]
        seen.update(persons)
        members = [known[person] for person in persons if person in known]
        yield Cluster(tuple(dict.fromkeys(persons)), _together(members), _ours(members))


def _together(members: list[Suspect]) -> float:
    chances = (m.probability for m in members if isfinite(m.probability))
    return min(sum(chances), 1.0)


def _ours(members: list[Suspect]) -> bool | None:
    sides = {member.ours for member in members}
    return sides.pop() if len(sides) == 1 else None

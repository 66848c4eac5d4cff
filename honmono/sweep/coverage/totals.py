"""How many of all: by office and in total, and what stands between us and `all`.

Tokyo 14 of 14 · Osaka 9 of 10, one on leave until June · a host that no list holds
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from honmono.sweep.coverage.standing import Standing, State
from honmono.sweep.pc import Pc, Release
from honmono.sweep.rule import Rule
from honmono.sweep.why import Why


@dataclass(frozen=True, slots=True)
class OfficeTotal:
    """One office: how many PCs it has, and how they stand."""

    id: str
    total: int
    states: dict[State, int]

    @property
    def covered(self) -> int:
        """Two independent scanners looked; an exception is none of them."""
        return self.states[State.COVERED]

    @property
    def done(self) -> int:
        """Covered, or left out by a decision that holds."""
        return self.covered + self.states[State.EXCEPTION]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A host with results that no PC of the inventory answers to."""

    host: str
    scans: int
    ambiguous: bool
    """Several PCs answer to it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """All PCs at one moment."""

    as_of: datetime
    offices: tuple[OfficeTotal, ...]
    unlisted: tuple[Unlisted, ...]
    left_out: tuple[Pc, ...]
    """Not ours, by somebody's decision: not counted."""

    gaps: tuple[Why, ...]
    """Why nobody may say `all PCs`; empty when one may."""

    @property
    def total(self) -> int:
        """All PCs that are ours."""
        return sum(office.total for office in self.offices)

    @property
    def covered(self) -> int:
        """Of these."""
        return sum(office.covered for office in self.offices)

    @property
    def is_all(self) -> bool:
        """May one say `all PCs`?"""
        return not self.gaps


def is_ours(pc: Pc, as_of: datetime) -> bool:
    """Is it counted?"""
    released = pc.release(as_of)
    return released is None or released.release is not Release.NOT_OURS


def totals(
    standings: Iterable[Standing],
    *,
    offices: Sequence[str],
    unlisted: Sequence[Unlisted],
    rule: Rule,
    as_of: datetime,
) -> Totals:
    """Count; `offices` are those that the organization has, also without a PC."""
    counts: dict[str, Counter[State]] = {office: Counter() for office in offices}
    left_out = []
    for one in standings:
        # What was found is never left out with the PC.
        if is_ours(one.pc, as_of) or one.state is State.DETECTED:
            counts.setdefault(one.pc.office, Counter())[one.state] += 1
        else:
            left_out.append(one.pc)
    return of_counts(counts, offices, tuple(unlisted), tuple(left_out), rule, as_of)


def of_counts(
    counts: dict[str, Counter[State]],
    offices: Sequence[str],
    unlisted: tuple[Unlisted, ...],
    left_out: tuple[Pc, ...],
    rule: Rule,
    as_of: datetime,
) -> Totals:
    """The same from numbers that somebody else has counted."""
    counts = {**{office: Counter() for office in offices}, **counts}
    rows = tuple(
        OfficeTotal(office, states.total(), {state: states[state] for state in State})
        for office, states in counts.items()
    )
    gaps = tuple(_gaps(rows, offices, unlisted, rule))
    return Totals(as_of, rows, unlisted, left_out, gaps)


def _gaps(
    rows: Sequence[OfficeTotal],
    offices: Sequence[str],
    unlisted: Sequence[Unlisted],
    rule: Rule,
) -> Iterable[Why]:
    total = sum(row.total for row in rows)
    if rule.since is None:
        yield Why("gap-since")
    if not total:
        yield Why("gap-no-pcs")
    for row in rows:
        if not row.total:
            yield Why("gap-empty-office", {"office": row.id})
        elif row.id not in offices and offices:
            yield Why("gap-no-office", {"count": str(row.total)})
    for state in State:
        count = sum(row.states[state] for row in rows)
        if count and state is not State.COVERED:
            yield Why(f"gap-{state}", {"count": str(count), "total": str(total)})
    if unlisted:
        yield Why("gap-unlisted", {"count": str(len(unlisted))})

"""What changed between two entries of the ledger, and why.

    persons: at least 4 → 9, at most 40 → 14
    because: 4 more reports; a mailbox is no longer suspected
    in: abe@supplier.example (a fake was sent to him)
    out: mori@example.com (no suspected mailbox knows him any more)

Why a single thing came in is its own reason.  Why one went out is what changed in the
basis; when nothing there did, our mail did (more was indexed, or some was forgotten).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from honmono.trace.exposure._core import Basis, Certainty, Count, Kind, Reason
from honmono.trace.exposure.ledger import Entry


class Cause(Enum):
    """What changed in the basis; the values name sentences."""

    REPORTS_IN = "reports-in"
    REPORTS_OUT = "reports-out"
    """Reports no longer count as part of the theft, or were taken back."""

    SUSPECTS_IN = "suspects-in"
    SUSPECTS_OUT = "suspects-out"
    CONTAINED = "contained"
    """When the theft was ended became known, or was corrected."""

    LATER = "later"
    """Newer reports: later mail may have been taken, too."""

    LEVEL = "level"
    FINDING = "finding"
    BOUND = "bound"
    MAIL = "mail"
    """None of these: our own mail, or how sure the suspects are."""


class Move(Enum):
    """What became of a thing."""

    IN = "in"
    OUT = "out"
    SURER = "surer"
    LESS_SURE = "less-sure"


@dataclass(frozen=True, slots=True)
class Because:
    """A cause, and how many reports or mailboxes it is about; 0 where nothing counts."""

    cause: Cause
    number: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that moved."""

    kind: Kind
    item: str
    move: Move
    old: Certainty | None
    new: Certainty | None
    reasons: tuple[Reason, ...]
    """Those of now; of what went out, those that it had."""


@dataclass(frozen=True, slots=True)
class Difference:
    """From an old entry to a new one."""

    counts: tuple[tuple[Kind, Count | None, Count | None], ...]
    """Kinds whose numbers changed."""

    because: tuple[Because, ...]
    changed: tuple[Changed, ...]
    """By kind; in each what came in, went out, became surer or less sure."""

    def number(self, kind: Kind, move: Move) -> int:
        """How many things of a kind made this move."""
        return sum(each.kind is kind and each.move is move for each in self.changed)


def difference(old: Entry, new: Entry) -> Difference:
    """What changed, and why."""
    counts = tuple(
        (kind, old.counts[kind], new.counts[kind])
        for kind in Kind
        if old.counts[kind] != new.counts[kind]
    )
    changed = sorted(
        _changed(old, new),
        key=lambda each: (_KINDS[each.kind], _MOVES[each.move], each.item),
    )
    because = tuple(_because(old.basis, new.basis))
    if not because and (counts or changed):
        because = (Because(Cause.MAIL),)
    return Difference(counts, because, tuple(changed))


def _changed(old: Entry, new: Entry) -> Iterator[Changed]:
    for (kind, item), was in old.items.items():
        now = new.items.get((kind, item))
        if now is None:
            yield Changed(kind, item, Move.OUT, was.certainty, None, was.reasons)
        elif now.certainty is not was.certainty:
            surer = _SURE[now.certainty] < _SURE[was.certainty]
            move = Move.SURER if surer else Move.LESS_SURE
            yield Changed(kind, item, move, was.certainty, now.certainty, now.reasons)
    for (kind, item), now in new.items.items():
        if (kind, item) not in old.items:
            yield Changed(kind, item, Move.IN, None, now.certainty, now.reasons)


def _because(old: Basis, new: Basis) -> Iterator[Because]:
    pairs = (
        (Cause.REPORTS_IN, set(new.reports) - set(old.reports)),
        (Cause.REPORTS_OUT, set(old.reports) - set(new.reports)),
        (Cause.SUSPECTS_IN, set(new.suspects) - set(old.suspects)),
        (Cause.SUSPECTS_OUT, set(old.suspects) - set(new.suspects)),
    )
    yield from (Because(cause, len(who)) for cause, who in pairs if who)
    if new.contained != old.contained:
        yield Because(Cause.CONTAINED)
    elif new.until > old.until:
        yield Because(Cause.LATER)
    if new.level is not old.level:
        yield Because(Cause.LEVEL)
    if new.finding is not old.finding:
        yield Because(Cause.FINDING)
    if new.bound is not old.bound:
        yield Because(Cause.BOUND)


_SURE = {certainty: place for place, certainty in enumerate(Certainty)}
_KINDS = {kind: place for place, kind in enumerate(Kind)}
_MOVES = {move: place for place, move in enumerate(Move)}

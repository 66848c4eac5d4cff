"""A list against the PCs that are there: what is new, changed, renamed, missing, unsure.

    merge(rows, pcs, now) → Merge        nothing is changed by it
    applied(merge, choices, pcs) → PCs   what becomes of them, by what somebody chose

No PC is taken away by a list, and none is counted twice because it has another name or
another system.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from honmono.sweep.inventory._core import Listed, Trouble
from honmono.sweep.inventory.difference import (
    CHOICES,
    Choice,
    Decided,
    Difference,
    Merge,
    What,
)
from honmono.sweep.inventory.doubles import Folded, folded
from honmono.sweep.inventory.matching import Known, Match, lasting
from honmono.sweep.inventory.naming import new_id
from honmono.sweep.inventory.updating import (
    also_called,
    changes,
    updated,
    what_of,
    with_note,
)
from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Pc, Release


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one PC, and by which code its history tells it."""

    pc: Pc
    what: str


def merge(
    rows: Sequence[Listed],
    pcs: Iterable[Pc],
    now: datetime,
    *,
    missing_note: str = "",
) -> Merge:
    """How a list stands to the PCs that are there.

    Args:
        rows: the list.
        pcs: all that are there.
        now: since when a system counts that was installed anew, where no list says when.
        missing_note: what is noted at a PC that the list does not have; empty: none is
            proposed, for a list that holds some PCs alone.

    """
    known = Known(pcs)
    found = folded(rows, known)
    return _Merger(known, found, now, missing_note).merge()


class _Merger:
    """Goes through one list."""

    def __init__(
        self, known: Known, found: Folded, now: datetime, missing_note: str
    ) -> None:
        self._known, self._found = known, found
        self._now, self._note = now, missing_note
        self._taken = set(known.by_id)
        self._claimed: set[str] = set()
        self._maybe: set[str] = set()
        self._ids: dict[int, str] = {}
        self._made: dict[int, Difference] = {}

    def merge(self) -> Merge:
        """All of it, by line; what is missing comes last."""
        waiting = [row for row in self._found.rows if not self._by_numbers(row)]
        for row in waiting:
            self._by_name(row)
        for row, first, shared in self._found.disputed:
            self._disputed(row, first, shared)
        ordered = [self._made[line] for line in sorted(self._made)]
        return Merge((*ordered, *self._missing()), self._found.troubles)

    def _by_numbers(self, row: Listed) -> bool:
        match = self._known.by_numbers(row.pc.ids)
        if match.pc is None and not match.why:
            return False
        self._put(row, match)
        return True

    def _by_name(self, row: Listed) -> None:
        self._put(row, self._known.by_name(row, self._claimed))

    def _put(self, row: Listed, match: Match) -> None:
        if match.pc is not None and match.pc.id in self._claimed:
            match = Match(why="claimed-twice", candidates=(match.pc,))
        if match.pc is not None:
            self._claimed.add(match.pc.id)
            self._keep(row, self._same(row, match.pc))
        elif match.why:
            self._keep(row, self._unsure(row, match.why, match.candidates))
        else:
            self._keep(row, self._new(row))

    def _keep(self, row: Listed, one: Difference) -> None:
        self._made[row.line] = one
        if one.after is not None:
            self._ids[row.line] = one.after.id

    def _same(self, row: Listed, pc: Pc) -> Difference:
        after = updated(pc, row, self._now)
        what = what_of(pc, after)
        why = []
        released = pc.release(self._now)
        if released is not None and released.release is Release.NOT_OURS:
            why.append(Trouble(row.line, "listed-not-ours"))
        return Difference(
            what,
            row,
            pc,
            after,
            changes(pc, after),
            tuple(why),
            choices=CHOICES[what],
        )

    def _new(self, row: Listed) -> Difference:
        pc = replace(row.pc, id=new_id(row.pc, self._taken))
        self._taken.add(pc.id)
        what = What.NO_PC if row.no_pc else What.NEW
        others = self._known.called(host_mark(pc.host))
        why = (Trouble(row.line, "name-shared", {"name": pc.host}),) if others else ()
        return Difference(what, row, None, pc, (), why, choices=CHOICES[what])

    def _unsure(self, row: Listed, code: str, candidates: Sequence[Pc]) -> Difference:
        self._maybe |= {pc.id for pc in candidates}
        names = ", ".join(pc.host for pc in candidates)
        own = replace(row.pc, id=new_id(row.pc, self._taken))
        self._taken.add(own.id)
        choices = CHOICES[What.UNSURE]
        if code == "numbers-of-several":  # a third one with their numbers helps nobody
            choices = (Choice.LEAVE, Choice.SAME)
        return Difference(
            What.UNSURE,
            row,
            None,
            own,
            why=(Trouble(row.line, code, {"names": names}),),
            candidates=tuple(pc.id for pc in candidates),
            choices=choices,
        )

    def _disputed(self, row: Listed, first: Listed, shared: frozenset[str]) -> None:
        """Two names with one number: an old one and a new one, or a slip of the pen."""
        bare = replace(
            row, pc=replace(row.pc, ids=tuple(m for m in row.pc.ids if m not in shared))
        )
        apart = self._known.told_apart(bare, shared)
        if apart is not None and apart.id not in self._claimed:
            self._claimed.add(apart.id)
            what = What.UNCHANGED  # of a list that contradicts itself nothing is taken
            one = Difference(what, row, apart, apart, choices=CHOICES[what])
            self._keep(row, one)
            return
        holder = self._made[first.line].after
        own = replace(bare.pc, id=new_id(bare.pc, self._taken))
        self._taken.add(own.id)
        why = Trouble(row.line, "number-twice", {"first": str(first.line)})
        choices = (Choice.LEAVE, Choice.FORMER, Choice.OTHER)
        self._made[row.line] = Difference(
            What.UNSURE,
            row,
            None,
            own,
            why=(why,),
            candidates=(holder.id,) if holder else (),
            shared=shared,
            choices=choices,
        )

    def _missing(self) -> Iterator[Difference]:
        """PCs of the offices of the list that it does not have."""
        if not self._note:
            return
        offices = {row.pc.office for row in self._found.rows} - {""}
        for pc in self._known.by_id.values():
            released = pc.release(self._now)
            gone = released is not None and released.release is Release.NOT_OURS
            if (
                pc.id in self._claimed | self._maybe
                or gone
                or self._note in pc.note
                or (offices and pc.office and pc.office not in offices)
            ):
                continue
            after = replace(pc, note=with_note(pc.note, self._note))
            if after != pc:
                what = What.MISSING
                yield Difference(
                    what, None, pc, after, changes(pc, after), choices=CHOICES[what]
                )


def outcomes(
    one: Difference,
    decided: Decided,
    current: Callable[[str], Pc | None],
    now: datetime,
) -> tuple[Outcome, ...]:
    """What becomes of PCs by one decision; none where it changes nothing.

    Args:
        one: the difference.
        decided: what somebody chose; what may not be chosen changes nothing.
        current: the PC of an id as it is now.
        now: see `merge`.

    """
    if decided.choice not in one.choices or one.after is None:
        return ()
    if decided.choice is Choice.TAKE:
        return (Outcome(one.after, _CODES[one.what]),)
    if decided.choice is Choice.OTHER:
        return (Outcome(one.after, "added"),)
    pc = current(decided.of) if decided.of in one.candidates else None
    if pc is None or one.listed is None:
        return ()
    if decided.choice is Choice.FORMER:
        after = also_called(pc, one.listed.pc.host)
        return (Outcome(after, "linked"),) if after != pc else ()
    if decided.choice is Choice.SAME:
        return tuple(_linked(one, one.listed, pc, current, now))
    return ()


_CODES = {
    What.NEW: "added",
    What.NO_PC: "added",
    What.CHANGED: "listed",
    What.RENAMED: "renamed",
    What.REIMAGED: "reimaged",
    What.MISSING: "missing",
}
"""By which word the history of a PC tells it."""


def _linked(
    one: Difference,
    row: Listed,
    pc: Pc,
    current: Callable[[str], Pc | None],
    now: datetime,
) -> Iterator[Outcome]:
    """The row's numbers belong to this PC, and to no other candidate any more."""
    after = updated(pc, row, now)
    if after != pc:
        yield Outcome(after, "linked")
    ours = lasting(row.pc.ids)
    for other in map(current, one.candidates):
        if other is not None and other.id != pc.id and lasting(other.ids) & ours:
            ids = tuple(mark for mark in other.ids if mark not in ours)
            yield Outcome(replace(other, ids=ids), "unlinked")


def applied(
    merged: Merge,
    pcs: Iterable[Pc],
    now: datetime,
    decided: Mapping[int, Decided] | None = None,
) -> dict[str, Pc]:
    """All PCs as they are afterwards, by id.

    Args:
        merged: what `merge` found for these PCs.
        pcs: all that are there.
        now: see `merge`.
        decided: by place in `merged.differences`; for others the first choice holds.

    """
    after = {pc.id: pc for pc in pcs}
    for at, one in enumerate(merged.differences):
        choice = (decided or {}).get(at, Decided(one.choices[0]))
        for outcome in outcomes(one, choice, after.get, now):
            after[outcome.pc.id] = outcome.pc
    return after

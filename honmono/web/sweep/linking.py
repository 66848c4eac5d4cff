"""Whose scan is it?  By the machine's numbers, else by its name; else nobody's.

    host:TKY-PC014, one PC is called so                       that PC
    host:TKY-PC014, two are; serial:5CG1234XYZ is of one      that one
    host:NEW-NAME, serial:5CG1234XYZ                          the PC of that number
    host:TKY-PC014, serial:OTHER, and ours has another        nobody's: two machines
    name:TANAKA-NO-MACBOOK-AIR, and ours is the …-PRO         nobody's: two machines

What is nobody's is told beside the list, and nobody may say `all PCs` meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from honmono.sweep.marks import LASTING, WHOLE
from honmono.web.sweep.models import PcMark, Scan, ScanMark

AT_ONCE: Final = 500
"""Values of one question; SQLite takes a bounded number."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scan says of its machine."""

    mark: str
    ids: tuple[str, ...] = ()


class Marks:
    """Which PCs answer to some marks, as it is now."""

    def __init__(self, seen: Iterable[Seen]) -> None:
        self._by_mark = defaultdict[str, set[int]](set)
        self._ids = defaultdict[int, set[str]](set)
        all_ = list(seen)
        wanted = {m for one in all_ for m in (one.mark, *one.ids)} - {""}
        for mark, pc in _asked(wanted):
            self._by_mark[mark].add(pc)
        if any(one.ids for one in all_):
            self._look_at_ids({pc for pcs in self._by_mark.values() for pc in pcs})

    def pc_of(self, seen: Seen) -> int | None:
        """Row of its PC; None: nobody's, or of more than one."""
        named = self._called(seen)
        ids = [mark for mark in seen.ids if not mark.startswith(WHOLE)]
        numbered = {pc for m in ids for pc in self._by_mark.get(m, ())}
        if numbered:
            fitting = named & numbered if named else numbered
            return next(iter(fitting)) if len(fitting) == len(numbered) == 1 else None
        fitting = {pc for pc in named if not self._is_another(pc, ids)}
        # Of two with one name the one without a number may be meant as well.
        return next(iter(fitting)) if len(fitting) == len(named) == 1 else None

    def _called(self, seen: Seen) -> set[int]:
        """Those of its name; of two that begin alike the one whose whole name it is."""
        named = self._by_mark.get(seen.mark, set()) if seen.mark else set[int]()
        whole = next((m for m in seen.ids if m.startswith(WHOLE)), "")
        if not whole:
            return named
        cut = {pc for pc in named if not self._has(pc, WHOLE)}
        return self._by_mark.get(whole, set()) or cut

    def _has(self, pc: int, kind: str) -> bool:
        return any(mark.startswith(kind) for mark in self._ids.get(pc, ()))

    def _is_another(self, pc: int, ids: Sequence[str]) -> bool:
        """Does the PC have a number of the same kind, and none of these?"""
        kinds = {mark.partition(":")[0] for mark in ids} - {"asset"}
        return any(m.partition(":")[0] in kinds for m in self._ids.get(pc, ()))

    def _look_at_ids(self, pcs: Collection[int]) -> None:
        for some in pieces(sorted(pcs)):
            rows = PcMark.objects.filter(pc__in=some).values_list("pc_id", "mark")
            for pc, mark in rows:
                if mark.partition(":")[0] in LASTING or mark.startswith(WHOLE):
                    self._ids[pc].add(mark)


def link(marks: Collection[str]) -> set[int]:
    """Find the PC of every scan with one of these marks anew.

    Returns:
        The PCs that have lost or won a scan.

    """
    touched = set[int]()
    for some in pieces(sorted(set(marks) - {""})):
        found = {
            row.pk: row for row in Scan.objects.filter(mark__in=some).defer("value")
        }
        numbered = Scan.objects.filter(numbers__mark__in=some).defer("value")
        found |= {row.pk: row for row in numbered}
        touched |= _link(list(found.values()))
    return touched


def _link(rows: list[Scan]) -> set[int]:
    ids = defaultdict[int, list[str]](list)
    for some in pieces([row.pk for row in rows]):
        marks = ScanMark.objects.filter(scan__in=some).order_by("pk")
        for scan, mark in marks.values_list("scan_id", "mark"):
            ids[scan].append(mark)
    seen = {row.pk: Seen(row.mark, tuple(ids.get(row.pk, ()))) for row in rows}
    known, touched = Marks(seen.values()), set[int]()
    changed = []
    for row in rows:
        pc = known.pc_of(seen[row.pk])
        if pc != row.pc_id:
            touched |= {one for one in (pc, row.pc_id) if one is not None}
            row.pc_id = pc
            changed.append(row)
    Scan.objects.bulk_update(changed, ["pc"], batch_size=AT_ONCE)
    return touched


def pieces(values: Sequence[T], most: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """So many at once."""
    for start in range(0, len(values), most):
        yield values[start : start + most]


def _asked(marks: Collection[str]) -> Iterator[tuple[str, int]]:
    for some in pieces(sorted(marks)):
        yield from PcMark.objects.filter(mark__in=some).values_list("mark", "pc_id")

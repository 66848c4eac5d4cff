"""Rows of one list that are about one PC: they count once, and are told.

line 4  TKY-PC014  serial 5CG1      line 19  TKY-PC014  5CG1     one PC
line 4  TKY-PC014  serial 5CG1      line 19  TKY-PC020  5CG1     somebody must say
line 4  TOKYO-SALES-PC-01           line 19  TOKYO-SALES-PC-02   two; NetBIOS cuts both
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from honmono.sweep.inventory._core import Field, Listed, Trouble
from honmono.sweep.inventory.matching import (
    Known,
    contradicts,
    fillers,
    lasting,
    name_key,
    same_name,
)
from honmono.sweep.marks import host_mark


@dataclass(frozen=True, slots=True)
class Folded:
    """A list in which each row is about a PC of its own, as far as that can be told."""

    rows: tuple[Listed, ...]
    disputed: tuple[tuple[Listed, Listed, frozenset[str]], ...]
    """A row, the earlier one of another name that has the same numbers, and these."""

    troubles: tuple[Trouble, ...]


def folded(rows: Sequence[Listed], known: Known) -> Folded:
    """Fold rows about one PC into the first; those that keep a PC's name go first."""
    empty = fillers(rows)
    bare = [_without(row, empty) for row in rows]
    folder = _Folder(empty)
    kept = {mark for row in bare for mark in _kept(row, known)}
    for row in sorted(bare, key=lambda row: (_is_other(row, kept, known), row.line)):
        folder.take(row)
    return folder.folded(known)


def _without(row: Listed, marks: frozenset[str]) -> Listed:
    if not marks & set(row.pc.ids):
        return row
    ids = tuple(mark for mark in row.pc.ids if mark not in marks)
    return replace(row, pc=replace(row.pc, ids=ids))


def _kept(row: Listed, known: Known) -> frozenset[str]:
    """Its numbers that are those of the PC which it calls by its name."""
    pc = known.by_numbers(row.pc.ids).pc
    if pc is None or not same_name(pc.host, row.pc.host):
        return frozenset()
    return lasting(row.pc.ids) & lasting(pc.ids)


def _is_other(row: Listed, kept: set[str], known: Known) -> bool:
    """Another row has its number under the name that the PC has."""
    return not kept.isdisjoint(lasting(row.pc.ids)) and not _kept(row, known)


class _Folder:
    """Takes rows one by one."""

    def __init__(self, empty: frozenset[str]) -> None:
        self._rows: dict[int, Listed] = {}
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_mark: dict[str, int] = {}
        self._disputed: list[tuple[Listed, int, frozenset[str]]] = []
        self._troubles = [
            Trouble(0, "number-of-many", {"mark": mark}) for mark in sorted(empty)
        ]

    def take(self, row: Listed) -> None:
        """Fold it into an earlier row, or keep it."""
        first = self._with_number(row)
        if first is not None:
            if same_name(self._rows[first].pc.host, row.pc.host):
                self._fold(first, row)
            else:
                shared = lasting(row.pc.ids) & lasting(self._rows[first].pc.ids)
                self._disputed.append((row, first, shared))
            return
        name = name_key(row.pc.host)
        for other in sorted(self._by_name[name]):
            if not contradicts(self._rows[other].pc.ids, row.pc.ids):
                self._fold(other, row)
                return
        self._tell_names(row, name)
        self._rows[row.line] = row
        self._index(row, row.line)

    def folded(self, known: Known) -> Folded:
        """What came of it, by line."""
        rows, disputed = dict(self._rows), []
        troubles = list(self._troubles)
        for row, first, shared in sorted(self._disputed, key=lambda d: d[0].line):
            if self._is_former(row, known):
                troubles.append(Trouble(row.line, "double", {"first": str(first)}))
            else:
                disputed.append((row, rows[first], shared))
        ordered = tuple(sorted(rows.values(), key=lambda row: row.line))
        troubles.sort(key=lambda trouble: trouble.line)
        return Folded(ordered, tuple(disputed), tuple(troubles))

    def _with_number(self, row: Listed) -> int | None:
        found = (self._by_number.get(mark) for mark in sorted(lasting(row.pc.ids)))
        return next((line for line in found if line is not None), None)

    def _fold(self, first: int, row: Listed) -> None:
        """What the upper of two lines does not say, the lower may."""
        one, more = sorted((self._rows[first], row), key=lambda each: each.line)
        given = {
            field.value: getattr(more.pc, field.value)
            for field in more.said - one.said
            if field in _FOLDED
        }
        ids = tuple(dict.fromkeys((*one.pc.ids, *more.pc.ids)))
        host = max(one.pc.host, more.pc.host, key=lambda name: len(name_key(name)))
        pc = replace(one.pc, host=host, ids=ids, **given)
        self._rows[first] = replace(one, pc=pc, said=one.said | more.said)
        self._index(row, first)
        self._troubles.append(Trouble(more.line, "double", {"first": str(one.line)}))

    def _index(self, row: Listed, line: int) -> None:
        for mark in lasting(row.pc.ids):
            self._by_number.setdefault(mark, line)
        if line == row.line:
            self._by_name[name_key(row.pc.host)].append(line)
            if mark := host_mark(row.pc.host):
                self._by_mark.setdefault(mark, line)

    def _tell_names(self, row: Listed, name: str) -> None:
        values = {"name": row.pc.host}
        if self._by_name[name]:
            values["first"] = str(self._by_name[name][0])
            self._troubles.append(Trouble(row.line, "name-twice", values))
        elif (first := self._by_mark.get(host_mark(row.pc.host))) is not None:
            values["first"] = str(first)
            self._troubles.append(Trouble(row.line, "netbios-twice", values))

    def _is_former(self, row: Listed, known: Known) -> bool:
        """Somebody has said before that it is an earlier name."""
        pc = known.by_numbers(row.pc.ids).pc
        return pc is not None and any(same_name(n, row.pc.host) for n in pc.names)


_FOLDED = (
    *(Field.OFFICE, Field.USER, Field.KIND, Field.PRESENCE, Field.ABSENT_UNTIL),
    *(Field.OS, Field.NOTE, Field.INSTALLED),
)

"""Which PC is a row about?  By numbers that last, then by name.

serial 5CG1 is TKY-PC014's, the row says TKY-PC020     that PC, renamed
no number, the name is TKY-PC014's                     that PC
the name is TKY-PC014's, another serial number         somebody must say
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from honmono.sweep.inventory._core import Listed
from honmono.sweep.marks import LASTING, NETBIOS, host_mark
from honmono.sweep.pc import Pc

_FILLER: Final = 3
"""Rows of different names that share a number, from which on it says nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """The PC that a row is about; or why nobody can say."""

    pc: Pc | None = None
    why: str = ""
    candidates: tuple[Pc, ...] = ()


def name_key(host: str) -> str:
    """A whole name, comparable: NetBIOS names alone would make one of two PCs."""
    name = unicodedata.normalize("NFKC", host[:200]).strip().split("\\")[-1]
    return name.split(".")[0].rstrip("$").strip().upper()


def same_name(one: str, other: str) -> bool:
    """Is it one name, perhaps cut at the length that NetBIOS has?"""
    a, b = sorted((name_key(one), name_key(other)), key=len)
    return bool(a) and (a == b or (len(a) == NETBIOS and b.startswith(a)))


def lasting(ids: Iterable[str]) -> frozenset[str]:
    """Marks that stay when a system is installed anew."""
    return frozenset(mark for mark in ids if mark.partition(":")[0] in LASTING)


def fillers(rows: Sequence[Listed]) -> frozenset[str]:
    """Numbers that say nothing in this list, since many have them: `asset:貸出機`."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for mark in row.pc.ids:
            named[mark].add(name_key(row.pc.host))
    return frozenset(mark for mark, names in named.items() if len(names) >= _FILLER)


def contradicts(ids: Iterable[str], others: Iterable[str]) -> bool:
    """Do two have numbers of one kind that differ?  An asset tag may be stuck anew."""
    a, b = _by_kind(ids), _by_kind(others)
    return any(a[kind] != b[kind] for kind in a.keys() & b.keys())


def _by_kind(ids: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mark in lasting(ids):
        found[mark.partition(":")[0]].add(mark)
    return {kind: frozenset(marks) for kind, marks in found.items()}


class Known:
    """The PCs that are there, to be found by what they are known by."""

    def __init__(self, pcs: Iterable[Pc]) -> None:
        self.by_id = {pc.id: pc for pc in pcs}
        self._by_mark: defaultdict[str, list[Pc]] = defaultdict(list)
        for pc in self.by_id.values():
            for mark in pc.marks():
                self._by_mark[mark].append(pc)

    def by_numbers(self, ids: Iterable[str]) -> Match:
        """The PC with one of these lasting numbers; several are for a person."""
        marks = sorted(lasting(ids))
        found = {pc.id: pc for mark in marks for pc in self.called(mark)}
        if len(found) > 1:
            return Match(why="numbers-of-several", candidates=tuple(found.values()))
        return Match(next(iter(found.values()), None))

    def by_name(self, row: Listed, claimed: set[str]) -> Match:
        """The PC of that name; those that another row's numbers have claimed are others."""
        free = [
            pc for pc in self.called(host_mark(row.pc.host)) if pc.id not in claimed
        ]
        called = [pc for pc in free if same_name(pc.host, row.pc.host)]
        exact = [pc for pc in called if name_key(pc.host) == name_key(row.pc.host)]
        former = [
            pc
            for pc in free
            if pc not in called and any(same_name(n, row.pc.host) for n in pc.names)
        ]
        found = exact or called
        if not found:  # an old name, unless numbers say that it is another PC
            found = [pc for pc in former if not contradicts(row.pc.ids, pc.ids)]
        fitting = [pc for pc in found if not contradicts(row.pc.ids, pc.ids)]
        if len(fitting) == 1:
            return Match(fitting[0])
        if len(fitting) > 1:
            return Match(why="name-of-several", candidates=tuple(fitting))
        if found:
            return Match(why="same-name-other-numbers", candidates=tuple(found))
        return Match()

    def called(self, mark: str) -> tuple[Pc, ...]:
        """Those that answer to a name."""
        return tuple(self._by_mark.get(mark, ()))

    def told_apart(self, row: Listed, shared: frozenset[str]) -> Pc | None:
        """The one PC called so that has none of the numbers which another row shares."""
        found = [
            pc
            for pc in self.called(host_mark(row.pc.host))
            if name_key(pc.host) == name_key(row.pc.host)
            and shared.isdisjoint(pc.ids)
            and not contradicts(row.pc.ids, pc.ids)
        ]
        return found[0] if len(found) == 1 else None

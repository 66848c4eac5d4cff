"""Hosts in results that no list knows → a PC to add, or a PC under a new name.

TKY-PC020, serial 5CG1, which is TKY-PC014's      TKY-PC014 is called TKY-PC020 now
OSK-PC099 from Osaka's kit                        add it to Osaka
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from honmono.sweep.inventory.matching import Known, lasting, same_name
from honmono.sweep.inventory.naming import new_id
from honmono.sweep.inventory.updating import also_called
from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Pc
from honmono.sweep.scan import Scan


@dataclass(frozen=True, slots=True)
class Seen:
    """One scan of a host, and the office from which it came; empty: nobody knows."""

    scan: Scan
    office: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A host that no list knows."""

    host: str
    scans: int
    last: datetime | None
    products: tuple[str, ...]
    ids: tuple[str, ...]
    office: str
    """That of most of its results; a proposal."""

    renamed: tuple[str, ...]
    """Ids of PCs that have its numbers: with one, it is that PC under a new name."""

    ambiguous: tuple[str, ...] = ()
    """Ids of PCs that all answer to this name."""


def proposals(seen: Iterable[Seen], pcs: Iterable[Pc]) -> tuple[Proposal, ...]:
    """One for each host, by name."""
    known = Known(pcs)
    by_host: dict[str, list[Seen]] = {}
    for one in seen:
        by_host.setdefault(host_mark(one.scan.host), []).append(one)
    return tuple(
        _proposal(mark, by_host[mark], known) for mark in sorted(by_host) if mark
    )


def _proposal(mark: str, seen: list[Seen], known: Known) -> Proposal:
    ids = tuple(dict.fromkeys(i for one in seen for i in sorted(one.scan.ids)))
    match = known.by_numbers(ids)
    offices = Counter(one.office for one in seen if one.office).most_common(1)
    found = (match.pc,) if match.pc else match.candidates
    return Proposal(
        host=seen[-1].scan.host,
        scans=len(seen),
        last=max((one.scan.at for one in seen if one.scan.at), default=None),
        products=tuple(dict.fromkeys(one.scan.product for one in seen)),
        ids=ids,
        office=offices[0][0] if offices else "",
        renamed=tuple(pc.id for pc in found),
        ambiguous=tuple(pc.id for pc in known.called(mark) if _may_be(pc, seen)),
    )


def _may_be(pc: Pc, seen: list[Seen]) -> bool:
    """Of two long names that begin alike each is its own."""
    called = (pc.host, *pc.names)
    return any(same_name(name, one.scan.host) for name in called for one in seen)


def added(proposal: Proposal, office: str, taken: Container[str]) -> Pc:
    """A PC of the list, made of what its results say."""
    ids = () if proposal.renamed else proposal.ids
    pc = Pc(id="", host=proposal.host, office=office, ids=ids)
    return replace(pc, id=new_id(pc, taken))


def renamed(pc: Pc, proposal: Proposal) -> Pc:
    """The PC under its new name; the old one is kept."""
    names = also_called(replace(pc, host=proposal.host, names=pc.names), pc.host).names
    return _numbered(replace(pc, host=proposal.host, names=names), proposal)


def linked(pc: Pc, proposal: Proposal) -> Pc:
    """The PC, which is called so as well."""
    return _numbered(also_called(pc, proposal.host), proposal)


def _numbered(pc: Pc, proposal: Proposal) -> Pc:
    more = (mark for mark in proposal.ids if mark in lasting(proposal.ids))
    return replace(pc, ids=tuple(dict.fromkeys((*pc.ids, *more))))

"""What the pages of PCs read; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max, QuerySet

from honmono.sweep.coverage import State
from honmono.sweep.coverage.found import open_detections
from honmono.sweep.inventory import Office
from honmono.sweep.inventory.proposals import Proposal, Seen, proposals
from honmono.sweep.inventory.updating import changes
from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Kind, Released, pc_from_json
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.rule import Rule
from honmono.sweep.scan import scan_from_json
from honmono.text import LANGUAGES, harmless
from honmono.web.base.context import language
from honmono.web.base.searched import holding
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.sweep.models import Pc, PcChange, PcMark, PcState, Scan, Sweep
from honmono.web.sweep.selectors import kept_scans

_SCANS: Final = 50
"""Of one host that are read: its numbers stand in each."""


@dataclass(frozen=True, slots=True)
class PcLine:
    """One line of the list."""

    pc: PcValue
    office: str
    """What it is called."""

    state: str
    """Empty: nobody has judged it in this incident."""

    released: Released | None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a PC's history."""

    at: datetime
    by: str
    what: str
    fields: tuple[Any, ...]


def offices_of(case: Case) -> tuple[Office, ...]:
    """The offices of the organization, and what lists may call them."""
    return tuple(
        Office(one.id, tuple(one.name.in_language(each) for each in LANGUAGES))
        for one in incident_of(case).organization.offices
    )


def office_choices(case: Case) -> list[tuple[str, str]]:
    """Id and name of each office, in the language of the page."""
    offices = incident_of(case).organization.offices
    return [(one.id, one.name.in_language(language())) for one in offices]


def office_called(key: str, names: dict[str, str]) -> str:
    """What an office is called; its id where the organization has none of that id."""
    return names.get(key) or harmless(key, 80)


def found_pcs(
    case: Case, *, text: str = "", office: str = "", kind: str = "", state: str = ""
) -> QuerySet[Pc]:
    """PCs that fit; `office` `-`: those of none."""
    found = holding(Pc.objects.all(), "words", text)
    if office:
        found = found.filter(office="" if office == "-" else office)
    if kind == Kind.FIXED.value:  # what is usual is not written
        found = found.exclude(value__contains='"kind":"')
    elif kind in {each.value for each in Kind}:
        found = found.filter(value__contains=f'"kind":"{kind}"')
    if state == "out":
        found = found.filter(pcstate__sweep__case=case, pcstate__counted=False)
    elif state in {each.value for each in State}:
        found = found.filter(
            pcstate__sweep__case=case, pcstate__state=state, pcstate__counted=True
        )
    return found


def lines_of(case: Case, rows: Iterable[Pc], now: datetime) -> list[PcLine]:
    """Rows as the list shows them."""
    rows, names = list(rows), dict(office_choices(case))
    states = dict(
        PcState.objects.filter(sweep__case=case, pc__in=rows).values_list("pc", "state")
    )
    return [
        PcLine(
            value := pc_from_json(row.value),
            office_called(value.office, names),
            states.get(row.pk, ""),
            value.release(now),
        )
        for row in rows
    ]


def is_open(row: Pc, now: datetime) -> bool:
    """Was something found on it that nobody has handled, in any incident that is open?"""
    states = PcState.objects.filter(pc=row, sweep__case__closed=None)
    if states.filter(state=State.DETECTED.value).exists():
        return True
    if Sweep.objects.filter(case__closed=None).exists() and states.exists():
        return False
    scans = kept_scans([row.pk])[row.pk]
    return bool(open_detections(pc_from_json(row.value), scans, Rule(), now))


def history(row: Pc) -> list[Change]:
    """Its changes, the newest first, each with what differs."""
    after, found = pc_from_json(row.value), list[Change]()
    for one in PcChange.objects.filter(pc=row)[:200]:
        before = pc_from_json(one.before) if one.before else None
        fields = changes(before, after) if before else ()
        found.append(Change(one.at, one.by, one.what, fields))
        after = before or after
    return found


def others_with(marks: Sequence[str], but: str) -> list[str]:
    """Names of other PCs that are known by one of these."""
    found = PcMark.objects.filter(mark__in=list(marks)).exclude(pc__key=but)
    return sorted(set(found.values_list("pc__host", flat=True)[:5]))


def unlisted_marks() -> QuerySet[Any, Any]:
    """Hosts with results that no PC answers to, by mark."""
    return (
        Scan.objects.filter(pc=None)
        .exclude(mark="")
        .values("mark")
        .annotate(count=Count("id"), last=Max("at"))
        .order_by("mark")
    )


def nameless() -> int:
    """Results in which no host stands at all."""
    return Scan.objects.filter(pc=None, mark="").count()


@dataclass(frozen=True, slots=True)
class UnlistedHost:
    """A host with what may be done, for the page."""

    mark: str
    count: int
    last: datetime | None
    found: bool
    """Something was found on it."""

    proposal: Proposal
    pcs: tuple[PcValue, ...]
    """That it may be."""


def unlisted_hosts(rows: Iterable[dict[str, Any]]) -> list[UnlistedHost]:
    """What may be done with some of them; a constant number of questions."""
    rows = list(rows)
    marks = [row["mark"] for row in rows]
    seen, found = dict[str, list[Seen]](), set[str]()
    scans = Scan.objects.filter(pc=None, mark__in=marks).order_by("-at", "-id")
    for mark, hit, value, office in scans.values_list(
        "mark", "found", "value", "file__kit__office"
    ).iterator():
        some = seen.setdefault(mark, [])
        if hit:
            found.add(mark)
        if len(some) < _SCANS:
            some.append(Seen(scan_from_json(value), office or ""))
    ids = {i for some in seen.values() for one in some for i in one.scan.ids}
    pcs = _known_by([*marks, *sorted(ids)])
    by_id = {pc.id: pc for pc in pcs}
    made = {mark: proposals(some, pcs) for mark, some in seen.items()}
    return [
        UnlistedHost(
            row["mark"],
            row["count"],
            row["last"],
            row["mark"] in found,
            one,
            tuple(by_id[i] for i in dict.fromkeys((*one.renamed, *one.ambiguous))),
        )
        for row in rows
        for one in made.get(row["mark"], ())[:1]
    ]


def _known_by(marks: Sequence[str]) -> list[PcValue]:
    found = Pc.objects.filter(
        pk__in=PcMark.objects.filter(mark__in=marks[:5_000]).values("pc")
    )
    return [pc_from_json(value) for value in found.values_list("value", flat=True)]


def pc_called(text: str) -> Pc | None:
    """The one PC of this id or name; None where there is none, or several."""
    given = text.strip()[:200]
    if not given:
        return None
    row = Pc.objects.filter(key=given).first()
    if row is not None:
        return row
    found = list(Pc.objects.filter(marks__mark=host_mark(given) or "?").distinct()[:2])
    return found[0] if len(found) == 1 else None

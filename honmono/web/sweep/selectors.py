"""What pages and the command line read; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from honmono.sweep.coverage import State, Totals, Unlisted
from honmono.sweep.coverage.totals import of_counts
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, KeptScan, scan_from_json
from honmono.sweep.scan import Scan as ScanValue
from honmono.web.sweep.models import Pc, PcState, ReportFile, Scan, Sweep


def pcs() -> list[PcValue]:
    """Every PC of the list."""
    return [pc_from_json(value) for value in Pc.objects.values_list("value", flat=True)]


def kept_scans(pc_ids: Iterable[int]) -> dict[int, list[KeptScan]]:
    """The scans of some PCs, by row of the PC."""
    found: dict[int, list[KeptScan]] = {pc_id: [] for pc_id in pc_ids}
    rows = Scan.objects.filter(pc__in=list(found)).values_list(
        "pc_id", "value", "item", "file__sha256", "file__at"
    )
    for pc_id, value, item, sha256, at in rows:
        if pc_id is None:  # the filter leaves none out; the type does not know
            continue
        found[pc_id].append(KeptScan(scan_from_json(value), Evidence(sha256, item, at)))
    return found


def unlisted() -> tuple[Unlisted, ...]:
    """Hosts with results that no PC answers to, or several do."""
    rows = Scan.objects.filter(pc=None).values("mark").annotate(scans=Count("id"))
    marks = {row["mark"]: row["scans"] for row in rows.order_by("mark")}
    known = set(
        Pc.objects.filter(marks__mark__in=list(marks)).values_list(
            "marks__mark", flat=True
        )
    )
    return tuple(
        Unlisted(mark.partition(":")[2], count, ambiguous=mark in known)
        for mark, count in marks.items()
    )


def totals_of(sweep: Sweep, rule: Rule, offices: list[str], now: datetime) -> Totals:
    """How many of all, from what is kept of each PC."""
    rows = PcState.objects.filter(sweep=sweep, counted=True)
    counts: dict[str, Counter[State]] = {office: Counter() for office in offices}
    for office, state, count in rows.values_list("office", "state").annotate(
        count=Count("id")
    ):
        counts.setdefault(office, Counter())[State(state)] = count
    out = Pc.objects.filter(pcstate__sweep=sweep, pcstate__counted=False)
    left_out = tuple(
        pc_from_json(value) for value in out.values_list("value", flat=True)
    )
    return of_counts(counts, offices, unlisted(), left_out, rule, now)


def files(*, troubled: bool) -> QuerySet[ReportFile]:
    """The files of results, the newest first; all of them, or those with troubles."""
    rows = ReportFile.objects.defer("content").select_related("kit")
    return rows.filter(troubled=True) if troubled else rows


def file_counts() -> dict[str, int]:
    """How many files there are, and how many of them have troubles."""
    return ReportFile.objects.aggregate(
        all=Count("id"), troubled=Count("id", filter=Q(troubled=True))
    )


def scans_of(file: ReportFile, most: int) -> list[tuple[ScanValue, Pc | None]]:
    """The first scans of a file, each with the PC that it is of."""
    rows = Scan.objects.filter(file=file).select_related("pc").order_by("item")[:most]
    return [(scan_from_json(row.value), row.pc) for row in rows]

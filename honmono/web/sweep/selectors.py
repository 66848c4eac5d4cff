"""What pages and the command line read; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from honmono.sweep.coverage import State, Totals, Unlisted
from honmono.sweep.coverage.totals import of_counts
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, KeptScan, scan_from_json
from honmono.sweep.scan import Scan as ScanValue
from honmono.sweep.why import Why
from honmono.web.jobs.models import OPEN, Job
from honmono.web.sweep.linking import pieces
from honmono.web.sweep.models import Pc, PcMark, PcState, ReportFile, Scan, Sweep

READS: Final = ("sweep-import", "sweep-read", "sweep-folder")
"""Jobs that may bring news."""

_DONE: Final = (State.COVERED.value, State.EXCEPTION.value)


def pcs() -> list[PcValue]:
    """Every PC of the list."""
    return [pc_from_json(value) for value in Pc.objects.values_list("value", flat=True)]


def kept_scans(pc_ids: Iterable[int]) -> dict[int, list[KeptScan]]:
    """The scans of some PCs, by row of the PC."""
    found: dict[int, list[KeptScan]] = {pc_id: [] for pc_id in pc_ids}
    for some in pieces(list(found)):
        rows = Scan.objects.filter(pc__in=some).values_list(
            "pc_id", "value", "item", "file__sha256", "file__at"
        )
        for pc_id, value, item, sha256, at in rows:
            if pc_id is not None:  # the filter leaves none out; the type does not know
                evidence = Evidence(sha256, item, at)
                found[pc_id].append(KeptScan(scan_from_json(value), evidence))
    return found


def unlisted() -> tuple[Unlisted, ...]:
    """Hosts with results that no PC answers to, or several do."""
    rows = Scan.objects.filter(pc=None).values("mark").annotate(scans=Count("id"))
    marks = {row["mark"]: row["scans"] for row in rows.order_by("mark")}
    known = {
        mark
        for some in pieces(list(marks))
        for mark in PcMark.objects.filter(mark__in=some).values_list("mark", flat=True)
    }
    return tuple(
        Unlisted(mark.partition(":")[2], count, ambiguous=mark in known)
        for mark, count in marks.items()
    )


def totals_of(sweep: Sweep, rule: Rule, offices: list[str], now: datetime) -> Totals:
    """How many of all, from what is kept of each PC.

    While something still waits to be read or judged, that is one more reason why nobody
    may say `all PCs`.
    """
    rows = PcState.objects.filter(sweep=sweep, counted=True)
    counts: dict[str, Counter[State]] = {office: Counter() for office in offices}
    grouped = rows.order_by().values_list("office", "state").annotate(count=Count("id"))
    for office, state, count in grouped:
        counts.setdefault(office, Counter())[State(state)] = count
    out = Pc.objects.filter(pcstate__sweep=sweep, pcstate__counted=False)
    left_out = tuple(
        pc_from_json(value) for value in out.values_list("value", flat=True)
    )
    found = of_counts(counts, offices, unlisted(), left_out, rule, now)
    return replace(found, gaps=(*found.gaps, *_unsettled(sweep, now)))


def _unsettled(sweep: Sweep, now: datetime) -> Iterator[Why]:
    """What is still to be done before the numbers say how it is."""
    if not is_judged(sweep, now):
        yield Why("gap-judging")
    if is_reading():
        yield Why("gap-reading")


def is_judged(sweep: Sweep, now: datetime) -> bool:
    """Is every PC judged by the rule and the tables of now?"""
    from honmono.web.sweep.judging import basis  # it reads scans through this module

    overdue = PcState.objects.filter(sweep=sweep, until__lte=now)
    return sweep.judged_by == basis(sweep, now) and not overdue.exists()


def is_reading() -> bool:
    """Is there a file that nobody has read yet?"""
    waiting = ReportFile.objects.filter(waiting=True)
    jobs = Job.objects.filter(kind__in=READS, state__in=OPEN)
    return waiting.exists() or jobs.exists()


def tiles(
    sweep: Sweep, office: str, *, only_missing: bool = False
) -> QuerySet[PcState]:
    """The PCs of one office by name, as pages show them; `row` is JSON."""
    rows = PcState.objects.filter(sweep=sweep, counted=True, office=office)
    if only_missing:
        rows = rows.exclude(state__in=_DONE)
    return rows.order_by("host", "pc_id")


def files(*, troubled: bool) -> QuerySet[ReportFile]:
    """The files of results, the newest first; all of them, or those with troubles."""
    rows = ReportFile.objects.defer("content").select_related("kit")
    return rows.filter(troubled=True) if troubled else rows


def file_counts() -> dict[str, int]:
    """How many files there are, and how many of them have troubles."""
    return ReportFile.objects.aggregate(
        all=Count("id"), troubled=Count("id", filter=Q(troubled=True))
    )


def file_of(sha256: str) -> ReportFile | None:
    """The first that came with these bytes; they may be of several PCs."""
    rows = ReportFile.objects.filter(sha256=sha256).defer("content")
    return rows.order_by("pk").first()


def scans_of(file: ReportFile, most: int) -> list[tuple[ScanValue, Pc | None]]:
    """The first scans with the bytes of a file, each with the PC that it is of."""
    same = Scan.objects.filter(file__sha256=file.sha256).select_related("pc")
    rows = same.order_by("file", "item")[:most]
    return [(scan_from_json(row.value), row.pc) for row in rows]

"""What pages and the command line read; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from honmono.sweep.coverage import State, Totals, Unlisted
from honmono.sweep.coverage.totals import of_counts
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, KeptScan, Signature, scan_from_json
from honmono.sweep.scan import Scan as ScanValue
from honmono.sweep.why import Why
from honmono.web.cases.models import Case
from honmono.web.jobs.models import OPEN, Job
from honmono.web.sweep.basis import basis
from honmono.web.sweep.linking import pieces
from honmono.web.sweep.models import Kit, Pc, PcMark, PcState, ReportFile, Scan, Sweep

READS: Final = ("sweep-import", "sweep-read", "sweep-folder")
"""Jobs that may bring news."""


def pcs() -> list[PcValue]:
    """Every PC of the list."""
    return [pc_from_json(value) for value in Pc.objects.values_list("value", flat=True)]


def kept_scans(pc_ids: Iterable[int]) -> dict[int, list[KeptScan]]:
    """The scans of some PCs, by row of the PC."""
    found: dict[int, list[KeptScan]] = {pc_id: [] for pc_id in pc_ids}
    offices = dict(Kit.objects.exclude(office="").values_list("name", "office"))
    for some in pieces(list(found)):
        rows = Scan.objects.filter(pc__in=some).values_list(
            "pc_id", "value", "item", "file__sha256", "file__at", "file__kit__name"
        )
        for pc_id, value, item, sha256, at, kit in rows:
            if pc_id is not None:  # the filter leaves none out; the type does not know
                scan = scan_from_json(value)
                signed = scan.signature is Signature.GOOD
                name = scan.unknown.get("kit", "") if signed else kit
                evidence = Evidence(sha256, item, at, offices.get(name or "", ""))
                found[pc_id].append(KeptScan(scan, evidence))
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

    A PC that nobody has judged yet is counted as one that nobody has seen.  While something
    still waits to be read or judged, that is one more reason why nobody may say `all PCs`.
    """
    rows = PcState.objects.filter(sweep=sweep, counted=True)
    counts: dict[str, Counter[State]] = {office: Counter() for office in offices}
    # Of whole rows, so that an index answers without the table.
    grouped = rows.order_by().values_list("office", "state").annotate(count=Count("*"))
    for office, state, count in grouped:
        counts.setdefault(office, Counter())[State(state)] = count
    out = Pc.objects.filter(pcstate__sweep=sweep, pcstate__counted=False)
    left_out = tuple(
        pc_from_json(value) for value in out.values_list("value", flat=True)
    )
    judged = sum(states.total() for states in counts.values()) + len(left_out)
    if judged != Pc.objects.count():  # the dear question only where it has an answer
        new = Pc.objects.exclude(pcstate__sweep=sweep).order_by().values_list("office")
        for office, count in new.annotate(count=Count("id")):
            counts.setdefault(office, Counter())[State.NOT_SEEN] += count
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
    overdue = PcState.objects.filter(sweep=sweep, until__lte=now)
    return sweep.judged_by == basis(sweep, now) and not overdue.exists()


def is_reading() -> bool:
    """Is there a file that nobody has read yet?"""
    jobs = Job.objects.filter(kind__in=READS, state__in=OPEN)
    return is_waiting() or jobs.exists()


def is_waiting() -> bool:
    """Is there a file that is kept and that no job has read?

    With an order the index of these files answers; without one all files are looked at.
    """
    rows = ReportFile.objects.filter(waiting=True).order_by("pk").values_list("pk")
    return bool(rows[:1])


@dataclass(frozen=True, slots=True)
class Swept:
    """How far a sweep is, as it was last judged."""

    total: int
    covered: int
    detected: int
    settled: bool
    """Nothing waits to be read or judged."""


def swept(case: Case, now: datetime) -> Swept | None:
    """The numbers of the board, cheap; None: there is no PC and no result."""
    sweep = Sweep.objects.filter(case=case).first()
    if sweep is None:
        return None
    rows = PcState.objects.filter(sweep=sweep, counted=True).order_by()
    states = dict(rows.values_list("state").annotate(count=Count("*")))
    settled = is_judged(sweep, now) and not is_reading()
    if not states and settled:
        return None
    covered, detected = (
        states.get(s.value, 0) for s in (State.COVERED, State.DETECTED)
    )
    return Swept(sum(states.values()), covered, detected, settled)


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

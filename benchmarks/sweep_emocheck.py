"""EmoCheck's reports, whole and damaged: read right, not read, or read wrong.

    python -m benchmarks.sweep_emocheck

A whole report is right when everything of it is: outcome, PC, time, version, processes.  A
damaged one is right by its outcome, since a flipped digit of a time is a time.  `Not read`
is every answer but clean and found.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from benchmarks import emocheck_damage as damage
from benchmarks.bars import Result
from benchmarks.emocheck_reports import Report, whole
from honmono.sweep.importers import ReportFile, read
from honmono.sweep.scan import Outcome, Scan

SEED: Final = 8
ROUNDS: Final = 2
"""Of whole reports."""

EACH: Final = 3
"""Damaged ones of each kind for each whole one."""

CUT: Final = 20
"""Whole reports that are cut at every byte."""

ZONE: Final = ZoneInfo("Asia/Tokyo")
RIGHT, UNREAD, FALSE_CLEAN, FALSE_FOUND = (
    "right",
    "not read",
    "false clean",
    "false found",
)
Counts = dict[str, Counter[str]]


def measure(work: Path) -> Iterator[Result]:
    """Every bar of EmoCheck's reports."""
    del work
    yield from results(*counted(_draw()))


def counted(
    draw: random.Random, *, rounds: int = ROUNDS, each: int = EACH, cut: int = CUT
) -> tuple[Counter[str], Counts]:
    """How whole reports were read, and by kind of damage how damaged ones."""
    reports = list(whole(draw, rounds))
    told = Counter(told_whole(report) for report in reports)
    counts: Counts = {}
    for report in damaged(reports, draw, each=each, cut=cut):
        counts.setdefault(report.damage, Counter())[told_damaged(report)] += 1
    return told, counts


def results(told: Counter[str], counts: Counts) -> Iterator[Result]:
    """As rows of the exam."""
    yield Result(
        "EmoCheck: undamaged reports, everything right",
        "all",
        f"{told[RIGHT]:,} of {told.total():,}",
        told[RIGHT] == told.total(),
    )
    total = sum(counts.values(), Counter[str]())
    wrong = total[FALSE_CLEAN] + total[FALSE_FOUND]
    yield Result(
        "EmoCheck: damaged reports, right or not read; false clean, false found",
        "all; 0, 0",
        f"{total.total() - wrong:,} of {total.total():,} ({total[RIGHT]:,} right, "
        f"{total[UNREAD]:,} not read); {total[FALSE_CLEAN]}, {total[FALSE_FOUND]}",
        wrong == 0,
    )


def damaged(
    reports: list[Report], draw: random.Random, *, each: int, cut: int
) -> Iterator[Report]:
    """Each whole report with every kind of damage."""
    for report in draw.sample(reports, min(cut, len(reports))):
        yield from damage.cuts(report)
    for report in reports:
        for _ in range(each):
            for kind in damage.SIMPLE:
                yield kind(report, draw)
            for made in (
                damage.mixed(report, draw.choice(reports), draw),
                damage.odd_path(report, draw),
                damage.twice(report, draw),
            ):
                if made is not None:
                    yield made


def told_whole(report: Report) -> str:
    """Is everything of it as it was written?"""
    scans = scans_of(report)
    if len(scans) == 1 and _is_right(scans[0], report):
        return RIGHT
    answer = told_damaged(report)
    return "something wrong" if answer == RIGHT else answer


def told_damaged(report: Report) -> str:
    """Was its outcome told, not told, or told wrong?"""
    outcomes = {scan.outcome for scan in scans_of(report)}
    if Outcome.FOUND in outcomes:
        return RIGHT if report.hits else FALSE_FOUND
    if Outcome.CLEAN in outcomes:
        return FALSE_CLEAN if report.hits else RIGHT
    return UNREAD


def scans_of(report: Report) -> tuple[Scan, ...]:
    """What the importers read of it."""
    received = datetime(2030, 1, 1, tzinfo=UTC)
    return read(ReportFile(report.name, report.data, received, ZONE)).scans


def _is_right(scan: Scan, report: Report) -> bool:
    hits = tuple((f"Emotet: {hit.name}", hit.path) for hit in report.hits)
    pids = tuple(f"running, pid {hit.pid}" for hit in report.hits)
    return (
        scan.outcome is (Outcome.FOUND if report.hits else Outcome.CLEAN)
        and (scan.host, scan.started) == (report.host, report.time)
        and scan.product_version == report.version
        and tuple((one.name, one.path) for one in scan.detections) == hits
        and tuple(one.action for one in scan.detections) == pids
        and not scan.defects
    )


def _draw() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same reports each time


def main() -> None:
    """Print every count."""
    told, counts = counted(_draw())
    columns = (RIGHT, UNREAD, FALSE_CLEAN, FALSE_FOUND)
    table = Table("damage", "reports", *columns, title="EmoCheck's reports")
    table.add_row("none", f"{told.total():,}", *(f"{told[c]:,}" for c in columns))
    for kind, count in sorted(counts.items()):
        table.add_row(kind, f"{count.total():,}", *(f"{count[c]:,}" for c in columns))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()

"""Counts of scanned PCs that do not fit themselves.

coverage[0].detected (c)   40 detected of 31 that there are

What was found is believed of any scan, so it may be on a PC that is not covered.

Whether anybody may say "all PCs" is told by the warnings of the playbooks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from honmono.incident.case.checks._core import Problem, World, error
from honmono.incident.case.coverage import Coverage
from honmono.incident.case.incident import Incident


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold the numbers of each count against each other."""
    del world
    for n, coverage in enumerate(incident.coverage):
        yield from _one(coverage, f"coverage[{n}]")


def _one(coverage: Coverage, place: str) -> Iterator[Problem]:
    totals = [office.total for office in coverage.offices if office.total is not None]
    counted = len(totals) == len(coverage.offices)
    if coverage.detected is not None and counted and coverage.detected > sum(totals):
        values = {"detected": coverage.detected, "total": sum(totals)}
        yield error("detected-too-many", f"{place}.detected", coverage.id, **values)
    times = Counter(office.office for office in coverage.offices)
    for name, count in times.items():
        if count > 1:
            shown = name or "-"
            yield error("office-twice", f"{place}.offices", coverage.id, name=shown)
    if None in times and len(times) > 1:
        yield error("office-in-whole", f"{place}.offices", coverage.id)

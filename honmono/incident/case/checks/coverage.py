"""Scans of which more is said than was counted.

    events[2] (scan)   tells of a scan of all PCs; on record are 28 of 31

"All PCs" may be said when every PC of every office was looked at, and when somebody has
counted them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from honmono.incident.case.checks._core import Problem, World, error, warning
from honmono.incident.case.coverage import Coverage
from honmono.incident.case.incident import Incident


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold each count against the others, and what is told against the last count."""
    del world
    offices = {office.id for office in incident.organization.offices}
    for n, coverage in enumerate(incident.coverage):
        yield from _one(coverage, f"coverage[{n}]", offices)
    newest = _newest(incident)
    if newest is None or newest.is_complete:
        return
    for n, event in enumerate(incident.events):
        if event.kind == "scan_all_pcs" and event.scope is None:
            yield warning("says-all-pcs", f"events[{n}]", event.id, **_counts(newest))
    for n, measure in enumerate(incident.measures):
        done = measure.done or measure.is_done
        if measure.kind == "all-pcs-scanned" and done and measure.scope is None:
            place = f"measures[{n}]"
            yield warning("says-all-pcs", place, measure.id, **_counts(newest))


def _one(coverage: Coverage, place: str, offices: set[str]) -> Iterator[Problem]:
    covered = sum(office.covered for office in coverage.offices)
    if coverage.detected is not None and coverage.detected > covered:
        values = {"detected": coverage.detected, "covered": covered}
        yield error("detected-too-many", f"{place}.detected", coverage.id, **values)
    times = Counter(office.office for office in coverage.offices)
    for name, count in times.items():
        if count > 1:
            shown = name or "-"
            yield error("office-twice", f"{place}.offices", coverage.id, name=shown)
    if None in times and len(times) > 1:
        yield error("office-in-whole", f"{place}.offices", coverage.id)
    missing = sorted(offices - times.keys()) if None not in times else []
    if missing and coverage.offices:
        names = ", ".join(missing)
        yield warning("offices-missing", f"{place}.offices", coverage.id, names=names)
    if coverage.is_complete and coverage.exceptions:
        yield warning("all-with-exceptions", f"{place}.exceptions", coverage.id)


def _newest(incident: Incident) -> Coverage | None:
    """The last count with numbers; a count without a day comes first."""
    counted = [one for one in incident.coverage if one.offices]
    dated = [one for one in counted if one.as_of]
    last = max(
        dated, key=lambda one: one.as_of.order() if one.as_of else (), default=None
    )
    return last or next(iter(reversed(counted)), None)


def _counts(coverage: Coverage) -> dict[str, object]:
    totals = [office.total for office in coverage.offices]
    known = [total for total in totals if total is not None]
    return {
        "covered": sum(office.covered for office in coverage.offices),
        "total": sum(known) if len(known) == len(totals) else "?",
    }

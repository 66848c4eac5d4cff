"""What cannot be so, and what somebody should look at, each with its place.

    incident, world ──▶ ALL ──▶ Problem(severity, code, place, record, …)

A check is one question to the whole incident.  It changes nothing, and what it finds is
told to whoever works on the incident, never to a reader of a document.
"""

from typing import Final

from honmono.incident.case.checks import (
    accounts,
    coverage,
    cycles,
    dates,
    evidence,
    hypotheses,
    kinds,
    lists,
    references,
    tasks,
)
from honmono.incident.case.checks._core import (
    Check,
    ListState,
    Problem,
    Severity,
    World,
)
from honmono.incident.case.incident import Incident

ALL: Final[tuple[Check, ...]] = (
    references.check,
    cycles.check,
    dates.check,
    tasks.check,
    hypotheses.check,
    coverage.check,
    accounts.check,
    evidence.check,
    lists.check,
    kinds.check,
)
"""Every check, in the order in which people see what it finds."""


def problems(incident: Incident, world: World) -> tuple[Problem, ...]:
    """All that is wrong; errors first."""
    found = [problem for check in ALL for problem in check(incident, world)]
    return tuple(sorted(found, key=lambda one: one.severity is Severity.WARNING))


__all__ = ["ALL", "ListState", "Problem", "Severity", "World", "problems"]

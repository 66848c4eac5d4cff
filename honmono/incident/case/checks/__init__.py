"""What cannot be so, and what somebody should look at, each with its place.

    incident, world ──▶ ALL ──▶ Problem(severity, code, place, record, …)

A check is one question to the whole incident.  It changes nothing, and what it finds is
told to whoever works on the incident, never to a reader of a document.
"""

from itertools import islice
from typing import Final

from honmono.incident.case.checks import (
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
    Title,
    World,
)
from honmono.incident.case.checks._fresh import made_by_the_change
from honmono.incident.case.incident import Incident

ALL: Final[tuple[Check, ...]] = (
    references.check,
    cycles.check,
    dates.check,
    tasks.check,
    hypotheses.check,
    coverage.check,
    evidence.check,
    lists.check,
    kinds.check,
)
"""Every check, in the order in which people see what it finds."""

MOST: Final = 1_000
"""Problems of one check: nobody reads more of them, and some take long to word."""


def problems(incident: Incident, world: World) -> tuple[Problem, ...]:
    """What is wrong, errors first; of each check at most `MOST` problems."""
    found = [p for check in ALL for p in islice(check(incident, world), MOST)]
    return tuple(sorted(found, key=lambda one: one.severity is Severity.WARNING))


def fresh(before: Incident, after: Incident, world: World) -> tuple[Problem, ...]:
    """What a change makes wrong that was not wrong before it."""
    return made_by_the_change(problems(before, world), problems(after, world))


__all__ = [
    "ALL",
    "ListState",
    "Problem",
    "Severity",
    "Title",
    "World",
    "fresh",
    "problems",
]

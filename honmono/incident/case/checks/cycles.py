"""Tasks that wait for each other, so that none of them can begin.

tasks[1].after (warn)   scan → warn → scan
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case.checks._core import Problem, World, error
from honmono.incident.case.incident import Incident
from honmono.incident.case.playbooks import circles


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Name the tasks of each circle."""
    del world
    places = {task.id: n for n, task in enumerate(incident.tasks)}
    for circle in circles(incident):
        path = " → ".join((*circle, circle[0]))
        place = f"tasks[{places[circle[0]]}].after"
        yield error("cycle", place, circle[0], path=path)

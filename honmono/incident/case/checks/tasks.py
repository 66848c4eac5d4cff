"""Tasks that are due or done before what they wait for; dropped and done at once.

tasks[3].due (warn-partner)   is due on 05-18, before `keep-evidence` for which it waits

A task that was done while what it waits for is open is told by the playbooks' warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from honmono.incident.case.checks._core import (
    Problem,
    World,
    error,
    is_after,
    warning,
)
from honmono.incident.case.incident import Incident
from honmono.incident.case.questions import Task


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold each task against those that it waits for."""
    del world
    zone = ZoneInfo(incident.organization.timezone)
    tasks = {task.id: task for task in incident.tasks}
    for n, task in enumerate(incident.tasks):
        place = f"tasks[{n}]"
        if task.done and task.dropped:
            yield error("done-and-dropped", place, task.id)
        for name in task.after:
            needed = tasks.get(name)
            if needed is not None and needed is not task:
                yield from _pair(task, needed, place, zone)


def _pair(task: Task, needed: Task, place: str, zone: ZoneInfo) -> Iterator[Problem]:
    if is_after(needed.due, task.due, zone):
        values = {"due": task.due, "name": needed.id, "other": needed.due}
        yield warning("due-too-early", f"{place}.due", task.id, **values)
    if task.done is None or needed.done is None:
        return
    if is_after(needed.done.when, task.done.when, zone):
        values = {"when": task.done.when, "name": needed.id, "other": needed.done.when}
        yield warning("done-too-early", f"{place}.done", task.id, **values)

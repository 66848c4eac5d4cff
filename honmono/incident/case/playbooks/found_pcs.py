"""Something was found on PCs → what to do with them, in the order that keeps evidence.

    TKY-PC003, OSK-PC011   t-isolate-pc    about TKY-PC003, OSK-PC011
                           t-keep-evidence after t-isolate-pc …
    the same again         nothing
    NGO-PC002 as well      t-isolate-pc is done: t-isolate-pc-2 about NGO-PC002

One set of tasks, however many PCs.  The rows are those of the playbook of stolen mail; a
task that an incident has already is told which PCs it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from honmono.incident.case._core import Source
from honmono.incident.case.incident import Incident
from honmono.incident.case.playbooks._core import TaskRow, tasks
from honmono.incident.case.playbooks.starting import Names, aware_day, due_of
from honmono.incident.case.playbooks.steps import is_open
from honmono.incident.case.questions import Task

OF_EACH_PC: Final = (
    *("isolate-pc", "keep-evidence", "list-mailbox", "change-passwords"),
    *("look-for-more-malware", "wipe-pc"),
)
"""Done with each of them."""

OF_ALL: Final = (
    *("scan-all-pcs", "watch-traffic", "warn-contacts"),
    *("check-duties", "report-to-authority"),
)
"""Done once, however many there are."""


def tasks_for_pcs(incident: Incident, pcs: Sequence[str]) -> Incident:
    """The incident with everything that must be done about these PCs.

    Args:
        incident: what is there stays; a task that is done is not opened again.
        pcs: their names; empty: nothing is to be done.

    """
    if not pcs:
        return incident
    wanted = [tasks()[kind] for kind in (*OF_EACH_PC, *OF_ALL)]
    names, day = Names(incident), aware_day(incident)
    asked = {q.kind: q.id for q in incident.questions}
    for row in sorted(wanted, key=lambda row: row.step):
        here = [task for task in incident.tasks if task.kind == row.kind]
        told = {name for task in here for name in task.about}
        missing = tuple(name for name in dict.fromkeys(pcs) if name not in told)
        if row.kind in OF_ALL:
            if here:
                continue
            missing = ()
        elif not missing:
            continue
        waiting = next((task for task in here if is_open(task)), None)
        if waiting is not None:
            about = (*waiting.about, *missing)
            new = waiting.model_copy(update={"about": about})
        else:
            new = Task(
                id=names.free(f"t-{row.kind}"),
                source=Source.MACHINE,
                kind=row.kind,
                due=due_of(row, day),
                after=tuple(_before(row, incident.tasks)),
                question=asked.get(row.question) if row.question else None,
                about=missing,
            )
        incident = incident.put("tasks", new)
    return incident


def _before(row: TaskRow, there: Iterable[Task]) -> Iterable[str]:
    """What must be done before: the newest task of each kind."""
    newest = {task.kind: task.id for task in there}
    return (newest[kind] for kind in row.after if kind in newest)

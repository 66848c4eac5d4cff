"""What is to do: overdue first, then ready, waiting, done, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.incident.case.playbooks import words_of
from honmono.incident.case.questions import Task

_ORDER: Final = ("overdue", "ready", "waiting", "done", "dropped")


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every task with its state."""
    done = {task.id for task in incident.tasks if task.done or task.dropped}
    states = {task.id: state_of(task, done, reader) for task in incident.tasks}
    for task in sorted(incident.tasks, key=lambda t: _ORDER.index(states[t.id])):
        state = states[task.id]
        waits = [name for name in task.after if name not in done]
        yield Line(
            head=reader.say(f"task-{state}"),
            text=title_of(task, reader),
            id=task.id,
            notes=reader.notes(
                task,
                reader.say("due", when=reader.when(task.due)) if task.due else "",
                reader.say("owner", who=task.owner) if task.owner else "",
                reader.say("waits-for", names=reader.listed(waits)) if waits else "",
                reader.say(
                    "done-by", when=reader.when(task.done.when), who=task.done.by
                )
                if task.done
                else "",
                reader.words(task.dropped),
            ),
        )


def state_of(task: Task, done: set[str], reader: Reader) -> str:
    """Overdue counts also while it waits: somebody must hurry."""
    if task.done:
        return "done"
    if task.dropped:
        return "dropped"
    if reader.is_past(task.due):
        return "overdue"
    return "ready" if done.issuperset(task.after) else "waiting"


def title_of(task: Task, reader: Reader) -> str:
    """Its own title, else the words of the playbook."""
    return reader.words(words_of(task))


VIEW = View("tasks", ("tasks",), lines)

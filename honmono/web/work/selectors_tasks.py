"""The board and the calendar of tasks, worked out of one incident."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.case.clocks import Clock, Holds, State
from honmono.incident.case.playbooks import (
    Readiness,
    Step,
    next_steps,
    reason_of,
    words_of,
)
from honmono.incident.case.playbooks._core import tasks as rows
from honmono.incident.case.questions import Task
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.selectors import fingerprint

NOBODY: Final = "-"
"""In the query: tasks that nobody has."""

COLUMNS: Final = ("overdue", "ready", "waiting", "stuck")
ENDED: Final = ("done", "dropped")
TONES: Final = {"overdue": "bad", "stuck": "warn", "done": "good", "dropped": "still"}
_ENDED_CLOCKS: Final = (State.MET, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Card:
    """A task on the board."""

    task: Task
    state: str
    title: str
    reason: str
    step: int | None
    """Of its playbook; None where somebody added it."""

    waits_for: tuple[Label, ...]
    on_record: tuple[Label, ...]
    shown: str

    @property
    def tone(self) -> str:
        """Class of its badge; the words say the same."""
        return TONES.get(self.state, "")

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Column:
    """Tasks of one state."""

    state: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day of the calendar."""

    text: str
    task: str
    """Id of a task; empty for a clock."""

    tone: str
    is_possible: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    day: date
    is_of_month: bool
    is_today: bool
    entries: tuple[Entry, ...]

    @property
    def weekday_key(self) -> str:
        """Key of its weekday's words; 0 is Monday."""
        return f"weekday-{self.day.weekday()}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month with whole weeks, Sunday first as calendars in Japan have it."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    undated: tuple[Card, ...]

    @property
    def before(self) -> str:
        """The month before: `2026-09`."""
        year, month = self.first.year, self.first.month
        return f"{year - (month == 1):04}-{(month - 2) % 12 + 1:02}"

    @property
    def after(self) -> str:
        """The month after."""
        year, month = self.first.year, self.first.month
        return f"{year + (month == 12):04}-{month % 12 + 1:02}"


def cards(incident: Incident, now: datetime, language: str) -> list[Card]:
    """Every task: open ones in the order of work, then what has ended."""
    steps = {step.task.id: step for step in next_steps(incident, now)}
    words = Labels(incident, language)
    made = [_card(step.task, step, words, language) for step in steps.values()]
    ended = [task for task in incident.tasks if task.id not in steps]
    return [*made, *(_card(task, None, words, language) for task in ended)]


def of_owner(found: Iterable[Card], owner: str) -> list[Card]:
    """Those of somebody; all where nobody is named."""
    if not owner:
        return list(found)
    wanted = None if owner == NOBODY else owner
    return [card for card in found if card.task.owner == wanted]


def owners(incident: Incident) -> list[str]:
    """Everybody who has a task."""
    return sorted({task.owner for task in incident.tasks if task.owner})


def columns(found: Iterable[Card], states: tuple[str, ...]) -> list[Column]:
    """Sorted by state; a state without tasks has no column."""
    listed = list(found)
    every = (
        Column(state, tuple(card for card in listed if card.state == state))
        for state in states
    )
    return [column for column in every if column.cards]


def month_of(
    first: date,
    found: Iterable[Card],
    clocks: Iterable[Clock],
    now: datetime,
    language: str,
) -> Month:
    """The calendar of a month: open tasks on their last day, clocks on theirs."""
    listed = [card for card in found if card.is_open]
    entries: dict[date, list[Entry]] = {}
    for day, entry in (*_of_clocks(clocks, language), *_of_tasks(listed)):
        entries.setdefault(day, []).append(entry)
    weeks = Calendar(firstweekday=6).monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Day(
                    day,
                    day.month == first.month,
                    day == now.date(),
                    tuple(entries.get(day, ())),
                )
                for day in week
            )
            for week in weeks
        ),
        tuple(card for card in listed if _last_day(card.task) is None),
    )


def month_named(text: str, now: datetime) -> date:
    """`2026-10` as its first day; what is no month is this one."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return now.date().replace(day=1)
    near = 1900 < first.year < 2900
    return first if near else now.date().replace(day=1)


def card_of(incident: Incident, name: str, now: datetime, language: str) -> Card | None:
    """One task; None where there is none of that name."""
    task = next((task for task in incident.tasks if task.id == name), None)
    if task is None:
        return None
    steps = {step.task.id: step for step in next_steps(incident, now)}
    return _card(task, steps.get(name), Labels(incident, language), language)


def waiting_for(incident: Incident, name: str, language: str) -> tuple[Label, ...]:
    """Tasks that wait for this one."""
    names = [task.id for task in incident.tasks if name in task.after]
    return Labels(incident, language).of(names)


def question_of(task: Task, incident: Incident, language: str) -> tuple[Label, ...]:
    """The question that a task helps to answer, where there is one."""
    return Labels(incident, language).of([task.question] if task.question else [])


def _card(task: Task, step: Step | None, words: Labels, language: str) -> Card:
    why, row = reason_of(task), rows().get(task.kind)
    state = step.readiness.value if step else "done" if task.done else "dropped"
    return Card(
        task,
        state,
        words_of(task).in_language(language),
        why.in_language(language) if why else "",
        row.step if row else None,
        words.of(step.waits_for) if step else (),
        words.of(step.on_record[:3]) if step else (),
        fingerprint(task),
    )


def _of_tasks(found: Iterable[Card]) -> Iterator[tuple[date, Entry]]:
    for card in found:
        day = _last_day(card.task)
        if day is not None:
            overdue = card.state == Readiness.OVERDUE.value
            yield day, Entry(card.title, card.task.id, "bad" if overdue else "")


def _of_clocks(clocks: Iterable[Clock], language: str) -> Iterator[tuple[date, Entry]]:
    for clock in clocks:
        if clock.latest is None or clock.state in _ENDED_CLOCKS:
            continue
        end = clock.latest
        day = end.date() if isinstance(end, datetime) else end
        possible = clock.holds is Holds.POSSIBLE
        tone = "unknown" if possible else "bad"
        yield day, Entry(clock.name.in_language(language), "", tone, possible)


def _last_day(task: Task) -> date | None:
    return task.due.last_day() if task.due else None

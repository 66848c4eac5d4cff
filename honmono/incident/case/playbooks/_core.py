"""The rows of the playbooks: questions and tasks, as the tables have them.

isolate-pc   stolen-mail   step 1   due in 0 days   answers own-pc-infected
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from honmono.incident.case.kinds import nearest
from honmono.tables import rows

PLAYBOOKS: Final = (
    "stolen-mail",
    "account-takeover",
    "president-fraud",
    "lookalike",
    "own-domain",
    "first-hours",
)
"""In the order in which people choose."""

_EVERY: Final = "all"
_NONE: Final = "-"


class UnknownStyleError(LookupError):
    """There is no playbook for a style.  Nothing has been changed."""

    def __init__(self, style: str) -> None:
        near = nearest("styles", style)
        hint = f"; did you mean `{near}`?" if near else ""
        super().__init__(f"`{style}` is no style of incident{hint}")


class QuestionRow(NamedTuple):
    """Something to find out."""

    kind: str
    playbooks: tuple[str, ...]
    answered_by: tuple[str, ...]
    """Kinds of evidence."""

    bears_on: tuple[str, ...]
    """Records that bear on it: `coverage`, `event:infection_found`, `finding:spread`."""


class TaskRow(NamedTuple):
    """Something to do."""

    kind: str
    playbooks: tuple[str, ...]
    step: int
    days: int | None
    """After we became aware; None where something else decides."""

    after: tuple[str, ...]
    question: str | None
    seen_by: tuple[str, ...]
    """Records that suggest that it was done."""


def playbook_of(style: str) -> str:
    """Which playbook an incident of this style follows.

    Raises:
        UnknownStyleError: nobody knows the style.

    """
    found = _styles().get(style)
    if found is None:
        raise UnknownStyleError(style)
    return found


def questions_of(playbook: str) -> tuple[QuestionRow, ...]:
    """What it asks, in the order of the table."""
    return tuple(row for row in questions().values() if playbook in row.playbooks)


def tasks_of(playbook: str) -> tuple[TaskRow, ...]:
    """What it has done, by step."""
    those = [row for row in tasks().values() if playbook in row.playbooks]
    return tuple(sorted(those, key=lambda row: row.step))


@cache
def advice_of(playbook: str) -> tuple[str, ...]:
    """Kinds of advice that its recipients get, in the order of the table."""
    return tuple(
        kind
        for kind, books in rows("playbook_advice.tsv")
        if playbook in _playbooks(books)
    )


@cache
def questions() -> dict[str, QuestionRow]:
    """Every question by its kind."""
    return {
        kind: QuestionRow(kind, _playbooks(books), _words(by), _words(bears))
        for kind, books, by, bears in rows("playbook_questions.tsv")
    }


@cache
def tasks() -> dict[str, TaskRow]:
    """Every task by its kind."""
    return {
        kind: TaskRow(
            kind,
            _playbooks(books),
            int(step),
            None if days == _NONE else int(days),
            _words(after),
            None if question == _NONE else question,
            _words(seen),
        )
        for kind, books, step, days, after, question, seen in rows("playbook_tasks.tsv")
    }


@cache
def _styles() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("playbook_styles.tsv")}


def _playbooks(cell: str) -> tuple[str, ...]:
    return PLAYBOOKS if cell == _EVERY else tuple(cell.split())


def _words(cell: str) -> tuple[str, ...]:
    return () if cell == _NONE else tuple(cell.split())

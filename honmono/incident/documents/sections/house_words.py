"""How papers for our own house put a record: what outsiders are not told stands there, too.

    event pc_reinstalled, note "…", internal "担当者の判断で実施"
    → 該当のパソコンを初期化（…）〔社内限り：担当者の判断で実施〕

Strangers' addresses stay masked: such a paper is copied, and their owners are victims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from honmono.incident.case import Record, Scope
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.questions import Question, Task
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.voice import inside
from honmono.incident.documents.sections.words import (
    event_in_words,
    in_brackets,
    joined,
    kind_in_words,
    told,
)


def event_words(brief: Brief, event: Event) -> str:
    """What happened, with what stays in the house and whether notices may tell it."""
    scope = in_house_scope(brief, event.scope)
    return _with_inside(
        brief,
        event_in_words(brief, event),
        scope,
        "" if event.public else inside(brief, "not-public").text,
        _internal(brief, event),
    )


def record_note(brief: Brief, record: Record, words: str) -> str:
    """Words with a record's notes behind them: for everybody, and for the house."""
    note = in_brackets(brief, told(brief, record.note))
    return _with_inside(brief, words + note, _internal(brief, record))


def in_house_scope(brief: Brief, scope: Scope | None) -> str:
    """Clients and accounts, which notices leave out."""
    if scope is None:
        return ""
    names = {account.id: account.name for account in brief.incident.accounts}
    held = [names[name] for name in scope.accounts if name in names]
    return joined(brief, [*scope.clients, *held])


def scope_accounts(brief: Brief, scope: Scope | None) -> tuple[str, ...]:
    """Ids of accounts that a scope names, as far as they are on record."""
    known = {account.id for account in brief.incident.accounts}
    return tuple(name for name in scope.accounts if name in known) if scope else ()


def question_words(brief: Brief, question: Question) -> str:
    """The question, in somebody's words or in those of the playbook."""
    return told(brief, question.text) or kind_in_words(
        brief, "questions", question.kind
    )


def task_words(brief: Brief, task: Task) -> str:
    """The task, in somebody's words or in those of the playbook."""
    return told(brief, task.title) or kind_in_words(brief, "tasks", task.kind)


def figure_words(brief: Brief, figure: Figure) -> str:
    """What was counted."""
    return kind_in_words(brief, "figures", figure.kind, figure.named)


def certainty_words(brief: Brief, record: Record) -> str:
    """How sure it is."""
    return inside(brief, f"certainty-{record.certainty.value}").text


def source_words(brief: Brief, record: Record) -> str:
    """Who says so: a program, a person, or a conclusion; never which person."""
    return inside(brief, f"source-{record.source.value}").text


def lines(brief: Brief, parts: Iterable[str]) -> str:
    """Parts of a cell, one a line."""
    held = [part for part in parts if part]
    dot = "・" if brief.language == "ja" else "- "
    return (
        "\n".join(f"{dot}{part}" for part in held) if len(held) > 1 else "".join(held)
    )


def present(brief: Brief, names: Iterable[str]) -> bool:
    """Are all these records still there?"""
    return set(names) <= {record.id for _, record in brief.incident.records()}


def _internal(brief: Brief, record: Record) -> str:
    text = told(brief, record.internal)
    return inside(brief, "internal", text=text).text if text else ""


def _with_inside(brief: Brief, words: str, *parts: str) -> str:
    return words + "".join(_brackets(brief, part) for part in parts if part)


def _brackets(brief: Brief, part: str) -> str:
    return f"〔{part}〕" if brief.language == "ja" else f" [{part}]"


def numbers(values: Iterable[int | None]) -> Iterator[str]:
    """Counts as cells; what cannot be said is no zero."""
    for value in values:
        yield "" if value is None else f"{value:,}"

"""Questions and tasks in words: what somebody wrote, else what the playbook says."""

from __future__ import annotations

from typing import Final

from honmono.incident.case._core import Text
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks._core import questions
from honmono.incident.case.questions import Question, Task
from honmono.text import keys, say

_MOST_NAMED: Final = 3


def words_of(record: Question | Task) -> Text:
    """The question, or what is to be done; a kind that nobody knows is said as it is."""
    if isinstance(record, Question):
        return record.text or _said("questions", record.kind)
    words = record.title or _said("tasks", record.kind)
    return _about(words, record.about) if record.about else words


def _about(words: Text, names: tuple[str, ...]) -> Text:
    """With what it is about, the first of many: `(TKY-PC003, OSK-PC011 and 4 more)`."""
    first, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    ja = "、".join(first) + (f" ほか{more}台" if more > 0 else "")
    en = ", ".join(first) + (f" and {more} more" if more > 0 else "")
    return Text(
        ja=f"{words.in_language('ja')}（{ja}）", en=f"{words.in_language('en')} ({en})"
    )


def approach_of(question: Question) -> Text | None:
    """How it is found out; None where nobody has said."""
    if question.approach is not None:
        return question.approach
    return _from("playbooks/approaches", question.kind)


def reason_of(task: Task) -> Text | None:
    """Why it is done; None for a task of somebody's own."""
    return _from("playbooks/reasons", task.kind)


def evidence_for(question: Question) -> tuple[Text, ...]:
    """What kinds of evidence answer it."""
    row = questions().get(question.kind)
    return tuple(_said("evidence", kind) for kind in (row.answered_by if row else ()))


def _said(vocabulary: str, kind: str) -> Text:
    if kind not in known(vocabulary):
        return Text(ja=kind, en=kind)
    return Text(
        ja=say(f"kinds/{vocabulary}", kind, "ja"),
        en=say(f"kinds/{vocabulary}", kind, "en"),
    )


def _from(catalogue: str, key: str) -> Text | None:
    if key not in keys(catalogue):
        return None
    return Text(ja=say(catalogue, key, "ja"), en=say(catalogue, key, "en"))

"""What must be found out, what must be done, and by whom."""

from __future__ import annotations

from honmono.incident.case._core import (
    Answer,
    Code,
    Line,
    Record,
    RecordId,
    Sha256,
    Text,
    Value,
)
from honmono.incident.case.moment import Moment


class Conclusion(Value):
    """The signed answer to a question."""

    answer: Answer
    text: Text
    cites: tuple[RecordId, ...] = ()
    evidence: tuple[Sha256, ...] = ()
    signed_by: Line
    signed: Moment


class Question(Record):
    """Something that must be found out: "Did any PC of ours run it?"."""

    kind: Code
    """A row of the playbooks' questions; `other` with `text`."""

    text: Text | None = None
    approach: Text | None = None
    """How it is being found out."""

    conclusion: Conclusion | None = None


class Done(Value):
    """That a task was done, when and by whom, with its proof."""

    when: Moment
    by: Line
    proof: tuple[Sha256, ...] = ()
    text: Text | None = None


class Task(Record):
    """Something to do."""

    kind: Code
    """A row of the playbooks' tasks; `other` with `title`."""

    title: Text | None = None
    owner: Line | None = None
    due: Moment | None = None
    after: tuple[RecordId, ...] = ()
    """Tasks that must be done before."""

    question: RecordId | None = None
    """What it helps to find out."""

    about: tuple[Line, ...] = ()
    """What it is about, where it is about some of many: names of PCs."""

    done: Done | None = None
    dropped: Text | None = None
    """Why it will not be done."""

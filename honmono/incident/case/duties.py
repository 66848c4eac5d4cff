"""What the clocks need: when we became aware, what was answered, what was filed."""

from __future__ import annotations

from honmono.incident.case._core import (
    Answer,
    Code,
    Line,
    Number,
    Record,
    RecordId,
    Text,
)
from honmono.incident.case.moment import Moment


class Awareness(Record):
    """When anybody in the organization first knew (知った時点): the clocks start here.

    A correction keeps the old one: it is an entry in `corrections`.
    """

    when: Moment
    who: Line | None = None
    """Department or person; stands in no document."""

    how: Text | None = None
    first_fact: RecordId | None = None


class Reply(Record):
    """One answer of the interview that finds out which duties there are."""

    question: Code
    """A row of the duties' questions: my-number, sensitive, over-1000-persons …"""

    answer: Answer
    number: Number | None = None
    """Where the question asks how many."""

    client: Line | None = None
    """Whose data it is about, where we handle data for others; null: our own."""

    every_client: bool = False
    """Is it said of every client's data as well?"""

    cites: tuple[RecordId, ...] = ()


class Issued(Record):
    """A document that went out: a notice, a report to an authority, a publication."""

    kind: Code
    """Kind of document, as `honmono document kinds` names it."""

    duty: Code | None = None
    """The clock that it stops."""

    clients: tuple[Line, ...] = ()
    """Whose data it is about, where we handle data for others; none: our own.  A joint
    report names every client that it is made for."""

    when: Moment | None = None
    to: Text | None = None
    way: Line | None = None
    receipt: Line | None = None
    """Number that the receiver gave it."""

    sha256: tuple[str, ...] = ()
    """Of the files that went out."""

    signed: Answer = Answer.NOT_LOOKED
    """Did it bear a signature that readers' programs check (DKIM, S/MIME)?"""

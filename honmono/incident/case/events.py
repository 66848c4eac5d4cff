"""What happened, one thing a record: the timeline of an incident, and its figures."""

from __future__ import annotations

from honmono.incident.case._core import Code, Line, Number, Record, Scope
from honmono.incident.case.moment import Moment


class Event(Record):
    """Something that happened, or that we did."""

    kind: Code
    """A row of `event_kinds`; `other` with `named` where none fits."""

    named: Line | None = None
    """What somebody else calls it, where `kind` is `other`."""

    when: Moment | None = None
    """Null where nobody knows."""

    said: Line | None = None
    """When, in somebody's words that are no moment."""

    scope: Scope | None = None
    public: bool = True
    """May a notice tell it?"""


class Figure(Record):
    """A number that somebody counted or stated: infected PCs, forged mails."""

    kind: Code
    """A row of `figure_kinds`; `other` with `named` where none fits."""

    named: Line | None = None
    value: Number
    when: Moment | None = None
    """As of when."""

    scope: Scope | None = None
    public: bool = True
    """May a notice tell it?  A cost is told by none, whatever stands here."""

    @property
    def is_cost(self) -> bool:
        """Is it money that the incident has cost?"""
        return self.kind == "cost"

    @property
    def is_public(self) -> bool:
        """May a notice tell it?"""
        return self.public and not self.is_cost

"""What keeps it from happening again, and whether it is done."""

from __future__ import annotations

from honmono.incident.case._core import Code, Line, Record, Scope, Sha256, Text
from honmono.incident.case.moment import Moment


class Measure(Record):
    """One measure against recurrence.  Without `done` it is planned, and said so."""

    kind: Code
    """A row of `measure_kinds`; `other` with `text`."""

    text: Text | None = None
    owner: Line | None = None
    due: Moment | None = None
    done: Moment | None = None
    is_done: bool | None = None
    """Done, on a day that nobody wrote down; null where that was not said."""

    scope: Scope | None = None
    proof: tuple[Sha256, ...] = ()

"""Which answers change when we describe ourselves differently?

Somebody adds a service to the organization file because one answer was wrong, and wants
to see what else that does to the mails of last month.  Each mail is judged twice.

Many mails, one process: unlike `batch`, which keeps one organization for each process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from honmono.check.batch import row_of
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.record import Record
from honmono.mail.source import RawMail, Unreadable


class Compared(NamedTuple):
    """One mail, judged with both organizations."""

    before: Record
    after: Record

    @property
    def changed(self) -> bool:
        """Is it answered differently, or as surely as before no more?"""
        return any(
            self.before[key] != self.after[key] for key in ("answer", "probability")
        )


def compare(
    items: Iterable[RawMail | Unreadable],
    before: Organization,
    after: Organization,
    *,
    prior: float,
) -> Iterator[Compared]:
    """Judge each mail with both; what cannot be read is the same to both."""
    old, new = Portrait(before), Portrait(after)
    for item in items:
        yield Compared(row_of(item, old, prior=prior), row_of(item, new, prior=prior))

"""Which answers change when we describe ourselves differently?

Somebody adds a service to the organization file because one answer was wrong, and wants
to see what else that does to the mails of last month.  Each mail is judged twice.

Many mails, one process: unlike `batch`, which keeps one organization for each process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from honmono.check.org import Organization
from honmono.check.org.names import NameBook
from honmono.check.pipeline import judge
from honmono.check.record import Record, record, record_of_unreadable
from honmono.mail.source import RawMail, Trouble, Unreadable

log = logging.getLogger(__name__)


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
    old, new = _judge_of(before, prior), _judge_of(after, prior)
    for item in items:
        if isinstance(item, Unreadable):
            unread = record_of_unreadable(item)
            yield Compared(unread, unread)
        else:
            yield Compared(old(item), new(item))


def _judge_of(org: Organization, prior: float) -> Callable[[RawMail], Record]:
    """What is made once for an organization and used for every mail.

    The function is a door: an error of ours about one mail may not stop the others, so
    it is logged with the mail's identity and becomes a record with `error`.
    """
    names = NameBook(org)

    def judged(raw: RawMail) -> Record:
        try:
            return record(judge(raw, org, names, prior=prior))
        except Exception:
            log.exception("judging %s (sha256 %s) failed", raw.source, raw.sha256)
            detail = "an error of ours; please report it with the log's last lines"
            return record_of_unreadable(
                Unreadable(raw.source, Trouble.INTERNAL, detail, raw.sha256)
            )

    return judged

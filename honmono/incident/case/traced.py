"""What `honmono trace` answered: whose mailbox may be stolen, as somebody put it on record.

    nothing 0.01   ours 0.94   partner 0.03   server 0.01   both 0.01     of 12 reports

The five add up to one.  A probability is no proof, and whoever is suspected may be a
victim: no suspect stands in a document for outsiders.
"""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from honmono.incident.case._core import Code, Instant, Line, Number, Record, Value
from honmono.incident.case.affected import Amount
from honmono.incident.case.mistakes import MeaningError

DECIDED: Final = 0.9
"""From here on something counts as likely; below, it is undetermined."""

_SLACK: Final = 0.01
"""By which five rounded numbers may miss their sum."""

Probability = Annotated[float, Field(ge=0, le=1)]


class Suspect(Value):
    """A mailbox that may be stolen."""

    address: Line
    probability: Probability


class TraceAnswer(Record):
    """One answer; its file is in `evidence`."""

    when: Instant | None = None
    nothing: Probability
    """Case 0: no mailbox was stolen."""

    ours: Probability
    partner: Probability
    server: Probability
    """Case 3: our mail server was abused."""

    both: Probability
    suspects: tuple[Suspect, ...] = ()
    abused_account: Line | None = None
    reports: Number
    unread: Number = 0
    """Reports that were of no use."""

    unindexed: Number = 0
    """People of ours of whom no mailbox was looked at."""

    addresses: Amount | None = None
    """What leaked from the mailbox that it suspects, be it ours or a partner's; null
    where it could not tell."""

    persons: Amount | None = None
    subjects: Amount | None = None
    messages: Amount | None = None
    checks: tuple[Code, ...] = ()
    """What it would look at next: scan, ask-partner, originals …"""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = self.nothing + self.ours + self.partner + self.server + self.both
        if abs(total - 1) > _SLACK:
            raise MeaningError("not-one", total=f"{total:.3f}")
        return self

    @property
    def mailbox_of_ours(self) -> float:
        """That one of our mailboxes was stolen, whatever else was."""
        return min(self.ours + self.both, 1.0)

    @property
    def mailbox_of_partner(self) -> float:
        """That a partner's was, whatever else was."""
        return min(self.partner + self.both, 1.0)

"""Parked domain: From is at a domain of ours that never sends mail.

    From: 例示センター <info@example-sr.com>       (parked_domains = ["example-sr.com"])

We own it so that nobody else can; whatever is sent from it is not from us.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing

NAME: Final = "parked-domain"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From at one of our parked domains."""
    sender = exhibit.sender
    if sender.standing is not Standing.PARKED or sender.address is None:
        return None
    return Finding(NAME, "From", str(sender.address), sender.address.domain)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From at a domain of ours that never sends mail?",
    check=check,
    kind="exact-domain",
)

"""Namesake at a partner: the name is one of ours, the address a known partner's.

    From: 山田 太郎 <t.yamada@kitahama-denki.example>      dkim=pass

Common surnames meet: a partner's person may share a name with one of ours.  This fact
clears, it does not accuse; it holds only when the partner's domain vouched for the mail.

Silent on purpose: our organization's name on a partner's address, and a partner's
domain that failed or that nobody checked.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import bearer_of, foreign_names

NAME: Final = "namesake-at-partner"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a person's name of ours on an authenticated address of a partner."""
    sender = exhibit.sender.address
    if sender is None or bearer_of(exhibit) is None:
        return None
    partner = exhibit.org.partner_of(sender.domain)
    if partner is None:
        return None
    return Finding(NAME, "From", foreign_names(exhibit)[0].match.shown, partner.name)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is the name of ours a namesake at a partner whose domain vouches for it?",
    check=check,
)

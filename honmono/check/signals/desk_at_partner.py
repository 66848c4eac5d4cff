"""Desk at a partner: a verified partner names us as whom his desk serves.

    From: 例示株式会社様専用窓口 <desk@kitahama-denki.example>      dkim=pass
    From: Kitahama Denki for Reiji Corporation <desk@kitahama-denki.example>

Suppliers call a mailbox so.  Our name stands there with 様, 御中, 担当 or "for", as one
addresses a customer.  The fact clears from `forged` to `unproven`, not further.

Silent on purpose: a partner whose domain did not vouch; our name alone; one of our people
in the name, who is not served but shown.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import foreign_names, is_verified_partner
from honmono.check.vouching import Vouched

NAME: Final = "desk-at-partner"

_SERVED: Final = re.compile(
    r"(?:株式会社|有限会社|合同会社|[(（]株[)）]|㈱)?\s{0,2}(?:様|御中|さま|御?担当|専用)"
)
_FOR: Final = re.compile(r"\bfor\s{1,2}\Z", re.IGNORECASE)


def check(exhibit: Exhibit) -> Finding | None:
    """Find our organization, addressed as a customer in a verified partner's name."""
    sender, names = exhibit.sender, foreign_names(exhibit)
    if sender.address is None or sender.vouched is not Vouched.PASS or not names:
        return None
    if not is_verified_partner(exhibit) or any(n.match.person for n in names):
        return None
    shown, name = names[0].match.shown, sender.address.name
    before, found, after = name.partition(shown)
    if not found or not (_SERVED.match(after) or _FOR.search(before)):
        return None
    return Finding(NAME, "From", name, sender.address.domain)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a verified partner's desk name us as whom it serves?",
    check=check,
)

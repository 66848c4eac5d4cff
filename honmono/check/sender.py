"""The author as the machines see him: whose address stands in From, and who vouches for it.

    From: 山田 太郎 <yamada@example.co.jp>      → OURS, and "dkim=pass" says AUTHENTICATED
    From: 山田 太郎 <xk3@mail.example.net>      → STRANGER

What the reader is shown (the display name) is the business of `claims.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from honmono.check.org import Organization
from honmono.check.standing import Standing, standing_of
from honmono.check.vouching import Vouched, word_for
from honmono.mail.auth import AuthResult
from honmono.mail.message import AMBIGUOUS_FROM, Address, Message


@dataclass(frozen=True, slots=True)
class Sender:
    """The author as the machines see him."""

    address: Address | None
    """The first author; None when From is missing or has none."""

    standing: Standing
    vouched: Vouched
    evidence: str = ""
    """The result that decided `vouched`, as a reason may print it."""

    ambiguous: bool = False
    """Mail programs and servers take different authors from this mail."""

    signed: bool = False
    """The pass is that of a signature which we verified ourselves: whoever hands us the
    mail, he cannot have made it up."""


def sender_of(message: Message, auth: AuthResult, org: Organization) -> Sender:
    """Look up the first author; other readings of From are in `Message`."""
    address = message.authors[0] if message.authors else None
    ambiguous = not AMBIGUOUS_FROM.isdisjoint(message.defects)
    if address is None:
        return Sender(None, Standing.STRANGER, Vouched.NOT_LOOKED, "", ambiguous)
    standing = standing_of(address, org)
    word = word_for(address.domain, standing, auth, org)
    return Sender(
        address, standing, word.vouched, word.evidence, ambiguous, word.signed
    )

"""Asked by several signals: which addresses may not show us, though the mail does?"""

from __future__ import annotations

from typing import Final

from honmono.check.org import Person
from honmono.check.org.card import CardStrength
from honmono.check.signals._core import Exhibit, Finding, ShownName
from honmono.check.standing import Standing, standing_of
from honmono.check.vouching import Vouched
from honmono.mail.message import Address, Defect

MAX_ITEMS: Final = 4
"""Things of a signature block that a reason names; more are no more convincing."""


def foreign_names(exhibit: Exhibit) -> tuple[ShownName, ...]:
    """Names of ours in From above an address that may not show them; full ones first.

    A list or service of ours may, unless its domain was checked and not vouched for:
    then it is a stranger who borrows its address.
    """
    return tuple(
        shown
        for shown in exhibit.claims.names
        if shown.where == "From" and is_foreign(shown.address, exhibit)
    )


def behind(address: Address | None) -> str:
    """The address behind what is shown; empty where there is a name and nothing else."""
    return address.address if address else ""


def comes_from_foreign(exhibit: Exhibit) -> bool:
    """Is it from an address that may not show us, or from none at all?"""
    sender = exhibit.sender.address
    if sender is None:
        return Defect.ADDRESS_GONE not in exhibit.message.defects
    return is_foreign(sender, exhibit)


def is_foreign(address: Address, exhibit: Exhibit) -> bool:
    """Is it an address that may not show us?  See `foreign_names`.

    Of one that a forward or a copy has lost nobody can say whose it was.
    """
    if not address.address and Defect.ADDRESS_GONE in exhibit.message.defects:
        return False
    borrowed = exhibit.sender.vouched in (
        Vouched.FAIL,
        Vouched.NOTHING,
        Vouched.CONTRADICTED,
    )
    standing = standing_of(address, exhibit.org)
    return standing is Standing.STRANGER or (borrowed and standing is Standing.CHANNEL)


def bearer_of(exhibit: Exhibit) -> Person | None:
    """Whose name alone a verified stranger bears, in From and wherever answers go.

    None where our organization is shown, or two of us, or answers go to a lookalike of
    ours: no namesake and no service that somebody uses has a reason for that.
    """
    sender, claims = exhibit.sender, exhibit.claims
    names = foreign_names(exhibit)
    if not names or sender.address is None or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS:
        return None
    if any(seen.strong for seen in claims.lookalikes if seen.where == "Reply-To"):
        return None
    person = names[0].match.person
    for shown in claims.names:
        match = shown.match
        if (match.organization or match.person is not person) and is_foreign(
            shown.address, exhibit
        ):
            return None
    return person


def is_verified_partner(exhibit: Exhibit) -> bool:
    """Does a known partner write, and its domain or its servers vouch for it?"""
    sender = exhibit.sender
    if sender.address is None or sender.ambiguous:
        return False
    vouched = sender.vouched in (Vouched.PASS, Vouched.SPF_ONLY)
    return vouched and exhibit.org.partner_of(sender.address.domain) is not None


def signed_as_us(name: str, strength: CardStrength, exhibit: Exhibit) -> Finding | None:
    """Our signature block under a foreign author's own words, as a finding.

    A verified partner may show how we are reached: he names us, he does not sign as us.
    """
    card, sender = exhibit.claims.card, exhibit.sender
    if card is None or card.strength is not strength or is_verified_partner(exhibit):
        return None
    if not comes_from_foreign(exhibit):
        return None
    items = dict.fromkeys(item.shown.strip() for item in card.items)
    shown = " / ".join(list(items)[:MAX_ITEMS])
    return Finding(name, "signature", shown, behind(sender.address))

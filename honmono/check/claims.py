"""Whom a mail shows itself as, and where a reader sees it; asked once per mail.

    From: "山田 太郎" <xk3@mail.example.net>          shows our person, in From
    Reply-To: 例示センター <info@example-sr.net>       shows our organization, in Reply-To

Shown is not so: the claim is made whether the mail is ours or not.

Looked at here: From (every reading of it), Sender as "on behalf of", and Reply-To.
Subject, body, signature, quotes, links and attachments are not looked at yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.check.org import Organization, Person
from honmono.check.org.names import NameBook, Strength
from honmono.check.signals._core import Claims, ShownName
from honmono.check.words import addresses_in
from honmono.mail.message import Address, Message


def claims_of(message: Message, org: Organization, names: NameBook) -> Claims:
    """Find every place of the header where we are shown."""
    person: Person | None = None
    organization = False
    where: list[str] = []
    shown: list[ShownName] = []
    for place, address in _places(message):
        text = _text_of(address)
        match = names.find(text) if text else None
        if match:
            shown.append(ShownName(place, match, address))
            person = person or match.person
            organization = organization or match.organization
        owner = _owner(address, org)
        person = person or owner
        if _shows_our_address(address, org):
            organization = True
        elif not match and not owner:
            continue
        if place not in where:
            where.append(place)
    strongest_first = sorted(shown, key=lambda s: s.match.strength is not Strength.FULL)
    return Claims(person, organization, tuple(where), tuple(strongest_first))


def _places(message: Message) -> Iterator[tuple[str, Address]]:
    """Every mailbox of the header that a reader takes for somebody who writes."""
    for address in (*message.authors, *message.other_authors, *message.senders):
        yield "From", address
    for address in message.reply_to:
        yield "Reply-To", address


def _text_of(address: Address) -> str:
    """What a reader may take for a name; `<山田 太郎>` is no address either."""
    return address.name if address.domain else f"{address.name} {address.address}"


def _owner(address: Address, org: Organization) -> Person | None:
    """Whose registered address is it, office or private?"""
    wanted = address.address.lower()
    return org.private_owner(wanted) or org.person_at(wanted)


def _shows_our_address(address: Address, org: Organization) -> bool:
    """Does a reader see a domain of ours, in the address or in the name?"""
    shown = addresses_in(f"{address.name} {address.address}")
    seen = (address.domain, *(domain for _, domain in shown))
    return any(org.holds(domain) or org.is_parked(domain) for domain in seen)

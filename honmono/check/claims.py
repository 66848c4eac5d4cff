"""Whom a mail shows itself as, and where a reader sees it; asked once per mail.

    From: "山田 太郎" <xk3@mail.example.net>          shows our person, in From
    Reply-To: 例示センター <info@example-sr.net>       shows our organization, in Reply-To
    > From: Taro Yamada <yamada@example.co.jp>        an outsider quotes us: quote

Shown is not so: the claim is made whether the mail is ours or not.

It leaves alone: our name in a subject or in prose.  Customers address us, papers write
about us, and neither shows itself as us.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.check.links import LinkElsewhere, leads_to, shows_us
from honmono.check.org import Organization, Person
from honmono.check.org.card import Card, CardStrength
from honmono.check.org.names import Strength
from honmono.check.org.portrait import Portrait
from honmono.check.signals._core import Claims, SeenLookalike, ShownName
from honmono.check.thread import NO_THREAD, Place, Thread
from honmono.check.words import addresses_in
from honmono.mail.message import Address, Message, Role
from honmono.mail.message.thread import is_reply

_STRENGTHS: Final = tuple(CardStrength)
_OPEN: Final = frozenset(
    {Place.OUTSIDE, Place.NAMED, Place.ASSERTED, Place.ADDRESSED, Place.FORWARDED}
)
"""Nothing in the mail says how the sender came to a thread of ours."""


def claims_of(
    message: Message,
    us: Portrait,
    thread: Thread = NO_THREAD,
    links: tuple[LinkElsewhere, ...] = (),
) -> Claims:
    """Find every place where we are shown.

    Args:
        message: the mail.
        us: who we are, and how we look.
        thread: a quoted thread of ours.
        links: those whose text shows another host than they lead to.

    """
    claims = _Claims(us)
    for place, address in _places(message):
        claims.header(place, address)
    for card in _cards(message, us):
        claims.signature(card)
    if thread.place in _OPEN:
        claims.quote(thread)
    for host in leads_to(message, us.lookalikes.resembles):
        if claims.lookalike("link", host, None, in_name=False):
            claims.seen("link")
    if any(shows_us(link, us.org) for link in links):
        claims.seen("link")
    return claims.closed()


class _Claims:
    """What has been found so far."""

    def __init__(self, us: Portrait) -> None:
        self.us = us
        self.person: Person | None = None
        self.organization = False
        self.where: list[str] = []
        self.names: list[ShownName] = []
        self.lookalikes: list[SeenLookalike] = []
        self.card: Card | None = None

    def header(self, place: str, address: Address) -> None:
        """A mailbox of the header that a reader takes for somebody who writes."""
        org = self.us.org
        text = _text_of(address)
        match = self.us.names.find(text) if text else None
        if match:
            self.names.append(ShownName(place, match, address))
            self.person = self.person or match.person
            self.organization = self.organization or match.organization
        owner = _owner(address, org)
        self.person = self.person or owner
        ours = False
        for domain, in_name in _domains_of(address):
            ours = ours or org.holds(domain) or org.is_parked(domain)
            ours = self.lookalike(place, domain, address, in_name=in_name) or ours
        self.organization = self.organization or ours
        if match or owner or ours:
            self.seen(place)

    def lookalike(
        self, place: str, domain: str, address: Address | None, *, in_name: bool
    ) -> bool:
        """Note a domain that reads like ours; is it so near that it shows us?"""
        likeness = self.us.lookalikes.find(domain)
        if likeness is None:
            return False
        seen = SeenLookalike(place, likeness, address, in_name)
        self.lookalikes.append(seen)
        return seen.strong

    def signature(self, card: Card) -> None:
        """Our signature block; of several, the one that shows most."""
        if self.card is None or _STRENGTHS.index(card.strength) < _STRENGTHS.index(
            self.card.strength
        ):
            self.card = card
        self.person = self.person or card.person
        self.organization = self.organization or card.organization
        self.seen("signature")

    def quote(self, thread: Thread) -> None:
        """A thread of ours in the hands of somebody who may not have been in it."""
        if thread.ours:
            self.person = self.person or _owner(thread.ours, self.us.org)
        self.organization = True
        self.seen("quote")

    def seen(self, place: str) -> None:
        """Note a place once."""
        if place not in self.where:
            self.where.append(place)

    def closed(self) -> Claims:
        """All of it as a value; full names first."""
        names = sorted(self.names, key=lambda s: s.match.strength is not Strength.FULL)
        return Claims(
            person=self.person,
            organization=self.organization,
            where=tuple(self.where),
            names=tuple(names),
            lookalikes=tuple(self.lookalikes),
            card=self.card,
        )


def _places(message: Message) -> Iterator[tuple[str, Address]]:
    """Every mailbox of the header that a reader takes for somebody who writes."""
    for address in (*message.authors, *message.other_authors, *message.senders):
        yield "From", address
    for address in message.reply_to:
        yield "Reply-To", address


def _cards(message: Message, us: Portrait) -> Iterator[Card]:
    """Our signature blocks, in each form of the text, in words that are not quoted.

    Customers sign their answer above our mail, and programs lose the marks of quotes.
    """
    for body in message.bodies:
        if us.cards.may_stand_in(body):
            own = [text for role, text in body.segments if role is not Role.QUOTED]
            card = us.cards.find("".join(own).split("\n"))
            answered = is_reply(message.subject)
            if card and not (answered and card.strength is CardStrength.QUOTED):
                yield card


def _text_of(address: Address) -> str:
    """What a reader may take for a name; `<山田 太郎>` is no address either."""
    return address.name if address.domain else f"{address.name} {address.address}"


def _owner(address: Address, org: Organization) -> Person | None:
    """Whose registered address is it, office or private?"""
    wanted = address.address.lower()
    return org.private_owner(wanted) or org.person_at(wanted)


def _domains_of(address: Address) -> Iterator[tuple[str, bool]]:
    """Every domain that a reader sees, and whether it stands in the name."""
    if address.domain:
        yield address.domain, False
    for text, in_name in ((address.address, False), (address.name, True)):
        for _, domain in addresses_in(text):
            if domain != address.domain:
                yield domain, in_name

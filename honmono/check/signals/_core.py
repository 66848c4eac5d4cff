"""What a signal is given, what it answers, and what makes it one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from honmono.check.history import History, OurThread, Past
from honmono.check.links import LinkElsewhere
from honmono.check.org import Organization, Person
from honmono.check.org.card import Card
from honmono.check.org.lookalikes import Lookalike, Strength
from honmono.check.org.names import NameMatch
from honmono.check.sender import Sender, sender_of
from honmono.check.thread import NO_THREAD, Thread
from honmono.mail.auth import AuthResult, authenticate
from honmono.mail.message import Address, Message
from honmono.mail.message.when_asked import when_asked

OwnLook: TypeAlias = Callable[[Message, AuthResult], AuthResult]
"""Puts what we find out ourselves beside the believed results of a message."""


class Role(Enum):
    """What a finding speaks to."""

    IDENTITY = "identity"
    PROOF = "proof"
    HAZARD = "hazard"


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name of ours that a reader sees, and the address behind it."""

    where: str
    match: NameMatch
    address: Address


@dataclass(frozen=True, slots=True)
class SeenLookalike:
    """A domain that a reader may take for ours, and where he sees it."""

    where: str
    likeness: Lookalike
    address: Address | None = None
    """Whose it is; None for a link."""

    in_name: bool = False
    """It stands in the display name of `address`, not in the address itself."""

    @property
    def strong(self) -> bool:
        """Is it so near that chance is no explanation?"""
        return self.likeness.strength is Strength.STRONG


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom a mail shows itself as, and where a reader sees it."""

    person: Person | None = None
    organization: bool = False
    where: tuple[str, ...] = ()
    """Out of From, Reply-To, Subject, body, signature, quote, link, attachment."""

    names: tuple[ShownName, ...] = ()
    lookalikes: tuple[SeenLookalike, ...] = ()
    card: Card | None = None
    """Our signature block, in words that are not quoted."""

    def __bool__(self) -> bool:
        """Does it show us at all?"""
        return bool(self.where)


@dataclass(frozen=True)
class Exhibit:
    """All that a signal may look at.

    Who vouches for the mail is worked out when somebody asks: nobody does where the
    mail does not show us, and most mails do not.
    """

    message: Message
    org: Organization
    claims: Claims
    """Whom the mail shows itself as; found once, before the first signal."""

    links: tuple[LinkElsewhere, ...] = ()
    """Links whose text shows one host and that lead to another's."""

    thread: Thread = NO_THREAD
    """A quoted thread of ours, and where the sender stands to it."""

    past: Past | None = None
    """Our archive; None when there is none to be asked."""

    second_hand: bool = False
    """It lay in a mail that is not proved to be one of ours: its header is anybody's."""

    own_look: OwnLook | None = None
    """Verifies the mail by ourselves, beside what is believed; None when switched off."""

    @when_asked
    def auth(self) -> AuthResult:
        """What hosts that we trust say about the mail, and what we found out."""
        message, org = self.message, self.org
        believed = authenticate(
            message.headers, message.hops, org.authserv_ids, org.networks
        )
        return self.own_look(message, believed) if self.own_look else believed

    @when_asked
    def history(self) -> History | None:
        """What our archive knows of the sender; None when nobody looked."""
        return self.past.history_of(self.message) if self.past else None

    @when_asked
    def recalled(self) -> OurThread | None:
        """The thread of ours that our archive recognizes; None when nobody looked."""
        return self.past.thread_of(self.message) if self.past else None

    @when_asked
    def sender(self) -> Sender:
        """Whose address stands in From, and was that domain authenticated?"""
        return sender_of(self.message, self.auth, self.org)


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap between what a mail shows and what is so."""

    signal: str
    where: str
    shown: str
    actual: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A yes-or-no question about one mail, and the function that answers it."""

    name: str
    question: str
    check: Callable[[Exhibit], Finding | None]
    role: Role = Role.IDENTITY
    """IDENTITY, PROOF or HAZARD; only a finding of a PROOF can make a mail `ours`."""

    kind: str = ""
    """How the mail is forged when the signal finds something; a word of the contract
    (`display-name`, `exact-domain` …), empty for proofs, hazards and clearing facts."""

    hazard: str = ""
    """What is dangerous in the mail whoever sent it, when a HAZARD finds something; a
    word of the contract (`macro`, `script` …).  It never speaks about identity."""

    archive: bool = False
    """It needs what our archive knows, and finds nothing without one."""

    any_mail: bool = False
    """A HAZARD that mails without files can have, too."""

"""What a signal is given, what it answers, and what makes it one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from honmono.check.org import Organization, Person
from honmono.check.org.card import Card
from honmono.check.org.lookalikes import Lookalike
from honmono.check.org.names import NameMatch
from honmono.check.sender import Sender
from honmono.check.thread import NO_THREAD, Thread
from honmono.mail.auth import AuthResult
from honmono.mail.message import Address, Message


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

    links: tuple[tuple[str, str], ...] = ()
    """Links whose text shows an address of ours and that lead to a stranger's:
    (text, target host)."""

    def __bool__(self) -> bool:
        """Does it show us at all?"""
        return bool(self.where)


@dataclass(frozen=True, slots=True)
class History:
    """What our archive knows of sender and thread.  Filled by `trace`."""

    first_contact: bool


@dataclass(frozen=True, slots=True)
class Exhibit:
    """All that a signal may look at; complete before the first signal runs."""

    message: Message
    auth: AuthResult
    org: Organization
    sender: Sender
    """Whose address stands in From, and was that domain authenticated?"""

    claims: Claims
    """Whom the mail shows itself as; found once, before the first signal."""

    thread: Thread = NO_THREAD
    """A quoted thread of ours, and where the sender stands to it."""

    history: History | None = None
    """What our archive knows of sender and thread; None when nobody looked."""


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

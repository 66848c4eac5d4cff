"""What a signal is given, what it answers, and what makes it one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address

from honmono.check.org import Organization, Person
from honmono.check.org.names import NameMatch
from honmono.check.sender import Sender, Standing, Vouched, standing_of
from honmono.mail.auth import AuthResult, Outcome
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
class Claims:
    """Whom a mail shows itself as, and where a reader sees it."""

    person: Person | None = None
    organization: bool = False
    where: tuple[str, ...] = ()
    """Out of From, Reply-To, Subject, body, signature, quote, link, attachment."""

    names: tuple[ShownName, ...] = ()

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


def foreign_names(exhibit: Exhibit) -> tuple[ShownName, ...]:
    """Names of ours in From above an address that may not show them; full ones first.

    A list or service of ours may, unless its domain was checked and not vouched for:
    then it is a stranger who borrows its address.
    """
    org = exhibit.org
    borrowed = exhibit.sender.vouched in (Vouched.FAIL, Vouched.NOTHING)
    foreign = {Standing.STRANGER, *((Standing.CHANNEL,) if borrowed else ())}
    return tuple(
        shown
        for shown in exhibit.claims.names
        if shown.where == "From" and standing_of(shown.address, org) in foreign
    )


def through(exhibit: Exhibit, known: Callable[[str], object]) -> bool:
    """Did a host of a `known` domain hand the mail in, as far as anybody can tell?

    Its own envelope or signature must have passed; where nobody looked, the host that
    our border saw must be one of its hosts.
    """
    for result in exhibit.auth.results:
        passed = result.outcome is Outcome.PASS and result.method in ("spf", "dkim")
        if passed and known(result.domain):
            return True
    border = exhibit.auth.border
    return (
        not exhibit.auth.results
        and border is not None
        and bool(known(border.from_host))
    )


def in_networks(address: str, org: Organization) -> bool:
    """Is it the IP address of a host that sends for us?"""
    if not address:
        return False
    host = ip_address(address)
    return any(host in network for network in org.networks)

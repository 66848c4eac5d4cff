"""What a signal is given, what it answers, and what makes it one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from honmono.check.org import Organization, Person
from honmono.mail.auth import AuthResult
from honmono.mail.message import Message


class Role(Enum):
    """What a finding speaks to."""

    IDENTITY = "identity"
    PROOF = "proof"
    HAZARD = "hazard"


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom a mail shows itself as, and where a reader sees it."""

    person: Person | None = None
    organization: bool = False
    where: tuple[str, ...] = ()
    """Out of From, Reply-To, Subject, body, signature, quote, link, attachment."""

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

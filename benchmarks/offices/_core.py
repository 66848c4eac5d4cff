"""The values that the parts of this set hand to each other: people, houses, mails, cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from random import Random
from typing import Any

from honmono.check.org import Organization, Person


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with an address, and what his signature says."""

    name: str
    address: str
    firm: str = ""
    postal: str = ""
    phone: str = ""
    title: str = ""
    language: str = "en"

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


class Border(Enum):
    """The program that receives mail for a house and writes results into it."""

    OPENDKIM = "postfix-opendkim"
    RSPAMD = "postfix-rspamd"
    EXCHANGE = "exchange-online"
    GOOGLE = "google-workspace"


@dataclass(frozen=True, slots=True)
class House:
    """An invented organization and those who write to it."""

    key: str
    org: Organization
    border: Border
    host: str
    """The host that receives, as its results and Received lines call it."""

    partners: tuple[Who, ...]
    """People of registered partners."""

    others: tuple[Who, ...]
    """Customers, suppliers and strangers, on domains that the file does not name."""

    near: Who
    """An honest firm that is called nearly as we are."""

    languages: tuple[str, ...] = ("ja",)

    def staff(self, random: Random) -> Who:
        """One of us with the office address."""
        return self.as_who(random.choice(self.org.people))

    def as_who(self, person: Person) -> Who:
        """One of us as somebody who signs."""
        org = self.org
        return Who(
            name=self.shown(person),
            address=person.addresses[0],
            firm=org.names[0],
            postal=org.addresses[0],
            phone=org.phones[0],
            title=person.title,
            language=org.language,
        )

    def has(self, name: str) -> bool:
        """Does one of us bear this name, written without blanks?"""
        return any(person.name.replace(" ", "") == name for person in self.org.people)

    def shown(self, person: Person) -> str:
        """The name as the person's own mails show it."""
        return person.name


@dataclass(frozen=True, slots=True)
class Past:
    """A mail of earlier that somebody quotes."""

    author: Who
    to: tuple[Who, ...]
    when: datetime
    subject: str
    text: str
    cc: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """An attached file; its content is an inert stand-in."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Auth:
    """What the border finds out: method → (outcome, domain); empty = it did not look."""

    spf: tuple[str, str] = ("", "")
    dkim: tuple[str, str] = ("", "")
    dmarc: str = ""

    @property
    def looked(self) -> bool:
        """Is there any result?"""
        return bool(self.spf[0] or self.dkim[0] or self.dmarc)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A mail before it is bytes."""

    author: Who
    to: str
    subject: str
    text: str
    html: str = ""
    """The body in HTML; made from the text where the program writes HTML."""

    auth: Auth = field(default_factory=Auth)
    ip: str = ""
    host: str = ""
    envelope: str | None = None
    """None: the author's address."""

    raw_from: str = ""
    """The value of From as it stands in the mail; made from the author when empty."""

    fields: tuple[str, ...] = ()
    """Further header lines."""

    files: tuple[File, ...] = ()
    program: str = ""
    charset: str = ""
    late: tuple[str, ...] = ()
    """Header lines below the border's, from before."""

    elsewhere: str = ""
    """A host that received it instead of our border, and wrote its own results."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mail and its label, as `check/score.py` reads labels."""

    house: str
    family: str
    name: str
    data: bytes
    forged: bool
    answer: str
    also: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    kinds_also: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    hard: bool = False
    note: str = ""

    def right(self, answer: str) -> bool:
        """Is it the answer, or one as acceptable?"""
        return answer == self.answer or answer in self.also

    def described(self) -> dict[str, Any]:
        """For a person who looks at a miss."""
        return {"mail": f"{self.house}/{self.family}/{self.name}", "note": self.note}

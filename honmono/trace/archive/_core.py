"""What a trace asks our mail, and what it is told: plain values, people as addresses.

A *person* is an address, lower case: that by which an answer names somebody who may have
several (of our people the first in `honmono.toml`, else the one used most).  A *candidate*
is a person whose mailbox may be stolen: each of our mailboxes, and everybody else seen.

Every archive answers these questions alike: one store, many stores of a cluster, the
tables of a benchmark.  Answers of several parts of an archive can be merged.  Where mail
was keyed, addresses, subjects and ids are opaque, and no question gives them in clear.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from honmono.trace.forgery import Forgery
from honmono.trace.people.forms import Likeness


class Level(Enum):
    """How much of our mail may be looked at."""

    FULL = "full"
    META = "meta"
    """Header fields alone: no quotes are compared."""

    ADDRESS_BOOK = "addressbook"
    """Who knows whom, and no message."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One of our mailboxes."""

    person: str
    names: tuple[str, ...]
    messages: int
    role: bool = False
    """A desk (`info@`) and no person."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a shown text may be; several people may share a name."""

    person: str
    likeness: Likeness
    ours: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """What two people exchanged, seen from the first; times in seconds since 1970."""

    sent: int
    received: int
    """From the other one, or together with him in a message of a third."""

    first: int
    last: int
    closeness: float = field(default=0.0, compare=False)
    """What they exchanged, circulars counting less (`part_of`).  0: not counted.  Not
    compared, as sums of fractions depend on their order."""


LETTER: Final = 10
"""Others in a message up to which it brings all of them together."""


def part_of(others: int) -> float:
    """How far one message makes two of its people acquainted, by how many others it has.

    The square root of it is what counts in `Profile.ties`, so a circular to two hundred
    gives all of them together no more than a letter to ten.
    """
    return float(min(1.0, LETTER / max(others, 1)) ** 2)


@dataclass(frozen=True, slots=True)
class Profile:
    """How much we know of a candidate, as of a moment."""

    person: str
    names: tuple[str, ...]
    ours: bool
    contacts: int
    """People whom he knows; of a partner those that our copies show."""

    messages: int
    """That he holds; of a partner those that our copies show."""

    first: int
    last: int
    ties: float = 0.0
    """Sum over his contacts of the square root of their closeness: how much a thief who
    prefers familiar names has to choose from.  0: not counted."""
    addresses: tuple[str, ...] = ()
    """All addresses of this person; empty where the archive does not tell."""

    ties_ours: float = 0.0
    """The part of `ties` that goes to people of ours; says nothing where `ties` is 0."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, whatever he holds."""

    person: str
    ours: bool
    addresses: tuple[str, ...] = ()
    """All addresses of this person; empty where the archive does not tell."""


@dataclass(frozen=True, slots=True)
class Note:
    """One message of ours, as evidence names it."""

    key: str
    """The same in every copy and every part of an archive."""

    message_id: str
    date: int
    subject: str
    sender: str
    participants: tuple[str, ...]
    """All people in From, To and Cc, the sender first."""

    holders: tuple[str, ...]
    """Those of our mailboxes that have a copy.  A participant who is not ours may have
    one; a participant of ours who is no holder deleted his, or never got one."""


class Way(Enum):
    """By what a message of ours fits a forgery."""

    ID = "id"
    QUOTE = "quote"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Match:
    """A message of ours that a forgery may have been made from."""

    note: Note
    way: Way
    share: float
    """QUOTE: which part of the quote's fingerprints stand in the message, 0 to 1.
    SUBJECT: which part of the subject is left, 1 when whole.  ID: 1."""

    prints: int = 0
    """QUOTE: fingerprints of the quote; few prove little."""

    alike: int = 1
    """Messages of ours that fit as well by this way, this one included: `RE: 請求書` fits
    hundreds.  Of these only the first some are named."""


class Archive(Protocol):
    """Our mail.  `until`: nothing newer than this counts; seconds since 1970."""

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox of ours that was indexed."""
        ...

    def person_of(self, address: str) -> str | None:
        """The person whose address it is; None when nobody of ours ever met it."""
        ...

    def named(self, shown: str) -> tuple[Named, ...]:
        """Everybody whom a shown text may be, likeliest first; bounded."""
        ...

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        """For each forgery the messages that fit it, best first; bounded."""
        ...

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        """For everybody who knows one of these persons: candidate → person → contact."""
        ...

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        """What is known of each; who is not known is left out."""
        ...

    def outsiders(self, until: int) -> tuple[int, ...]:
        """How many people who are not ours we know, by the size of what we see of them.

        In places 0, 1, 2 …: those with 1, with 2 or 3, with 4 to 7 … messages.
        """
        ...

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who each of these is; who is not known may be left out."""
        ...

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """Everybody whom a candidate knows."""
        ...

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """Every message that a candidate holds, or of a partner our copies of it."""
        ...

"""One forged mail, as far as a trace asks about it.

    From: "Sato Hanako" <info@harbor-travel.example>       shown, address
    To: ito@partner.example                                recipients
    Subject: RE: 見積書の件                                 subject
    In-Reply-To: <5ef75c@partner.example>                  references
    > お世話になっております。…                              quoted

Made from a report (`trace/reports.py`) or from a table of a benchmark.  The forger's own
words are left out: nothing was stolen in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Path(Enum):
    """Did the mail leave through our own server?"""

    OURS = "ours"
    """Our own host handed it on, or our domain's SPF or DKIM passed."""

    FOREIGN = "foreign"
    UNKNOWN = "unknown"
    """The header fields that would tell were lost, or nobody trusted wrote them."""


class Head(NamedTuple):
    """What the head of a quoted mail says of it: who wrote, when, to whom, about what."""

    name: str = ""
    """Of the sender, as shown."""

    address: str = ""
    """Of the sender, lower case."""

    date: int | None = None
    """Seconds since 1970; heads mostly show no zone, then that of the forgery is taken."""

    subject: str | None = None
    recipients: tuple[str, ...] = ()
    """To and Cc, lower case, as far as the head shows addresses."""

    named: tuple[str, ...] = ()
    """To and Cc of whom it shows the name alone."""


@dataclass(frozen=True, slots=True)
class Forgery:
    """A forged mail.  What the report no longer holds is empty or None."""

    source: str
    """Of the report: its file, or its number in a set."""

    date: int | None
    """Seconds since 1970, UTC; when it was sent, not when it was reported."""

    shown: str
    """The display name in From, which may hold an address; the bare address where From
    shows nothing else."""

    address: str
    """The real address in From, lower case."""

    recipients: tuple[str, ...]
    """To and Cc, lower case, each once."""

    subject: str | None
    """As shown, with its prefixes."""

    references: tuple[str, ...]
    """Message-IDs of In-Reply-To and References, without brackets, the nearest first."""

    quoted: str
    """Text that is said to be quoted, without quote marks; empty when none."""

    path: Path = Path.UNKNOWN
    account: str = ""
    """With `Path.OURS`: the account that sent it, as our server names it."""

    vouched: bool = False
    """A host that is believed says that the domain of `address` sent it.  Where that is the
    address of who is shown, the mail is genuine, or his account is abused."""

    heads: tuple[Head, ...] = ()
    """Of the quoted mails, the outermost first.  Their lines are no part of `quoted`."""

    bare: bool = False
    """Nothing marks `quoted` as a quote: it stands below the forger's signature."""

    named: tuple[str, ...] = ()
    """Recipients of whom only the name is left, as an inline forward shows them."""

    message_id: str = ""
    """Without brackets; empty where it is lost."""

    also: tuple[str, ...] = ()
    """Sources of further reports of the same mail."""

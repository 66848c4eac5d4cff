"""What our own mail remembers about a mail: facts as plain values, no opinion.

    From: Contact <xk3@mail.example.net>          sent 0, received 0: nobody of us knows him
    In-Reply-To: <5ef75c@example.co.jp>           a message of ours, and who got it
    > お世話になっております。…                      the same by its words

An archive was written by others, too: every forged mail that reached a mailbox of ours lies
in it.  So "we wrote" is counted only where the author's own mailbox holds the message, and
nobody becomes a member of a thread by what he himself wrote.

It leaves alone: what was never indexed.  `covered` says whether the archive holds mail of
that time at all; without it, "never seen" cannot be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple, Protocol

from honmono.mail.message import Address, Message

DAY: Final = 86_400

LEAST_PAST: Final = 90 * DAY
"""An archive that begins later than this before a mail cannot say "never seen"."""

MOST_GAP: Final = 92 * DAY
"""Nor can one whose newest mail is older than this; to index each quarter is enough."""


class Span(NamedTuple):
    """Of when and of whom an archive has mail."""

    mailboxes: int
    first: int
    last: int
    """Seconds since 1970; single mails with a date that is far off are left out."""

    def reaches(self, moment: int) -> bool:
        """Would somebody who wrote before this moment have been seen?"""
        return self.first + LEAST_PAST <= moment <= self.last + MOST_GAP

    @property
    def days(self) -> tuple[str, str] | tuple[None, None]:
        """The first and the last day in ISO 8601; none where no mail has a date."""
        if not self.last:
            return None, None
        return _day(self.first), _day(self.last)

    def __str__(self) -> str:
        return " – ".join(_day(each) for each in (self.first, self.last))


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


class OurThread(NamedTuple):
    """A thread of our mail that a mail continues, by the id or the words of a message."""

    by_id: bool
    author: str
    """Of the oldest message that fits."""

    by_us: bool
    """It is ours, and lies in its author's own mailbox."""

    date: int
    people: tuple[Address, ...]
    """Everybody in the messages that fit, and everybody to whom somebody else wrote under
    the same subject; bounded."""

    is_member: bool
    """The sender is one of them, perhaps by another address of his."""

    closed: bool
    """Everybody whom the messages went to is a registered person of ours or has written
    to us from there: nobody is a list or a desk that hands our mail on to others."""

    answered: bool
    """The mail names the Message-ID of one that we sent to the sender, and the first of
    all messages between us and him is ours."""


@dataclass(frozen=True, slots=True)
class History:
    """What we had to do with the address in From before a mail."""

    span: Span
    covered: bool
    """The archive reaches the time of the mail.  Without it nothing may be concluded from
    what was not found."""

    sent: int = 0
    """Messages that one of us sent to the address in From."""

    received: int = 0
    """Messages from that address."""


class Past(Protocol):
    """Our archive, as far as a check asks it.  Older messages than the mail alone count.

    Each question has its price, so each is asked for itself.
    """

    def history_of(self, message: Message) -> History:
        """What we had to do with the address in From; cheap."""
        ...

    def thread_of(self, message: Message) -> OurThread | None:
        """The thread of ours that it continues; the quote is looked up."""
        ...

    def usual_of(self, message: Message) -> tuple[str, ...]:
        """Addresses from which people wrote under the name in From; never from his."""
        ...

    def holds(self, message: Message) -> bool:
        """Does its author's mailbox hold the same: Message-ID, sender, subject, text?

        Never of one with attachments, as nothing is kept of those.
        """
        ...

"""What a report is taken apart into, and what makes a way of reporting.

    Content-Type: message/rfc822          → Reported(Message "order.eml!1", inline=False)
    ---------- Forwarded message ---------
    From: 山田 太郎 <xk3@mail.example.net>   → Reported(Message "order.eml", inline=True)

A reported mail is a `Message` like any other.  What its report no longer holds of it is
among its `defects`: `headers-gone`, `address-gone`, `body-gone`; and `too-deep`, where
files in files were not opened any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Final, NamedTuple

from honmono.mail.message import Defect, Message
from honmono.mail.reports.block import Block
from honmono.mail.source import RawMail, Unreadable

MAX_REPORTED: Final = 100
"""Mails taken out of one report.  Digests of lists reach 50."""

MAX_NESTED: Final = 4
"""Files in files that are opened: a mail in a zip in a mail.  Attached messages that
are not encoded are found at any depth that `mail/message` follows."""

MAX_BYTES: Final = 256 * 2**20
"""Bytes of all mails taken out of one report: a mail that holds another holds its
bytes as well, so that a deep nest costs its square."""


class Reported(NamedTuple):
    """One mail that a report is about."""

    mail: Message | Unreadable
    raw: RawMail | None = None
    """Its bytes, by which it can be verified; None where the report does not hold all."""

    nested: bool = False
    """It lay in a mail inside the report: not the reporter put it there."""

    inline: bool = False
    """Typed or copied into the report's text.  Then there is no file of its own, and
    source and sha256 are the report's."""

    sure: bool = True
    """False where the report may as well be a mail that quotes this one."""

    head: Block | None = None
    """Its head as it stands in the report's text, with names that no address follows;
    None unless `inline`."""


def unopened(mail: Message) -> Message:
    """Say of a mail at the depth where we stop that what is attached to it stays shut."""
    if not mail.attachments:
        return mail
    defects = tuple(each for each in Defect if each in {*mail.defects, Defect.TOO_DEEP})
    return replace(mail, defects=defects)


class ShowsUs(Enum):
    """Does the sender of a mail show himself as us?"""

    NO = "no"
    """No; or by an address that is ours."""

    BY_NAME = "by-name"
    """By our name, and his address is gone."""

    FALSELY = "falsely"
    """By our name, with an address that is not ours."""


def shows_nobody(mail: Message) -> ShowsUs:
    """Answer for those who do not know who we are."""
    del mail
    return ShowsUs.NO


class Known(NamedTuple):
    """What is known about a report by those who know who we are."""

    by_colleague: bool = False
    """It is proved that one of us wrote it."""

    to_us: bool = True
    """It was sent to an address of ours, or nobody can tell."""

    shows_us: Callable[[Message], ShowsUs] = shows_nobody
    """Asked about each mail whose head stands in the report's text."""


Way = Callable[[RawMail, Message], Iterator[Reported]]
"""A way of reporting: the report's bytes and the same read → the mails inside it.

Source and number are given to them afterwards."""

"""Whose thread a mail shows: a quoted mail of ours, and was the sender part of it?

    From: Contact <xk3@mail.example.net>                       → OUTSIDE: a stolen thread
    > From: 山田 太郎 <yamada@example.co.jp>
    > To: 佐藤 <sato@kita.example>

Judged from the mail alone: the heads of its quotes name people, and whoever answers a mail
got it.  Programs such as Gmail quote only the author; then nobody can say who got it, and
what is left is whether the answer goes back to that author.

It leaves alone: whether the quoted mail was ever written (our archive would know), and
quotes whose heads show no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from honmono.check.org import Organization
from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Address, Message
from honmono.mail.message.quoted import QuotedHead, quoted_heads
from honmono.mail.message.thread import is_forward, is_reply


class Place(Enum):
    """Where the sender stands to the thread of ours that he quotes."""

    NO_THREAD = "no-thread"
    """Nothing of ours is quoted, as far as the heads of quotes say."""

    MEMBER = "member"
    """He, or somebody of his domain, is among the people quoted."""

    RETURNED = "returned"
    """A mail system's report to us (bounce, automatic answer): machines quote, too."""

    FORWARDED = "forwarded"
    """The mail says that it passes on what somebody else got."""

    LISTED = "listed"
    """The mail goes to a mailing list we know, where strangers answer each other."""

    ADDRESSED = "addressed"
    """He is not named, but nobody else is either, and he answers whom he quotes."""

    ASSERTED = "asserted"
    """Only his own word says how he came to it: a report to others than us, a list that
    we do not know; or he answers `info@` of ours, which our Reply-To may have named."""

    NAMED = "named"
    """Another address under the name of somebody in the thread who is not ours."""

    OUTSIDE = "outside"
    """The heads name others, or the answer goes to others: where did he get it?"""


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of ours that a mail shows."""

    place: Place = Place.NO_THREAD
    ours: Address | None = None
    """Who of us is quoted, or was written to; the newest one."""


NO_THREAD: Final = Thread()

_ADDED: Final = re.compile(r"[(（\[].*|\bvia\b.*|経由.*", re.IGNORECASE | re.DOTALL)
_MACHINES: Final = ("mailer-daemon", "postmaster")


def thread_of(message: Message, org: Organization) -> Thread:
    """Find the newest quoted mail that involves us, and place the sender."""
    sender = message.authors[0] if message.authors else None
    if sender is None:
        return NO_THREAD
    for body in message.bodies:
        if not body.may_show(*org.domains):
            continue
        heads = quoted_heads(body.segments)
        ours = next((who for who in _people(heads) if org.owns(who.domain)), None)
        if ours:
            return Thread(_place(message, sender, heads, org), ours)
    return NO_THREAD


def _place(
    message: Message, sender: Address, heads: tuple[QuotedHead, ...], org: Organization
) -> Place:
    people = list(_people(heads))
    if _is_among(sender, people):
        return Place.MEMBER
    receivers = [a for a in (*message.to, *message.cc) if a.domain]
    to_us = any(org.holds(address.domain) for address in receivers)
    machine = _is_machine(message, sender)
    if machine and to_us:
        return Place.RETURNED
    if is_forward(message.subject):
        return Place.FORWARDED
    if any(org.is_list(address.domain) for address in receivers):
        return Place.LISTED
    told_to_whom = any(head.recipients for head in heads)
    author = heads[0].author.address.lower()
    if not told_to_whom and any(a.address.lower() == author for a in receivers):
        return Place.ADDRESSED
    to_no_person = any(
        org.holds(a.domain) and not org.person_at(a.address) for a in receivers
    )
    to_the_desk = to_no_person and not told_to_whom
    if machine or to_the_desk or _names_its_list(message, receivers):
        return Place.ASSERTED
    others = {
        _plain(who.name) for who in people if who.name and not org.holds(who.domain)
    }
    return Place.NAMED if _plain(sender.name) in others else Place.OUTSIDE


def _plain(name: str) -> str:
    """A name without what programs add: blanks, capitals, `(via Helpdesk)`."""
    return "".join(_ADDED.sub("", name).lower().split())


def _people(heads: tuple[QuotedHead, ...]) -> Iterator[Address]:
    for head in heads:
        yield head.author
        yield from head.recipients or ()


def _is_among(sender: Address, people: list[Address]) -> bool:
    """Is it one of them, or a colleague of one: the same firm's domain?"""
    if any(sender.address.lower() == who.address.lower() for who in people):
        return True
    firm = organizational_domain(sender.domain)
    if not firm or is_free_mail(firm):
        return False
    return any(organizational_domain(who.domain) == firm for who in people)


def _is_machine(message: Message, sender: Address) -> bool:
    """Does a mail system write, not a person?  Machines return mail; none says `Re:`."""
    if is_reply(message.subject):
        return False
    if sender.address.lower().partition("@")[0] in _MACHINES:
        return True
    root = message.parts[0].content_type if message.parts else ""
    if root == "multipart/report":
        return True
    said = message.values("Auto-Submitted")
    return bool(said) and b"auto-replied" in said[0].lower()


def _names_its_list(message: Message, receivers: list[Address]) -> bool:
    """Is a recipient the list that the mail's own List-Post or List-Id names?"""
    names = b" ".join(
        (*message.values("List-Post"), *message.values("List-Id"))
    ).lower()
    if not names:
        return False
    for address in receivers:
        local, _, domain = address.address.lower().encode().rpartition(b"@")
        if local + b"@" + domain in names or local + b"." + domain in names:
            return True
    return False

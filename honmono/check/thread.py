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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from honmono.check.org import Organization
from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Address, Message
from honmono.mail.message.quoted import QuotedHead, is_passed_on, quoted_heads
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
    """The mail says that it passes on what somebody else got: in its subject, or above
    the first quoted mail of one that is no answer."""

    LISTED = "listed"
    """The mail goes to a mailing list we know, where strangers answer each other."""

    ADDRESSED = "addressed"
    """He is not named, but nobody else is either, and he answers whom he quotes."""

    ASSERTED = "asserted"
    """Only his own word says how he came to it: a report to others than us, a list that
    we do not know; or he answers `info@` of ours, which our Reply-To may have named."""

    NAMED = "named"
    """Another address under the name of somebody in the thread who is not ours, or of his
    mailbox at the same name under another ending: himself, or who imitates him."""

    OUTSIDE = "outside"
    """The heads name others, or the answer goes to others: where did he get it?"""


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of ours that a mail shows."""

    place: Place = Place.NO_THREAD
    ours: Address | None = None
    """Who of us is quoted, or was written to; the newest one."""


NO_THREAD: Final = Thread()
NOBODY: Final = Address("", "", "")
"""Where From is missing: he is among nobody's readers."""

_ADDED: Final = re.compile(r"[(（\[].*|\bvia\b.*|経由.*", re.IGNORECASE | re.DOTALL)
_GMAIL: Final = ("gmail.com", "googlemail.com")
_MACHINES: Final = ("mailer-daemon", "postmaster")


def thread_of(message: Message, org: Organization) -> Thread:
    """Find the newest quoted mail that involves us, and place the sender."""
    sender = message.authors[0] if message.authors else NOBODY
    for body in message.bodies:
        if not body.may_show(*org.domains):
            continue
        heads = quoted_heads(body.segments)
        ours = next((who for who in _people(heads) if org.owns(who.domain)), None)
        if ours:
            passed_on = is_forward(message.subject) or (
                not is_reply(message.subject) and is_passed_on(body.segments)
            )
            return Thread(
                _place(message, sender, heads, org, passed_on=passed_on), ours
            )
    return NO_THREAD


def _place(
    message: Message,
    sender: Address,
    heads: tuple[QuotedHead, ...],
    org: Organization,
    *,
    passed_on: bool,
) -> Place:
    people = list(_people(heads))
    if is_among(sender, people):
        return Place.MEMBER
    receivers = [a for a in (*message.to, *message.cc) if a.domain]
    to_us = any(org.holds(address.domain) for address in receivers)
    machine = _is_machine(message, sender)
    if machine and to_us:
        return Place.RETURNED
    if passed_on:
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
    others = [who for who in people if not org.holds(who.domain)]
    named = any(bears_name_of(sender, who) for who in others)
    return Place.NAMED if named else Place.OUTSIDE


def _plain(name: str) -> str:
    """A name without what programs add: blanks, capitals, `(via Helpdesk)`."""
    return "".join(_ADDED.sub("", name).lower().split())


def _people(heads: tuple[QuotedHead, ...]) -> Iterator[Address]:
    for head in heads:
        yield head.author
        yield from head.recipients or ()


def is_among(sender: Address, people: Sequence[Address]) -> bool:
    """Is it one of them, or a colleague of one: the same firm's domain?"""
    if not sender.address:
        return False
    mailbox = _mailbox(sender)
    if any(mailbox == _mailbox(who) for who in people):
        return True
    firm = organizational_domain(sender.domain)
    if not firm or is_free_mail(firm):
        return False
    return any(organizational_domain(who.domain) == firm for who in people)


def _mailbox(who: Address) -> str:
    """Where mail to an address ends up: without a tag, and without Gmail's dots."""
    local, _, domain = who.address.lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        local, domain = local.replace(".", ""), _GMAIL[0]
    return f"{local}@{domain}"


def bears_name_of(sender: Address, who: Address) -> bool:
    """Is it his name, or his mailbox at a domain that differs in its ending alone?"""
    name = _plain(who.name)
    if name and name == _plain(sender.name):
        return True
    local, _, domain = sender.address.lower().rpartition("@")
    if local != who.address.lower().rpartition("@")[0] or is_free_mail(domain):
        return False
    firm = organizational_domain(domain).partition(".")[0]
    return bool(firm) and firm == organizational_domain(who.domain).partition(".")[0]


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

"""A mail that is asked about → `Forgery`.

    From: "Sato Hanako" <info@harbor-travel.example>     shown, address
    To: ito@partner.example                              recipients
    Date, Received                                       date
    In-Reply-To, References                              references, the nearest first

Of a mail that was forwarded inline, a person's name is often all that is left: of the
sender (no address) and of recipients (`named`).  Whoever forwards it has got it.

It leaves alone: whether the mail is forged at all.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org import Organization
from honmono.mail.message import Address, Message
from honmono.mail.message.addresses import read_return_path
from honmono.mail.reports.passed_on import names
from honmono.trace.forgery import Forgery
from honmono.trace.reports.asked_about import Asked
from honmono.trace.reports.heads import people_in
from honmono.trace.reports.left_by import left_by
from honmono.trace.reports.quotation import quotation_of

MAX_DELAY: Final = 3 * 86_400
"""Seconds between Date and the first Received that are believed; queues give up later,
but a Date that is off by more was mostly never true."""

MAX_RECIPIENTS: Final = 200
_ENVELOPE: Final = ("delivered-to", "x-original-to", "envelope-to")


def forgery_of(asked: Asked, org: Organization) -> Forgery:
    """Read all that a trace asks about a mail."""
    mail = asked.mail
    left = left_by(mail, org)
    quote = quotation_of(mail)
    recipients, named = _recipients(asked)
    author = mail.authors[0] if mail.authors else None
    name = author.name if author else ""
    address = author.address if author else ""
    shown = name or address
    if asked.head and not name:  # programs show the name alone, which may be an address
        address = ""
    return Forgery(
        source=mail.source,
        date=date_of(mail),
        shown=" ".join(shown.split()),
        address=address.lower(),
        recipients=recipients,
        subject=mail.subject.text if mail.values("subject") else None,
        references=tuple(
            dict.fromkeys((*mail.in_reply_to, *reversed(mail.references)))
        ),
        quoted=quote.text,
        path=left.path,
        account=left.account,
        vouched=left.vouched,
        heads=quote.heads,
        bare=quote.bare,
        named=named,
        message_id=mail.message_id,
    )


def date_of(mail: Message) -> int | None:
    """When it was sent: by Date, unless the first server that took it says otherwise."""
    said = int(mail.date.timestamp()) if mail.date else None
    taken = mail.hops[0].at if mail.hops else None
    if taken is None:
        return said
    received = int(taken.timestamp())
    if said is None or abs(received - said) > MAX_DELAY:
        return received
    return said


def _recipients(asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Addresses of those who got it, and names of whom no address is left."""
    mail, head, reporter = asked.mail, asked.head, asked.reporter
    told = [who.address.lower() for who in (*mail.to, *mail.cc) if who.domain]
    named: tuple[str, ...] = ()
    if head and reporter:
        said = f"{head.says('to')};{head.says('cc')}"
        _, named = people_in(said)
        is_named = tuple(name for name in named if _may_be(name, reporter))
        if is_named or (not told and not named):
            told.append(reporter.address.lower())
        named = tuple(name for name in named if name not in is_named)
    elif not set(told) - {who.address.lower() for who in mail.authors}:
        told += _of_envelope(mail) or (
            [reporter.address.lower()] if reporter and reporter.address else []
        )
    return tuple(dict.fromkeys(told))[:MAX_RECIPIENTS], named


def _may_be(name: str, who: Address) -> bool:
    """Is it his name, or a part of it: 山田 for 山田 太郎?"""
    words = frozenset(name.lower().replace(",", " ").split())
    return names(name, who) or words <= frozenset(who.name.lower().split())


def _of_envelope(mail: Message) -> list[str]:
    """Whose mailbox the server put it into, where To does not say: a blind copy."""
    fields = [value for name in _ENVELOPE for value in mail.values(name)[:1]]
    found = (read_return_path(value) for value in fields)
    return [who.address.lower() for who in found if who and who.domain]

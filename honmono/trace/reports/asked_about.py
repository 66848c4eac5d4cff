"""Which mail is a report about: the one inside it, or itself?

    From: 佐藤 <sato@kita.example>              honest: never a forgery
    To: abuse@example.co.jp
    …
    差出人: 山田 太郎 <xk3@mail.example.net>      asked about

    From: 山田 太郎 <xk3@mail.example.net>        asked about, as it came
    Subject: RE: 見積書の件
    -----Original Message-----                  the thread that he stole

Most reports are the forged mail itself, and forged mails quote and attach what looks like a
report.  So the mail around is asked about where nothing in it is reported
(`mail/reports`), and where it shows itself as us by an address that is not ours, unless
it says that it passes on.  A mail inside is read in the same way, for colleagues pass on
what customers have passed on.

It leaves alone: who is right where a forged mail claims to be a report to our desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import Judgement, judge_message
from honmono.check.reports import known_about
from honmono.check.verdict import Answer
from honmono.mail.message import Address, Message, Role
from honmono.mail.message.parse import parse
from honmono.mail.message.thread import is_reply
from honmono.mail.reports import Known, Reported, ShowsUs, inline, reported
from honmono.mail.reports.block import Block
from honmono.mail.reports.passed_on import goes_to_a_desk
from honmono.mail.source import RawMail, Trouble, Unreadable

MAX_LEVELS: Final = 8
"""Reports in reports: a customer's, passed on by a colleague, passed on by another …"""

LOST: Final = (
    "a report without the mail that it is about: neither attached nor in its text; "
    "ask the reporter to forward that mail as an attachment"
)

TOO_DEEP: Final = f"it lies in more reports in reports than are opened ({MAX_LEVELS})"


class Asked(NamedTuple):
    """A mail that somebody asks about."""

    mail: Message
    head: Block | None = None
    """Where the mail was forwarded inline: its head as it stands there."""

    reporter: Address | None = None
    """Who sent the report; None where nobody stands between us and the mail."""


def asked_about(raw: RawMail, us: Portrait) -> Iterator[Asked | Unreadable]:
    """Yield the mails that a report is about, or what could not be got at."""
    yield from _in(raw, parse(raw), us, None, MAX_LEVELS)


def _in(
    raw: RawMail, report: Message, us: Portrait, reporter: Address | None, levels: int
) -> Iterator[Asked | Unreadable]:
    """The same of a mail that `reporter` has sent."""
    second_hand = reporter is not None and not us.org.owns(reporter.domain)
    own = judge_message(report, us, second_hand=second_hand)
    known = _known(own, us)
    found = [each for each in reported(raw, report, known) if not each.nested]
    if _is_forged_itself(own, found, known):
        found = []
    if not found:
        if _is_lost(own, reporter, us):
            yield Unreadable(report.source, Trouble.MISSING, LOST, report.sha256)
        else:
            yield Asked(report, None, reporter)
        return
    author = report.authors[0] if report.authors else None
    if in_text := [each for each in found if each.inline]:
        yield _in_text(in_text, author, us, levels)
    for each in found:
        if isinstance(each.mail, Unreadable):
            yield each.mail
        elif each.inline:
            continue
        elif each.raw is None:
            yield Asked(each.mail, None, author)
        elif not levels:
            yield Unreadable(each.mail.source, Trouble.TOO_LARGE, TOO_DEEP)
        else:
            inner = replace(each.raw, source=each.mail.source)
            yield from _in(inner, each.mail, us, author, levels - 1)


def _in_text(
    found: Sequence[Reported], reporter: Address | None, us: Portrait, levels: int
) -> Asked:
    """The mail whose head stands in a text; or, where it passes on another, that one.

    `found` are the heads of one text, the outermost first.  A mail without a word of its
    own passes on: forgers write something.
    """
    first, *below = found
    mail = first.mail
    if not isinstance(mail, Message):
        raise TypeError("a head in a text is always read")
    author = mail.authors[0] if mail.authors else None
    if below and not any(body.words_of(Role.OWN).strip() for body in mail.bodies[:1]):
        return _in_text(below, author, us, levels)
    own = judge_message(mail, us)
    known = _known(own, us)
    if author and reporter and author.domain and author.domain == reporter.domain:
        known = known._replace(to_us=True)  # a colleague of the reporter, who got it
    below = list(inline.mails(mail, known)) if levels else []
    if not below or _is_forged_itself(own, below, known):
        return Asked(mail, first.head, reporter)
    return _in_text(below, author, us, levels - 1)


def _known(own: Judgement, us: Portrait) -> Known:
    """What we know of the author.

    Who abuses an account of ours answers a stolen thread, writes to outsiders, or shows
    another's name under that account.  A colleague who reports does none of it.
    """
    known, mail = known_about(own, us), own.message
    reports = goes_to_a_desk(mail) or (known.to_us and not is_reply(mail.subject))
    if known.by_colleague and not (reports and _shows_its_owner(own, us)):
        return known._replace(by_colleague=False)
    return known


def _shows_its_owner(own: Judgement, us: Portrait) -> bool:
    """Does the name in From belong to the address, as far as we know its owner?"""
    author = own.message.authors[0]
    owner = us.org.person_at(author.address)
    if owner is None or not author.name or author.name == author.address:
        return True
    shown = us.names.find(author.name)
    if shown and (shown.organization or shown.person == owner):
        return True
    names = (owner.name, owner.romaji, *owner.nicknames)
    known = {word for name in names for word in name.lower().split()}
    return not known.isdisjoint(author.name.lower().replace(",", " ").split())


def _is_forged_itself(own: Judgement, found: Sequence[Reported], known: Known) -> bool:
    """Is the mail around what is asked about, whatever lies in it?

    It is where it shows itself as us and is not, and nothing in it does; and where what
    stands in it may as well be a quote.
    """
    if goes_to_a_desk(own.message):
        return False
    mails = [each.mail for each in found if isinstance(each.mail, Message)]
    if own.verdict.answer is Answer.FORGED and "From" in own.claims.where:
        return all(known.shows_us(mail) is ShowsUs.NO for mail in mails)
    return bool(found) and not any(each.sure for each in found)


def _is_lost(own: Judgement, reporter: Address | None, us: Portrait) -> bool:
    """Does an honest mail go to our own desk for reports, with nothing in it?"""
    mail = own.message
    to_us = any(us.org.holds(who.domain) for who in (*mail.to, *mail.cc))
    if reporter is not None or not (to_us and goes_to_a_desk(mail)):
        return False
    return own.verdict.answer is not Answer.FORGED

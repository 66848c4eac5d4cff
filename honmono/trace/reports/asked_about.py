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

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import Judgement, judge_message
from honmono.check.reports import known_about
from honmono.check.verdict import Answer
from honmono.mail.auth import aligned
from honmono.mail.message import Address, Message, Role
from honmono.mail.message.parse import parse
from honmono.mail.message.thread import is_forward, is_reply
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

_MAX_WORDS: Final = 20_000
"""Characters of own words in which links are looked for."""

_LINK: Final = re.compile(r"https?://(?:[^\s/@]{1,80}@)?([\w.-]{1,253})", re.IGNORECASE)


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
    shut = [each.mail for each in found if isinstance(each.mail, Unreadable)]
    yield from shut
    if len(shut) == len(found):
        if shut and (goes_to_a_desk(report) or is_forward(report.subject)):
            return  # the mail that it is about could not be read, and that is said
        if _is_lost(own, reporter, us):
            yield Unreadable(report.source, Trouble.MISSING, LOST, report.sha256)
        else:
            yield Asked(report, None, reporter)
        return
    author = report.authors[0] if report.authors else None
    if in_text := [each for each in found if each.inline]:
        yield from _in_text(in_text, author, us, levels)
    for each in found:
        if isinstance(each.mail, Unreadable) or each.inline:
            continue
        if each.raw is None:
            yield Asked(each.mail, None, author)
        elif not levels:
            yield Unreadable(each.mail.source, Trouble.TOO_LARGE, TOO_DEEP)
        else:
            inner = replace(each.raw, source=each.mail.source)
            yield from _in(inner, each.mail, us, author, levels - 1)


def _in_text(
    found: Sequence[Reported], reporter: Address | None, us: Portrait, levels: int
) -> Iterator[Asked]:
    """The mails whose heads stand in a text; of one that passes on another, that one.

    `found` are these heads, the outermost first.  Who shows himself as us and is not is
    asked about; whoever else has another below him passes it on.
    """
    for place, each in enumerate(found, start=1):
        mail = each.mail
        if not isinstance(mail, Message):  # cannot be: nothing is opened for a head
            continue
        author = mail.authors[0] if mail.authors else None
        own = judge_message(mail, us)
        known = _known(own, us)
        falsely = known.shows_us(mail) is ShowsUs.FALSELY
        if not falsely and place < len(found):
            reporter = author
            continue
        if author and reporter and author.domain and author.domain == reporter.domain:
            # A colleague of the reporter, who got it from him.
            known = known._replace(to_us=True)
        below = list(inline.mails(mail, known)) if levels and not falsely else []
        if below and not _is_forged_itself(own, below, known):
            yield from _in_text(below, author, us, levels - 1)
        else:
            yield Asked(mail, each.head, reporter)


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

    It is where it shows itself as us and is not, and nothing in it does; and where it has
    a bait, and what stands in its text may as well be a quote.
    """
    if goes_to_a_desk(own.message) or not found:
        return False
    mails = [each.mail for each in found if isinstance(each.mail, Message)]
    if any(known.shows_us(mail) is ShowsUs.FALSELY for mail in mails):
        return False
    if own.verdict.answer is Answer.FORGED and "From" in own.claims.where:
        return True
    quotes = all(each.inline and not (each.head and each.head.mark) for each in found)
    return quotes and _has_bait(own.message, sure=all(each.sure for each in found))


def _has_bait(mail: Message, *, sure: bool) -> bool:
    """Does it bring a file, or a link in its own words that leads to others than him?

    Who forwards has neither, but for the files that he passes on and his own page.
    """
    words = mail.body.words_of(Role.OWN) if mail.body else ""
    own = {author.domain for author in mail.authors}
    hosts = (host.lower() for host in _LINK.findall(words[:_MAX_WORDS]))
    if any(not any(aligned(host, domain) for domain in own) for host in hosts):
        return True
    return not sure and bool(mail.attachments) and not is_forward(mail.subject)


def _is_lost(own: Judgement, reporter: Address | None, us: Portrait) -> bool:
    """Does an honest mail go to our own desk for reports, with nothing in it?"""
    mail = own.message
    to_us = any(us.org.holds(who.domain) for who in (*mail.to, *mail.cc))
    if reporter is not None or not (to_us and goes_to_a_desk(mail)):
        return False
    return own.verdict.answer is not Answer.FORGED

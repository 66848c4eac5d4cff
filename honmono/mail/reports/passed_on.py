"""Is a head what a report is about, or the thread that a mail quotes?

    Subject: Fwd: Invoice        ---------- Forwarded message ---------     passed on
    Subject: Re: Invoice         -----Original Message-----                 quoted

Any mail may quote, and forgers quote stolen threads, so a head alone makes no report: the
mail must say that it passes on (a mark, its subject), and the head must not contradict it.

It leaves alone: whether the reporter is honest.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from functools import cache
from typing import Final

from honmono.mail.message import Address, Body, Message, Subject
from honmono.mail.message.quote_heads import DASHES, languages_of
from honmono.mail.message.quoted import addresses_in
from honmono.mail.message.thread import forward_languages, is_forward, is_reply
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports import shown_date
from honmono.mail.reports._core import Known
from honmono.mail.reports.block import Block
from honmono.mail.reports.block_lines import squeezed
from honmono.mail.reports.rebuilt import sender_in
from honmono.tables import rows

FRESH: Final = timedelta(days=45)
"""From the mail to its report.  People report what they have just got."""

_ADDED: Final = re.compile(r"[(（\[【].*")
"""What people put behind their name: `佐藤 次郎（北電機）`."""

_WORD: Final = re.compile(r"[^\W\d_]+")


class Passed(Enum):
    """Does a mail pass on the one whose head stands in it?"""

    YES = "yes"
    NO = "no"
    """It quotes it, or the head is somebody else's."""

    PERHAPS = "perhaps"
    """Nothing says so, and nothing speaks against it."""


def passed_on(report: Message, body: Body, block: Block, known: Known) -> Passed:
    """Is the mail with this head what the report is about, not a thread that it quotes?

    1. One of us passes it on, unless he writes back to its author.
    2. An answer (`Re:`) to the mail in the head quotes it; so does one that has `>` before
       the mark, as answers to a digest have.
    3. With a mark it is passed on; `Forwarded by … on …` must name the author of the
       report and its day, unless it goes to a desk.
    4. To a desk (`abuse@`) it is passed on.
    5. Who quotes his own mail does not report it, unless it went to himself, too: the
       mail that seems to come from oneself is a well-known fraud.
    6. Else it must be likely that the author got the mail lately, and passes it on to us,
       for stolen threads are older than reports: the subject says so, or the head names
       his address.
    """
    author = report.authors[0] if report.authors else Address("", "", "")
    sender = sender_in(body, block)
    if known.by_colleague:
        return Passed.NO if _writes_back(report, sender) else Passed.YES
    inner = read_subject(block.says("subject"))
    answers = _answers(report, body, block)
    if answers and (inner.text != report.subject.text or _has_sign(body, block)):
        return Passed.NO
    if block.mark:
        his = _is_his_mark(author, report, block) or goes_to_a_desk(report)
        return Passed.YES if his else Passed.NO
    if answers:
        return Passed.NO
    if goes_to_a_desk(report):
        return Passed.YES
    if _is_same(author, sender) and not names(block.says("to"), author):
        return Passed.NO
    if not known.to_us:
        return Passed.PERHAPS
    fresh, addressed = _is_fresh(report, block), _is_addressed(author, block)
    if is_forward(report.subject) and _shares_subject(report.subject, inner):
        likely = addressed or (fresh and _may_have_got(author, block))
    else:
        likely = addressed and fresh and not is_forward(report.subject)
    return Passed.YES if likely else Passed.PERHAPS


def _answers(report: Message, body: Body, block: Block) -> bool:
    """Is it an answer?  `VS:` is one above a Finnish head, not above a Danish one."""
    if not is_reply(report.subject):
        return False
    passing = forward_languages(report.subject)
    head = body.text.split("\n")[block.start : block.end] if passing else []
    return not any(languages_of(line.lstrip("> ")) & passing for line in head)


def _writes_back(report: Message, sender: Address) -> bool:
    """Does it go to the author of what it quotes?"""
    return any(_is_same(sender, who) for who in (*report.to, *report.cc))


def _is_his_mark(author: Address, report: Message, block: Block) -> bool:
    """Does the mark name him, if it names somebody, and the day, if it gives one?"""
    if block.forwarder and not names(block.forwarder, author):
        return False
    forwarded = shown_date.read(block.mark.strip(DASHES), report.date)
    if forwarded is None or report.date is None:
        return True
    return abs(report.date - forwarded) < timedelta(days=2)


def _has_sign(body: Body, block: Block) -> bool:
    return body.text.split("\n")[block.start].lstrip().startswith((">", "＞"))


def goes_to_a_desk(report: Message) -> bool:
    """Does it go to an address where suspicious mail is reported?"""
    return any(
        not _report_desks().isdisjoint(
            _WORD.findall(who.address.lower().partition("@")[0])
        )
        for who in (*report.to, *report.cc)
    )


def _is_fresh(report: Message, block: Block) -> bool:
    """Was the mail written shortly before the report, as far as both say when?"""
    date = shown_date.read(block.says("date"), report.date)
    return date is None or report.date is None or report.date - date < FRESH


@cache
def _report_desks() -> frozenset[str]:
    return frozenset(word for (word,) in rows("report_desks.tsv"))


def _shares_subject(outer: Subject, inner: Subject) -> bool:
    """Is one the other, or with words more?  Programs copy it letter by letter."""
    one, other = ("".join(subject.base.split()) for subject in (outer, inner))
    return one in other or other in one


def _is_addressed(author: Address, block: Block) -> bool:
    """Does the head name his own address as one that got the mail?"""
    said = f"{block.says('to')} {block.says('cc')}".lower()
    return bool(author.address) and author.address.lower() in said


def _may_have_got(author: Address, block: Block) -> bool:
    """Is he among the recipients of the head, as far as they can be told?"""
    if not block.says("to"):
        return True
    said = f"{block.says('to')} {block.says('cc')}"
    shown = list(addresses_in(said))
    if any(who.domain == author.domain for who in shown):
        return True
    # His name beside another address is somebody else, or whom a forger imitates.
    others = any(_is_same(author, who) for who in shown)
    return not shown or (not others and names(said, author))


def _is_same(one: Address, other: Address) -> bool:
    """Do both show one person: the address, or else the name?"""
    if one.address and one.address.lower() == other.address.lower():
        return True
    mine, his = _words_of(one.name), _words_of(other.name)
    return bool(mine) and mine == his


def names(text: str, who: Address) -> bool:
    """Does a line of people name him: by address, or by every word of his name?"""
    lower = text.lower()
    if who.address and who.address.lower() in lower:
        return True
    name = _ADDED.sub("", who.name) or who.address.partition("@")[0]
    words = _words_of(name)
    return bool(words) and (
        words <= _words_of(text)
        or (not name.isascii() and squeezed(name) in squeezed(text))
    )


def _words_of(name: str) -> frozenset[str]:
    """The words of a name, in any order: `Fossum, Drew` is `Drew Fossum`."""
    return frozenset(
        word for word in map(str.lower, _WORD.findall(name)) if len(word) > 1
    )

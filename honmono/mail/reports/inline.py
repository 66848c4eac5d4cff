"""A mail forwarded inline: its head and words stand in the text of the report.

    Subject: Fwd: Invoice

    Is this from you?

    ---------- Forwarded message ---------
    From: 山田 太郎 <xk3@mail.example.net>

Only the mail on top is reported: what it quotes itself stays its quote.  Where that mail
is nothing but a forward again, the one below is reported as well, since nobody can say
from outside which of them was meant.

Any mail may quote, and forgers quote stolen threads, so a head alone makes no report: the
mail must say that it passes on (a mark, its subject), and the head must not contradict it.
`is_passed_on` lists the questions.

It leaves alone: answers that quote (`On …, Taro wrote:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from honmono.mail.message import Address, Body, Message, Subject
from honmono.mail.message.quote_heads import is_attribution, is_strong_attribution
from honmono.mail.message.quoted import addresses_in
from honmono.mail.message.thread import is_forward, is_reply
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports.blocks import Block, find, lines_of
from honmono.mail.reports.rebuilt import rebuilt, sender_in

MAX_CHAIN: Final = 5
"""Forwards of forwards that are followed."""

_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A body, and the head of the mail that it passes on."""

    body: Body
    lines: list[str]
    block: Block


def mails(report: Message, *, has_others: bool) -> Iterator[Message]:
    """Yield the forwarded mails, the outermost first; none where nothing is forwarded.

    `has_others`: the reported mail is attached; then the text must be marked as a forward.
    """
    found = _first(report)
    if found is None or not is_passed_on(report, found.body, found.block):
        return
    if has_others and not found.block.mark and not is_forward(report.subject):
        return
    for block in _chain(found, report.subject):
        yield rebuilt(report, found.body, block)


def _first(report: Message) -> _Found | None:
    """The first head of the body that tells most: one that still has the address."""
    best: _Found | None = None
    bodies = sorted(report.bodies, key=lambda body: not body.html)
    for body in bodies:
        lines = lines_of(body.text)
        block = find(lines, report.subject)
        if block is None or _answers_above(lines, block.start):
            continue
        if best is None or (
            sender_in(body, block).address
            and not sender_in(best.body, best.block).address
        ):
            best = _Found(body, lines, block)
    return best


def _answers_above(lines: list[str], stop: int) -> bool:
    """Does the mail quote somebody before the head, as an answer does?"""
    return any(
        line[-1:] in (":", "：")
        and is_attribution(line, line)
        and is_strong_attribution(line)
        for line in lines[:stop]
        if line
    )


def is_passed_on(report: Message, body: Body, block: Block) -> bool:
    """Is the mail with this head what the report is about, not a thread that it quotes?

    1. Nobody reports himself: the head must not name the author of the report.
    2. An answer (`Re:`) to the mail in the head quotes it.
    3. `Forwarded by` names the author of the report, where it names somebody.
    4. A mark says it; else the subject does, and then the head must not contradict: its
       subject is the report's without `FW:`, and its recipients are the reporter,
       somebody of his domain, or nobody.
    """
    author = report.authors[0] if report.authors else Address("", "", "")
    sender = sender_in(body, block)
    if _is_same(author, sender):
        return False
    inner = read_subject(block.says("subject"))
    if is_reply(report.subject) and inner.text.strip() != report.subject.text.strip():
        return False
    if block.forwarder and not _names(block.forwarder, author):
        return False
    if block.mark:
        return True
    return (
        is_forward(report.subject)
        and _shares_subject(report.subject, inner)
        and _may_have_got(author, block)
    )


def _shares_subject(outer: Subject, inner: Subject) -> bool:
    """Is one the other, or with words more?  Programs copy it letter by letter."""
    one, other = ("".join(subject.base.split()) for subject in (outer, inner))
    return one in other or other in one


def _may_have_got(author: Address, block: Block) -> bool:
    """Is he among the recipients of the head, as far as they can be told?"""
    if not block.says("to"):
        return True
    said = f"{block.says('to')} {block.says('cc')}"
    for address in addresses_in(said):
        if address.domain == author.domain:
            return True
    return _names(said, author)


def _is_same(one: Address, other: Address) -> bool:
    """Do both show one person: the address, or else the name?"""
    if one.address and one.address.lower() == other.address.lower():
        return True
    mine, his = _words_of(one.name), _words_of(other.name)
    return bool(mine) and mine == his


def _names(text: str, who: Address) -> bool:
    """Does a line of people name him: by address, or by every word of his name?"""
    lower = text.lower()
    if who.address and who.address.lower() in lower:
        return True
    words = _words_of(who.name) or _words_of(who.address.partition("@")[0])
    return bool(words) and words <= _words_of(text)


def _words_of(name: str) -> frozenset[str]:
    """The words of a name, in any order: `Fossum, Drew` is `Drew Fossum`."""
    return frozenset(
        word for word in map(str.lower, _WORD.findall(name)) if len(word) > 1
    )


def _chain(found: _Found, subject: Subject) -> Iterator[Block]:
    """The head, and those of mails that the mail below it does nothing but pass on."""
    block = found.block
    for _ in range(MAX_CHAIN):
        yield block
        inner = find(found.lines, subject, block.end)
        if inner is None or any(found.lines[block.end : inner.start]):
            return
        if not inner.mark and not is_forward(read_subject(block.says("subject"))):
            return
        block = inner

"""A mail forwarded inline: its head and words stand in the text of the report.

    Subject: Fwd: Invoice

    Is this from you?

    ---------- Forwarded message ---------
    From: 山田 太郎 <xk3@mail.example.net>

Which of the heads in a text are reported, and not merely quoted?

1. The one on top, where the mail says that it passes it on (`passed_on`); and the one
   below, where that mail is nothing but a forward again: nobody can say from outside
   which of them was meant.
2. Every one whose sender shows himself as us, and is not: no letter of ours looks so,
   whatever the mail around it says.
3. The one on top whose sender shows our name, and the address is gone, unless the mail
   says that it only quotes.

What else a reported mail quotes stays its quote.

It leaves alone: answers that quote (`On …, Taro wrote:`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from honmono.mail.message import Body, Message
from honmono.mail.message.quote_heads import (
    is_attribution,
    is_strong_attribution,
)
from honmono.mail.message.thread import is_forward
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports._core import Known, Reported, ShowsUs
from honmono.mail.reports.block import Block
from honmono.mail.reports.block_lines import MAIN
from honmono.mail.reports.blocks import find
from honmono.mail.reports.body_lines import lines_of
from honmono.mail.reports.passed_on import Passed, passed_on
from honmono.mail.reports.rebuilt import rebuilt, sender_in, texts_below

MAX_HEADS: Final = 10
"""Heads of one text that are looked at: forwards of forwards, and several in one mail."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A head, and the body in which it stands."""

    body: Body
    lines: list[str]
    block: Block


def mails(report: Message, known: Known) -> Iterator[Reported]:
    """Yield the forwarded mails, the outermost first; none where nothing is forwarded."""
    found = _first(report)
    if found is None:
        return
    passed = passed_on(report, found.body, found.block, known)
    for _ in range(MAX_HEADS):
        mail = rebuilt(report, found.body, found.block)
        shown = ShowsUs.NO if passed is Passed.YES else known.shows_us(mail)
        if passed is Passed.YES or shown is ShowsUs.FALSELY:
            yield Reported(mail, inline=True, head=found.block)
        elif passed is Passed.PERHAPS and shown is ShowsUs.BY_NAME:
            yield Reported(mail, inline=True, sure=False, head=found.block)
        below = _below(report, found)
        if below is None:
            return
        again = passed is Passed.YES and _passes_on(found, below)
        passed = Passed.YES if again else Passed.NO
        found = below


def _first(report: Message) -> _Found | None:
    """The first head of the body whose head tells most; of equal ones that of the page."""
    found = []
    for body in sorted(report.bodies, key=lambda body: not body.html):
        lines = lines_of(body.text)
        block = find(lines, report.subject)
        if block and not _answers_above(lines, block.start):
            found.append(_Found(body, lines, block))
    return max(found, key=_told, default=None)


def _below(report: Message, found: _Found) -> _Found | None:
    """The next head, in the same text or in one that goes on with it."""
    if block := find(found.lines, report.subject, found.block.end):
        return _Found(found.body, found.lines, block)
    for body in texts_below(report, found.body):
        lines = lines_of(body.text)
        if block := find(lines, report.subject):
            return _Found(body, lines, block)
    return None


def _told(found: _Found) -> tuple[bool, int]:
    """How much a head tells: the address before all."""
    known = [kind for kind in MAIN if found.block.says(kind)]
    return bool(sender_in(found.body, found.block).address), len(known)


def _answers_above(lines: list[str], stop: int) -> bool:
    """Does the mail quote somebody before the head, as an answer does?"""
    return any(
        line[-1:] in (":", "：")
        and is_attribution(line, line)
        and is_strong_attribution(line)
        for line in lines[:stop]
        if line
    )


def _passes_on(found: _Found, below: _Found) -> bool:
    """Does the mail under a head do nothing but pass on the one below it?"""
    block, next_ = found.block, below.block
    if found.body is not below.body or any(found.lines[block.end : next_.start]):
        return False
    return bool(next_.mark) or is_forward(read_subject(block.says("subject")))

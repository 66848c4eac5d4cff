"""A mail forwarded inline: its head and words stand in the text of the report.

    Subject: Fwd: Invoice

    Is this from you?

    ---------- Forwarded message ---------
    From: 山田 太郎 <xk3@mail.example.net>

Only the mail on top is reported: what it quotes itself stays its quote.  Where that mail
is nothing but a forward again, the one below is reported as well, since nobody can say
from outside which of them was meant.

Whether a mail passes on at all, and does not merely quote, is asked in `passed_on`.

It leaves alone: answers that quote (`On …, Taro wrote:`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from honmono.mail.message import Body, Message, Subject
from honmono.mail.message.quote_heads import (
    is_attribution,
    is_strong_attribution,
)
from honmono.mail.message.thread import is_forward
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports.block import Block
from honmono.mail.reports.blocks import find, lines_of
from honmono.mail.reports.passed_on import is_passed_on
from honmono.mail.reports.rebuilt import rebuilt, sender_in

MAX_CHAIN: Final = 5
"""Forwards of forwards that are followed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A body, and the head of the mail that it passes on."""

    body: Body
    lines: list[str]
    block: Block


def mails(report: Message, *, by_colleague: bool) -> Iterator[Message]:
    """Yield the forwarded mails, the outermost first; none where nothing is forwarded."""
    found = _first(report)
    if found is None or not is_passed_on(
        report, found.body, found.block, by_colleague=by_colleague
    ):
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

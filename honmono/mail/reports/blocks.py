"""The head of a forwarded mail: who wrote it, when, to whom, about what.

    -----Original Message-----
    From: Taro Yamada [mailto:xk3@mail.example.net]
    Sent: Monday, June 8, 2026 10:15 AM
    To: 佐藤
    Subject: Invoice

Programs write it, people and mailers damage it: lines are wrapped or run into one, blank
lines get between, a label is lost.  What is a label is known by `quote_heads`; here a
block is read with patience, because whoever forwards wants it to be found.

It leaves alone: whether the mail is a report (`inline`), and attributions (`Taro wrote:`),
which begin answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from honmono.mail.message.model import Subject
from honmono.mail.message.quote_heads import (
    DASHES,
    RULES,
    TIME,
    is_forward_mark,
    is_original,
    label,
)
from honmono.mail.reports import shown_date
from honmono.mail.reports.block import Block
from honmono.mail.reports.block_lines import attributed, is_date, sent_on, with_colon
from honmono.mail.reports.block_reader import MAX_BLOCK, read_block

_NEAR: Final = 12
"""Lines below a mark in which a head of another kind stands."""

_RULE: Final = f"[{re.escape(''.join(sorted(RULES)))}]{{3,80}}+"
_RUN_ON: Final = re.compile(
    rf"(?:{_RULE}\s{{0,3}}[^\W\d_].{{1,120}}?{_RULE}|[^\W\d_][^:：]{{5,50}}[:：])[\s>]{{0,9}}"
    r"(?=[^\W\d_]{1,24}\s?[:：]\s{0,9}\S|[^<>:：]{1,80}<[^<>\s]{1,99}@)"
)
"""A mark with which the head below was run together."""

_OPENING: Final = frozenset({"sender", "date", "to", "subject"})


def find(lines: Sequence[str], subject: Subject, begin: int = 0) -> Block | None:
    """Find the first head from line `begin` on.

    `subject` is the report's: it tells where a subject ends that
    was wrapped, or that lost its label.
    """
    at = begin
    while at < len(lines):
        line = lines[at]
        block = None
        mark, run_on = _split_mark(line) if line else ("", "")
        if mark:
            block = _marked(lines, at, mark, run_on, subject)
        elif line and label(line) in _OPENING:
            block = read_block(lines, at, Block(at), subject)
            block = block if _is_sure(block) else _of_notes(lines, at, subject)
            if block and "date" not in block.fields and at and is_date(lines[at - 1]):
                block.fields["date"] = lines[at - 1]  # it has lost its label
        if block:
            return block
        at += 1
    return None


def _split_mark(line: str) -> tuple[str, str]:
    """A line that announces a head, and what of the head was run together with it."""
    may_run_on = line[0] in RULES or is_forward_mark(line[:60])
    found = _RUN_ON.match(line) if may_run_on else None
    mark = found[0].rstrip() if found else line
    return (mark, line[found.end() :] if found else "") if _is_mark(mark) else ("", "")


def _is_mark(line: str) -> bool:
    return is_original(line) or (
        len(line) < 200
        and is_forward_mark(line)
        and (line[0] in RULES or line[-1] in ":：" or "forwarded by" in line.lower())
    )


def _marked(
    lines: Sequence[str], at: int, mark: str, run_on: str, subject: Subject
) -> Block | None:
    """The head below a line that announces it; None where there is none."""
    forward = is_forward_mark(mark)
    first = at + 1
    if mark[0] in RULES and (mark[-1] not in RULES or mark[-2:] == " ="):
        for k in range(first, min(first + 2, len(lines))):  # the mark was wrapped
            if label(lines[k]):
                break
            if lines[k][-1:] and lines[k][-1] in RULES:
                mark, first = f"{mark} {lines[k]}", k + 1
                break
    while first < len(lines) and first < at + 5 and not lines[first].strip(DASHES):
        first += 1
    head = list(lines[first : first + MAX_BLOCK])
    if run_on:
        first, head = at, [run_on, *lines[at + 1 : at + MAX_BLOCK]]
    block = Block(at, mark=mark if forward else "", original=not forward)
    labelled = [with_colon(line) for line in head[:_NEAR]]
    read_block(head if labelled[:1] == head[:1] else labelled, 0, block, subject)
    block.end += first
    if "sender" not in block.fields or len(block.fields) < 2:
        return _attributed(head, first, block)
    if lines[block.end : block.end + 1] == [mark]:  # Zoho closes the head with it
        block.end += 1
    return block


def _attributed(near: Sequence[str], first: int, block: Block) -> Block | None:
    """`On …, Taro wrote:` below a mark instead of a head; it may be wrapped once."""
    for count in (1, 2):
        if said := attributed(" ".join(near[:count])):
            block.fields, block.end = said, first + count
            return block
    return None


def _of_notes(lines: Sequence[str], at: int, subject: Subject) -> Block | None:
    """A head of Notes that lost its mark: name and date stand above its `To:`."""
    if label(lines[at]) != "to" or at == 0:
        return None
    first = at - 1
    if is_date(lines[first]) and first > 0:
        first -= 1
    elif not sent_on(lines[first]):
        return None
    block = read_block(lines, first, Block(first, original=True), subject)
    return block if block.fields.keys() >= {"sender", "date", "to", "subject"} else None


def _is_sure(block: Block) -> bool:
    """Do labels that nothing announces make a head, and not a form to be filled in?"""
    found = block.fields
    if "sender" not in found or len(found.keys() & {"date", "to", "subject"}) < 2:
        return False
    date = found.get("date", "")
    dated = TIME.search(date) and shown_date.read(date, None)
    return bool(dated) or ("@" in "".join(found.values()) and "subject" in found)

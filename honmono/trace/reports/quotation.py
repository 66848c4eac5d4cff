"""The quoted part of a forged mail: the text itself, and what its heads say.

    Please see attached.                                    the forger's own
    Taro                                                    the forger's own

    2026年6月8日(月) 10:15 佐藤花子 <sato@kita.example>:      a Head
    > お世話になっております。                                 text

The forger writes little himself, and what he quotes was stolen: it says from whom.  So the
two must be told apart to the line, and the lines that programs put above a quote are no
words of the stolen mail.  Their facts are kept: sender, date and subject name the mail.

Some quote without any sign, below their signature (`bare_quote`).

It leaves alone: whether such a mail was ever written; the archive knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from honmono.mail.message import Body, Message, Role, Segment
from honmono.mail.message.quote_heads import (
    DASHES,
    MAX_ATTRIBUTION,
    is_attribution,
    is_original,
    is_weak_attribution,
    may_attribute,
)
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports.blocks import find
from honmono.mail.reports.body_lines import lines_of
from honmono.trace.forgery import Head
from honmono.trace.reports.bare_quote import bare_quote
from honmono.trace.reports.heads import head_of, head_of_attribution

MAX_QUOTED: Final = 200_000
"""Characters of a quote that are kept; the longest threads of an office have 100,000."""

MAX_HEADS: Final = 30
"""Heads of one mail; a long thread has about twenty."""

_WRAPPED: Final = 4
"""Lines of one attribution."""

_SIGNS: Final = "> |＞\t　\xa0"
_NO_SUBJECT: Final = read_subject("")
_REMNANT: Final = re.compile(r"=(?:20|09|0D)?$", re.MULTILINE)
"""What is left of quoted-printable that was never decoded."""

_REMNANT_INSIDE: Final = re.compile(r"=(20|3D|2C|09)")
_REMNANTS: Final = 2
"""Lines with a remnant at their end that make it one; a single `=` may be meant."""


class Quotation(NamedTuple):
    """What a mail quotes."""

    text: str = ""
    heads: tuple[Head, ...] = ()
    bare: bool = False


NOTHING: Final = Quotation()


def quotation_of(message: Message) -> Quotation:
    """Read the quote of a mail: from the form that people see, if that shows one."""
    shown = message.authors[0] if message.authors else None
    name = (shown.name or shown.address) if shown else ""
    by_form = groupby(
        sorted(message.bodies, key=lambda body: not body.html),
        key=lambda body: body.html,
    )
    forms = [list(bodies) for _, bodies in by_form]
    for bodies in forms:
        found = [_marked(body, message.date, name) for body in bodies]
        text = "\n".join(quote.text for quote in found if quote.text)
        heads = tuple(head for quote in found for head in quote.heads)
        if text or heads:
            bare = any(quote.bare for quote in found)
            return Quotation(text[:MAX_QUOTED], heads[:MAX_HEADS], bare)
    return NOTHING


def _marked(body: Body, date: datetime | None, name: str) -> Quotation:
    """What is marked as quoted; and below a signature what is not."""
    segments = body.segments
    first = next((i for i, s in enumerate(segments) if s.role is Role.QUOTED), None)
    texts: list[str] = []
    heads: list[Head] = []
    for segment in segments:
        if segment.role is Role.QUOTED and sum(map(len, texts)) < MAX_QUOTED:
            text, found = _read(segment, date)
            texts.append(text)
            heads += found
    above = bare_quote(segments[:first], name)
    text = _undamaged("\n".join(filter(None, (above, *texts))))
    return Quotation(text, tuple(heads), bool(above))


def _read(segment: Segment, date: datetime | None) -> tuple[str, list[Head]]:
    """One stretch that is quoted: its text, and its heads."""
    lines = lines_of(segment.text)
    taken: set[int] = set()
    heads: list[tuple[int, Head]] = []
    at = 0
    while len(heads) < MAX_HEADS and (block := find(lines, _NO_SUBJECT, at)):
        heads.append((block.start, head_of(block, date)))
        taken.update(range(block.start, block.end))
        at = block.end
    for start, end in _attributions(lines, taken):
        head = head_of_attribution(" ".join(lines[start:end]), date)
        heads.append((start, head))
        taken.update(range(start, end))
    kept = [
        line.strip(_SIGNS)
        for place, line in enumerate(segment.text.split("\n"))
        if place not in taken and not (place < len(lines) and _is_rule(lines[place]))
    ]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return text, [head for _, head in sorted(heads, key=lambda found: found[0])]


def _is_rule(line: str) -> bool:
    return len(line) >= 5 and (not line.strip(DASHES) or is_original(line))


def _attributions(lines: Sequence[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Lines that say who wrote what follows: (first, the one behind the last)."""
    at = 0
    first = next((place for place, line in enumerate(lines) if line), 0)
    while at < len(lines):
        end = at if at in taken else _attribution(lines, at, first=at == first)
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _attribution(lines: Sequence[str], at: int, *, first: bool) -> int:
    """Where the attribution ends that begins in this line; `at` where none does."""
    if not lines[at]:
        return at
    joined = ""
    for end in range(at + 1, min(at + _WRAPPED, len(lines)) + 1):
        line = lines[end - 1]
        if not line or len(joined) + len(line) > MAX_ATTRIBUTION:
            break
        joined = f"{joined} {line}" if joined else line
        if line[-1] in ":：":
            said = may_attribute(joined) and is_attribution(joined, lines[at])
            return end if said or (first and is_weak_attribution(joined)) else at
    return at


def _undamaged(text: str) -> str:
    """Text without what is left of quoted-printable that was never decoded."""
    if len(_REMNANT.findall(text)) < _REMNANTS:
        return text
    text = re.sub(r"=\n", "", re.sub(r"=(?:20|09|0D)$", " ", text, flags=re.MULTILINE))
    return _REMNANT_INSIDE.sub(lambda found: chr(int(found[1], 16)), text)

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
from operator import itemgetter
from typing import Final, NamedTuple

from honmono.mail.message import Body, Message, Role, Segment, Subject
from honmono.mail.message.quote_heads import (
    DASHES,
    MAX_ATTRIBUTION,
    is_attribution,
    is_original,
    is_weak_attribution,
    label,
    may_attribute,
)
from honmono.mail.reports.block import Block
from honmono.mail.reports.blocks import find
from honmono.mail.reports.body_lines import lines_of
from honmono.trace.forgery import Head
from honmono.trace.reports.bare_quote import bare_quote
from honmono.trace.reports.every_second_line import filled
from honmono.trace.reports.heads import head_of, head_of_attribution

MAX_QUOTED: Final = 200_000
"""Characters of a quote that are kept; the longest threads of an office have 100,000."""

MAX_HEADS: Final = 30
"""Heads of one mail; a long thread has about twenty."""

_WRAPPED: Final = 4
"""Lines of one attribution."""

_SIGNS: Final = "> |＞\t　\xa0"
_ORIGINAL_INSIDE: Final = re.compile(
    r"(?<=\S)[ \t]+([-_=*―─━－]{3,}\s?[^-_=*―─━－\n]{4,60}[-_=*―─━－]{3,})[ \t]+(?=\S)"
)
"""`-----Original Message-----` in the middle of a line: the quote was wrapped anew."""

_RUN_ON: Final = 150
"""Characters of a subject from which a whole letter was run together with it."""

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
    reader = _Reader(name, message.subject, message.date)
    for html in (True, False):
        bodies = [body for body in message.bodies if body.html is html]
        found = [reader.read(body) for body in bodies]
        text = "\n".join(quote.text for quote in found if quote.text)
        heads = tuple(head for quote in found for head in quote.heads)
        if text or heads:
            bare = any(quote.bare for quote in found)
            return Quotation(text[:MAX_QUOTED], heads[:MAX_HEADS], bare)
    return NOTHING


class _Reader(NamedTuple):
    """What is known of the mail whose quote is read."""

    name: str
    """Of the sender, as shown."""

    subject: Subject
    date: datetime | None

    def read(self, body: Body) -> Quotation:
        """What is marked as quoted; and below a signature what is not."""
        segments = filled(body.segments)
        first = next((i for i, s in enumerate(segments) if s.role is Role.QUOTED), None)
        above = bare_quote(segments[:first], self.name)
        texts = [above]
        heads: list[Head] = []
        for segment in segments:
            if segment.role is Role.QUOTED and sum(map(len, texts)) < MAX_QUOTED:
                text, found = self.stretch(segment)
                texts.append(text)
                heads += found
        text = _undamaged("\n".join(filter(None, texts)))
        return Quotation(text, tuple(heads), bool(above))

    def stretch(self, segment: Segment) -> tuple[str, list[Head]]:
        """One stretch that is quoted: its text, and its heads."""
        text = _ORIGINAL_INSIDE.sub(_on_its_own, segment.text)
        lines, shown = lines_of(text), text.split("\n")
        taken: set[int] = set()
        heads: list[tuple[int, Head]] = []
        at = 0
        while len(heads) < MAX_HEADS and (block := find(lines, self.subject, at)):
            taken.update(range(block.start, block.end))
            at = block.end
            if letter := _run_on(block, lines):
                shown[at - 1] = letter
                taken.discard(at - 1)
            heads.append((block.start, head_of(block, self.date)))
        for block in _rests_of_heads(lines, taken):
            heads.append((block.start, head_of(block, self.date)))
            taken.update(range(block.start, block.end))
        for start, end in _attributions(lines, taken):
            head = head_of_attribution(" ".join(lines[start:end]), self.date)
            heads.append((start, head))
            taken.update(range(start, end))
        kept = [
            line.lstrip(_SIGNS).rstrip()
            for place, line in enumerate(shown)
            if place not in taken
            and not (place < len(lines) and _is_rule(lines[place]))
        ]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
        return text, [head for _, head in sorted(heads, key=itemgetter(0))]


def _on_its_own(found: re.Match[str]) -> str:
    """The mark in a line of its own, if it is one."""
    return f"\n{found[1]}\n" if is_original(found[1]) else found[0]


def _run_on(block: Block, lines: Sequence[str]) -> str:
    """The letter that was run together with the last line of its head; mostly none.

    Where nobody can tell the end of the subject, all of it counts as letter.
    """
    subject = block.says("subject")
    last = lines[block.end - 1]
    _, found, behind = last.rpartition(subject) if subject else ("", "", "")
    if len(subject) > _RUN_ON:
        del block.fields["subject"]
        return subject
    return behind.strip() if found and len(behind) > len(subject) else ""


def _is_rule(line: str) -> bool:
    return len(line) >= 5 and (not line.strip(DASHES) or is_original(line))


def _rests_of_heads(lines: Sequence[str], taken: set[int]) -> list[Block]:
    """Heads of which lines were lost: two labels, or one below a mark."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        block = Block(at, end=at)
        while block.end < len(lines) and block.end not in taken:
            line = lines[block.end]
            if not (kind := label(line)):
                break
            block.fields.setdefault(
                kind, re.split("[:：]", line, maxsplit=1)[1].strip()
            )
            block.end += 1
        above = next(
            (line for line in reversed(lines[max(0, at - 2) : at]) if line), ""
        )
        least = 1 if above and is_original(above) else 2
        if len(block.fields.keys() - {"other"}) >= least:
            found.append(block)
        at = max(block.end, at + 1)
    return found


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

"""Who is quoted: the people at the heads of the mails that a body quotes.

    -----Original Message-----
    From: Taro Yamada <yamada@example.co.jp>        → author Taro Yamada, recipients (Sato,)
    To: Sato <sato@kita.example>

    2026年6月8日(月) 10:15 山田 太郎 <yamada@example.co.jp>:   → author alone

Read from the quoted stretches alone (`quotes.py` finds them).  What stands there was
typed or pasted by whoever sent the mail: it says whom the mail *shows* as its thread.

It leaves alone: the quoted words, dates and subjects; heads that name people without any
address; whether such a mail was ever written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from honmono.mail.message.domains import domain_of
from honmono.mail.message.limits import MAX_NAME
from honmono.mail.message.model import Address, Role, Segment
from honmono.mail.message.quote_heads import (
    DASHES,
    MAX_ATTRIBUTION,
    is_attribution,
    is_forward_mark,
    is_weak_attribution,
    label,
)

MAX_LINES: Final = 2_000
"""Quoted lines that are looked at: the last heads of a thread say who is in it."""

MAX_HEADS: Final = 40
"""Quoted mails of one body; a long thread has about twenty."""

MAX_PEOPLE: Final = 200
"""Addresses of one head; a line `To:` of a whole department."""

_LINE: Final = 1_000
"""Characters of a line that are looked at."""

_SIGNS: Final = "> |＞\t　"
"""What programs write before a quoted line."""

_WIDE: Final = (*range(0xFF10, 0xFF1A), *range(0xFF20, 0xFF5B))
_AS_READ: Final[dict[int, str | None]] = {
    **{code: chr(code - 0xFEE0) for code in _WIDE},
    **{ord(dot): "." for dot in "．。｡"},
    ord("－"): "-",
    ord("＿"): "_",
    **dict.fromkeys(
        code
        for first, last in (
            (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F),
            (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F),
            (0xFEFF, 0xFEFF),
        )
        for code in range(first, last + 1)
    ),
}  # fmt: skip
"""Full-width letters, digits and signs of addresses; characters without any width."""

_PEOPLE: Final = ("sender", "to", "cc")
_WRAPPED: Final = 3
"""Lines of one attribution besides its last."""

_ADDRESS: Final = re.compile(
    r"""
    (?P<name> [^<>\[\]()（）＜＞;,:"“”'‘’@]{0,80} ) ["”'’]? \s{0,3}
    [<\[(（＜]{1,2} (?:mailto:)?
    (?P<inside> [^\s<>()（）＜＞\[\]"',;:@]{1,64} @ [\w.-]{3,253} )
    | (?<![\w.+-]) (?P<bare> [^\s<>()（）＜＞\[\]"',;:@]{1,64} @ [\w.-]{3,253} )
    """,
    re.VERBOSE,
)

_BEFORE_NAME: Final = re.compile(
    r"^[\s\d:./年月日時分-]*(?:[AP]M\b|JST\b)?[\s\d.,、+-]*"
)
"""What is left of a date in front of the name: `15 AM Taro Yamada`."""


class QuotedHead(NamedTuple):
    """The head of one quoted mail: who wrote it, and to whom, as far as it says."""

    author: Address
    recipients: tuple[Address, ...] | None
    """To and Cc; None when the head does not name recipients at all."""


def quoted_heads(segments: Sequence[Segment]) -> tuple[QuotedHead, ...]:
    """Find the heads of the quoted mails, the outermost (newest) first."""
    lines: list[str] = []
    for role, text in segments:
        if role is Role.QUOTED:
            wanted = MAX_LINES - len(lines)
            lines += (
                as_read(line[:_LINE]).strip(_SIGNS)
                for line in text.split("\n", wanted)[:wanted]
            )
            lines.append("")
    heads: list[QuotedHead] = []
    at = 0
    while at < len(lines) and len(heads) < MAX_HEADS:
        kind = label(lines[at]) if lines[at] else ""
        if kind in ("sender", "date", "subject", "to"):
            head, at = _block(lines, at)
        else:
            line = lines[at]
            if line[-1:] in (":", "："):
                head = _attributed(lines, at)
            else:
                head = _between_dashes(line) if line.startswith("--") else None
            at += 1
        if head is not None:
            heads.append(head)
    return tuple(heads)


def as_read(line: str) -> str:
    """An address without what no eye sees in it: `yamada＠example．co．jp`."""
    return line if line.isascii() else line.translate(_AS_READ)


def is_passed_on(segments: Sequence[Segment]) -> bool:
    """Does the first quoted mail stand below words that say that it is forwarded?"""
    for role, text in segments:
        if role is Role.QUOTED:
            first = text.lstrip(f"{_SIGNS}\n").partition("\n")[0]
            return is_forward_mark(first[:_LINE])
    return False


def _block(lines: Sequence[str], start: int) -> tuple[QuotedHead | None, int]:
    """The block of labels that begins here, and the first line behind it."""
    people: dict[str, list[Address]] = {}
    kinds: set[str] = set()
    open_kind = ""
    at = start
    while at < len(lines) and lines[at]:
        kind = label(lines[at])
        if kind:
            if kind == "sender" and kind in kinds:
                break
            open_kind = kind
            kinds.add(kind)
        elif "@" not in lines[at] or open_kind not in _PEOPLE:
            break  # the letter begins, or a wrapped line without any address
        if open_kind in _PEOPLE:
            found = people.setdefault(open_kind, [])
            found += addresses_in(_behind_label(lines[at]) if kind else lines[at])
            del found[MAX_PEOPLE:]
        at += 1
    at = max(at, start + 1)
    if not people.get("sender") or len(kinds) < 2:
        return None, at
    named = "to" in kinds or "cc" in kinds
    to = (*people.get("to", ()), *people.get("cc", ()))
    return QuotedHead(people["sender"][0], to if named and to else None), at


def _behind_label(line: str) -> str:
    """`From: Taro <t@x.example>` → `Taro <t@x.example>`."""
    return re.split("[:：]", line, maxsplit=1)[1]


def _attributed(lines: Sequence[str], last: int) -> QuotedHead | None:
    """`On Mon, … Taro <t@x.example> wrote:`, also wrapped over a few lines."""
    joined = ""
    for at in range(last, max(-1, last - 1 - _WRAPPED), -1):
        line = lines[at]
        if not line or (joined and line[-1] in ":："):
            return None
        joined = f"{line} {joined}" if joined else line
        if len(joined) > MAX_ATTRIBUTION:
            return None
        if "@" not in joined:
            continue
        if is_attribution(joined, line) or (at == last and is_weak_attribution(joined)):
            found = list(addresses_in(joined))
            return QuotedHead(found[-1], None) if found else None
    return None


def _between_dashes(line: str) -> QuotedHead | None:
    """`---- On Mon, 8 Jun 2026 10:15 Taro <t@x.example> wrote ----`, as Zoho has it."""
    said = line.strip(DASHES) + ":"
    if "@" not in said or not is_attribution(said, said):
        return None
    found = list(addresses_in(said))
    return QuotedHead(found[-1], None) if found else None


def addresses_in(text: str) -> Iterator[Address]:
    """Every address in a line, with the name that stands before it."""
    for match in _ADDRESS.finditer(text):
        address = (match["inside"] or match["bare"]).rstrip(".-")
        name = _BEFORE_NAME.sub("", match["name"] or "").strip(" \t-*")
        yield Address(name[:MAX_NAME], address, domain_of(address))

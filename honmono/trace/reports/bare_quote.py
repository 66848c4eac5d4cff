"""A quote that nothing marks: text below the forger's own signature.

    Please review the attached.

    Best regards
    Stephanie Panus                     the name that is shown: here his letter ends
    stephanie.panus@example.com

    Stephanie,                          a letter to her: stolen
    Please add the following …

The name that the mail shows, alone in a line, ends the forger's letter; what belongs to a
signature (address, rule, telephone) goes with it.  What then begins anew is a letter of
its own.

It leaves alone: text below a letter that nobody signed, and disclaimers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from honmono.mail.message import Role, Segment

MIN_LETTERS: Final = 20
"""Letters of a quote; a postscript or a name alone is shorter."""

MAX_LINES: Final = 60
"""Lines in which the forger's signature is looked for: he writes little."""

MAX_LINE: Final = 400
"""Characters of such a line that are looked at."""

MAX_CONTACT: Final = 100
"""Characters of a line that says how to reach somebody, and no more."""

MAX_FOOTER: Final = 400
"""Characters below a signature that are a footer where a footer's words stand there."""

_CONTACT: Final = re.compile(
    r"\S+@\S+|https?://|www\.|\d{2,4}[-)（）.\s]\d{2,4}[-.\s]\d{3,4}|〒|\A[\W_]+\Z|tel\b|fax\b",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"(?:thanks|thank you|thx|(?:best|kind|warm)?\s?regards|best|sincerely|cheers"
    r"|yours \w+|respectfully)[\s,.!]*\Z",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOT_QUOTED: Final = re.compile(
    r"\A(?:P\.?S\b|追伸|\*{3})|sent from|\bthis (?:e-?mail|message)\b|unsubscribe|©"
    r"|\bdisclaimer\b|mailing list|本メール|このメール|配信停止|配信解除",
    re.IGNORECASE,
)


def bare_quote(segments: Sequence[Segment], name: str) -> str:
    """Text below the signature of `name`, who is shown; empty when there is none."""
    text = "".join(text for _, text in segments)
    lines = text.split("\n")
    end = _signed([line[:MAX_LINE].strip() for line in lines[:MAX_LINES]], name)
    if end is None:
        return ""
    rest = "\n".join(map(str.strip, lines[end:])).strip()
    return rest if _is_letter(rest, segments) else ""


def _is_letter(rest: str, segments: Sequence[Segment]) -> bool:
    """Is it somebody's words, and neither a footer nor more of the signature?"""
    lines = [line[:MAX_LINE] for line in rest.split("\n") if line]
    if sum(map(len, _WORD.findall(rest))) < MIN_LETTERS or not _WORD.search(lines[0]):
        return False
    if _NOT_QUOTED.search(rest[:MAX_FOOTER]) or all(map(_is_contact, lines)):
        return False
    return any(lines[0] in text for role, text in segments if role is Role.OWN)


def _signed(lines: Sequence[str], name: str) -> int | None:
    """The line behind the first signature, its contact lines included."""
    above = False
    for place, line in enumerate(lines):
        if above and line and _signs(line, lines[place - 1], name):
            end = place + 1
            while end < len(lines) and lines[end] and _is_contact(lines[end]):
                end += 1
            blank = end < len(lines) and not lines[end]
            return end if blank else None
        above = above or bool(line)
    return None


def _signs(line: str, before: str, name: str) -> bool:
    """Is it the name that is shown, or a name below `Best regards`?"""
    words = _words(line)
    if not words or len(line) > 60 or line[-1] in ",、:：。":
        return False
    shown = _words(name.partition("@")[0])
    if words <= shown or "".join(line.split()) == "".join(name.split()):
        return True
    return bool(_CLOSING.match(before)) and len(words) <= 3 and line[:1].isupper()


def _is_contact(line: str) -> bool:
    return len(line) < MAX_CONTACT and _CONTACT.search(line) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))

"""What one line of a forwarded mail's head says: its labels, a date, a sender of Notes.

    From: Taro <xk3@mail.example.net> Sent: June 8, 2026 10:15      two labels, run together
    Taro Yamada <xk3@mail.example.net> on 06/08/2026 10:15:21 AM    sender and date (Notes)
    June 8, 2026 10:15 AM                                           a date without its label

It leaves alone: what the lines around it say (`block_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from honmono.mail.message.model import Subject
from honmono.mail.message.quote_heads import (
    TIME,
    is_attribution,
    is_strong_attribution,
    label,
)
from honmono.mail.reports import shown_date
from honmono.tables import rows

MAIN: Final = ("sender", "date", "to", "subject")
"""Kinds of labels that nearly every head has."""

_ANSWERS: Final = frozenset(
    prefix.lower() for prefix, *_ in rows("subject_prefixes.tsv")
)
"""What a subject begins with and a label may be, too: `Re`, `回复`."""

_MISTAKEN: Final = frozenset({"subject", "reply-to"})
_SENT_ON: Final = re.compile(
    r"(?P<who>.{1,300}?)\s(?:on\s)?(?P<when>\d{1,4}[-/.]\d.{6,40})\Z"
)
_FIELD: Final = re.compile(r"[A-Za-z]{1,20}(?:-[A-Za-z]{1,20}){1,4}:(?: |\Z)")
"""Header fields that some programs show, too: `Resent-Date:`, `Message-Id:`."""

_IN_FRONT: Final = re.compile(r"[<\[＜(](?:mailto:)?[^\s<>@]{1,64}@")
_SENDER_IN: Final = re.compile(
    r"\d:\d\d(?::\d\d)?(?:\s?[AP]M)?(?: [A-Z]{3,4}| [+-]\d{4})?,? "
    r"([^<>]{0,200}(?:<[^<>]{3,200}> ?)?<[^<>@\s]{1,99}@[^<>\s]{1,199}>)"
)
"""Between the time and `wrote:`."""

_STARTS_A_DATE: Final = re.compile(
    r"(?:on )?(?:\d|[^\W\d_]{2,10}\.?,? {1,2}[^\W\d_]{0,10}\.? ?\d)"
)


def pieces(
    line: str, labels: dict[str, str], fields: dict[str, str], subject: Subject
) -> Iterator[tuple[str, str]]:
    """The labels of one line with what they say; kind "" for words before the first.

        From: Taro <xk3@mail.example.net> Sent: June 8, 2026 10:15 To: Sato Subject: x

    Several labels in one line count only where lines were run together: a subject may
    have a colon, too.
    """
    first = label(line) or ("other" if _FIELD.match(line) else "")
    lost = squeezed(line).endswith(squeezed(subject.base) or line)
    below = fields.get("subject") == ""  # its label stands in the line above
    if first in _MISTAKEN and _word(line) in _ANSWERS and (lost or below):
        # a subject that lost its label, not the label of a memo
        yield "", line
        return
    rest = _behind(line) if first else line
    taken = {first, *fields}
    found: list[tuple[str, int, int]] = []
    for match in _inline(frozenset(labels)).finditer(rest) if labels else ():
        word = match[1].lower()
        kind = labels.get(word) or labels.get("".join(word.split()), "")
        if kind and word not in _ANSWERS:  # `ſent` matches `sent`, and is none
            if kind in taken or (kind == "to" and first == "subject" and not found):
                continue
            taken.add(kind)
            found.append((kind, match.start(), match.end()))
    if found and first == "subject" and len(found) < 2:
        found = []
    stop = found[0][1] if found else len(rest)
    if first or rest[:stop].strip():
        yield first, _tidy(rest[:stop])
    for number, (kind, _, begin) in enumerate(found):
        end = found[number + 1][1] if number + 1 < len(found) else len(rest)
        yield kind, _tidy(rest[begin:end])


@lru_cache(64)
def _inline(labels: frozenset[str]) -> re.Pattern[str]:
    """A label of these in the middle of a line."""
    words = "|".join(map(_as_written, sorted(labels, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?<=[\s>\d])|(?<=\s\*)|(?<=[AP]M))\*?({words})\s?\*?\s?[:：]\*?",
        re.IGNORECASE,
    )


def _as_written(word: str) -> str:
    """Japanese labels may be made as wide as the one above: `日　時`."""
    if word.isascii() or " " in word or len(word) > 4:
        return re.escape(word)
    return r"\s?".join(map(re.escape, word))


def _word(line: str) -> str:
    return re.split("[:：]", line, maxsplit=1)[0].strip("* \t[]").lower()


def _behind(line: str) -> str:
    return re.split("[:：]", line, maxsplit=1)[1]


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip("*").strip()


def sent_on(words: str) -> dict[str, str]:
    """`Taro Yamada <xk3@mail.example.net> on 06/08/2026 10:15:21 AM`, as in Notes."""
    said = _SENT_ON.match(words)
    if said and shown_date.read(said["when"], None):
        return {"sender": said["who"], "date": said["when"]}
    return {}


def is_date(words: str) -> bool:
    """Is the line a date with a time, and nothing besides?"""
    return (
        len(words) < 60
        and _STARTS_A_DATE.match(words) is not None
        and TIME.search(words) is not None
        and shown_date.read(words, None) is not None
    )


def is_wrapped_address(said: str, words: str) -> bool:
    """Is the line the address of the name above, which a program put below it?

    It goes on where the name is an address, too: the one behind it is what counts.
    """
    return bool(said) and _IN_FRONT.match(words) is not None


def is_unfinished(kind: str, said: str) -> bool:
    """Does it end in the middle: `<xk3@mail.`, `AW:`, `=` left by quoted-printable?"""
    opened = said.count("<") > said.count(">") or said.count("[") > said.count("]")
    return opened or said[-1] == "=" or (kind == "subject" and said[-1] in ":：")


def attributed(words: str) -> dict[str, str]:
    """`On Jun 8, 2026, at 10:15 AM, Taro <xk3@mail.example.net> wrote:` as a head."""
    if not is_strong_attribution(words) or not is_attribution(words, words):
        return {}
    found = _SENDER_IN.search(words)
    return {"sender": found[1], "date": words} if found else {}


def with_colon(line: str) -> str:
    """`From "Taro" <xk3@mail.example.net>` → `From: …`: eM Client writes none."""
    if label(line):
        return line
    word, blank, rest = line.replace("\t", " ").partition(" ")
    return f"{word}: {rest}" if blank and label(f"{word}:") else line


def squeezed(text: str) -> str:
    """Letters alone, for comparing what was wrapped."""
    return "".join(text.split()).lower()

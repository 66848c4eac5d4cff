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
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from honmono.mail.message.model import Subject
from honmono.mail.message.quote_heads import (
    DASHES,
    RULES,
    TIME,
    is_forward_mark,
    is_original,
    label,
    labels_beside,
)
from honmono.mail.reports import shown_date

MAX_LINES: Final = 5_000
"""Lines of a body in which heads are looked for."""

_LINE: Final = 2_000
"""Characters of a line that are looked at."""

_MAX_BLOCK: Final = 80
"""Lines of one head; a wrapped `To:` of a department has fifty."""

_MAX_BLANK: Final = 2
"""Blank lines in a row inside a head."""

_WIDTH: Final = 55
"""Characters from which a line may have been wrapped."""

_SIGNS: Final = "> |＞\t　\xa0"
_OPENING: Final = frozenset({"sender", "date", "to", "subject"})
_MAIN: Final = ("sender", "date", "to", "subject")
_REPLY_TO: Final = frozenset({"reply-to", "reply to", "返信先", "antwort an"})
_SENT_ON: Final = re.compile(r"(?P<who>.{1,300}?)\s(?:on\s|\s)\s?(?P<when>\d.{8,40})\Z")
_STARTS_A_DATE: Final = re.compile(
    r"(?:on )?(?:\d|[^\W\d_]{2,10}\.?,? {1,2}[^\W\d_]{0,10}\.? ?\d)"
)
_FORWARDER: Final = re.compile(
    r"(?:forwarded by|転送者[:：]?)\s+(.{1,120}?)"
    r"(?:\s+(?:on\b|日時|投稿日時|\d{4}[/-]).*)?\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """A head that was found, and where."""

    start: int
    """The line it begins in: its first label, or the mark above."""

    mark: str = ""
    """The line that says that a mail is forwarded: `Begin forwarded message:`."""

    original: bool = False
    """A line such as `-----Original Message-----` stands above."""

    end: int = 0
    """The first line of the forwarded words."""

    fields: dict[str, str] = field(default_factory=dict)
    """`sender`, `date`, `to`, `cc`, `subject`, `reply-to` → what it says."""

    @property
    def forwarder(self) -> str:
        """Who forwarded, where the mark says it: `Forwarded by Taro Yamada on …`."""
        found = _FORWARDER.search(self.mark.strip(DASHES))
        return found[1] if found else ""

    def says(self, kind: str) -> str:
        """What the head says of this kind; empty when it does not."""
        return self.fields.get(kind, "")


def lines_of(text: str) -> list[str]:
    """The lines of a body without signs of quoting and characters that nobody sees."""
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    return [plain(line[:_LINE]).lstrip(_SIGNS).rstrip() for line in lines]


def plain(line: str) -> str:
    """A line without marks of direction and width; blanks of any kind become common."""
    if line.isascii():
        return line
    return "".join(
        " " if unicodedata.category(c) == "Zs" else c
        for c in line
        if unicodedata.category(c) != "Cf"
    )


def find(lines: Sequence[str], subject: Subject, begin: int = 0) -> Block | None:
    """Find the first head from line `begin` on.

    `subject` is the report's: it tells where a subject ends that
    was wrapped, or that lost its label.
    """
    at = begin
    while at < len(lines):
        line = lines[at]
        block = None
        if line and _is_mark(line):
            block = _marked(lines, at, subject)
        elif line and label(line) in _OPENING:
            block = _read(lines, at, Block(at), subject)
            block = block if _is_sure(block) else _of_notes(lines, at, subject)
        if block:
            return block
        at += 1
    return None


def _is_mark(line: str) -> bool:
    return is_original(line) or (
        len(line) < 200
        and is_forward_mark(line)
        and (line[0] in RULES or line[-1] in ":：" or "forwarded by" in line.lower())
    )


def _marked(lines: Sequence[str], at: int, subject: Subject) -> Block | None:
    """The head below a line that announces it; None where there is none."""
    line = lines[at]
    forward = is_forward_mark(line)
    first = at + 1
    if "forwarded by" in line.lower() and line[-1] not in RULES:
        for k in range(first, min(first + 2, len(lines))):  # the mark was wrapped
            if lines[k][-1:] and lines[k][-1] in RULES:
                line, first = f"{line} {lines[k]}", k + 1
                break
    while first < len(lines) and first < at + 5 and not lines[first].strip(DASHES):
        first += 1
    block = Block(at, mark=line if forward else "", original=not forward)
    block = _read(lines, first, block, subject)
    return (
        block if block.fields.keys() >= {"sender"} and len(block.fields) > 1 else None
    )


def _of_notes(lines: Sequence[str], at: int, subject: Subject) -> Block | None:
    """A head of Notes that lost its mark: name and date stand above its `To:`."""
    if label(lines[at]) != "to" or at == 0:
        return None
    first = at - 1
    if _is_date(lines[first]) and first > 0:
        first -= 1
    elif not _sent_on(lines[first]):
        return None
    block = _read(lines, first, Block(first, original=True), subject)
    return block if block.fields.keys() >= {"sender", "date", "to", "subject"} else None


def _is_sure(block: Block) -> bool:
    """Do labels that nothing announces make a head, and not a form to be filled in?"""
    found = block.fields
    if "sender" not in found or len(found.keys() & {"date", "to", "subject"}) < 2:
        return False
    dated = shown_date.read(found.get("date", ""), None) is not None
    return dated or ("@" in "".join(found.values()) and "subject" in found)


def _read(lines: Sequence[str], at: int, block: Block, subject: Subject) -> Block:
    """Read a head from its first line on; what it says goes to `block.fields`."""
    fields = block.fields
    labels = labels_beside(lines[at]) if at < len(lines) else {}
    if not labels and (block.mark or block.original):
        labels = labels_beside("From:") | labels_beside("差出人:")
    current, blanks, before = "", 0, ""
    k = block.end = at
    while k < min(len(lines), at + _MAX_BLOCK):
        line = lines[k]
        if not line:
            blanks += 1
            if blanks > _MAX_BLANK or _is_complete(fields):
                break
            k += 1
            continue
        if label(line) and not fields:
            labels = labels_beside(line)
        went_on = False
        for kind, words in _pieces(line, labels, fields, subject):
            if not kind and (found := _surely(block, words, subject)):
                current = next(iter(found))
                fields |= found
            elif kind:
                if kind in fields and kind not in ("cc", "other"):
                    return _closed(block, subject)
                current = kind
                fields[kind] = words
            elif _goes_on(lines, k, block, current, before, words, blanks, subject):
                fields[current] = f"{fields[current]} {words}".strip()
            elif found := _without_label(lines, k, block, words):
                current = next(reversed(found))
                fields |= found
            else:
                return _closed(block, subject)
            went_on = True
        if not went_on:
            break
        before, blanks = line, 0
        k += 1
        block.end = k
    return _closed(block, subject)


def _is_complete(fields: dict[str, str]) -> bool:
    return all(fields.get(kind) or kind == "to" for kind in _MAIN) and "to" in fields


def _closed(block: Block, subject: Subject) -> Block:
    """Take off what is no part of a head, now that it is read."""
    fields = block.fields
    fields.pop("other", None)
    said, base = fields.get("subject", ""), subject.base
    at = said.find(base) if base else -1
    if at >= 0 and len(said) > at + len(base) + 20:  # the letter ran into the subject
        fields["subject"] = said[: at + len(base)]
    return block


def _pieces(
    line: str, labels: dict[str, str], fields: dict[str, str], subject: Subject
) -> Iterator[tuple[str, str]]:
    """The labels of one line with what they say; kind "" for words before the first.

        From: Taro <xk3@mail.example.net> Sent: June 8, 2026 10:15 To: Sato Subject: x

    Several labels in one line count only where lines were run together: a subject may
    have a colon, too.
    """
    first = label(line)
    if (
        first == "subject"
        and _word(line) == "re"
        and _squeezed(line).endswith(_squeezed(subject.base) or line)
    ):
        # a subject that lost its label, not the label of a memo
        yield "", line
        return
    if first == "other" and _word(line) in _REPLY_TO:
        first = "reply-to"
    rest = _behind(line) if first else line
    taken = {first, *fields}
    found: list[tuple[str, int, int]] = []
    for match in _inline(labels).finditer(rest) if len(labels) else ():
        kind = labels[match[1].lower()]
        if kind in _MAIN or kind == "cc":
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


def _inline(labels: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=\s)|(?<=\s\*))\*?({words})\s?\*?\s?[:：]\*?", re.IGNORECASE
    )


def _word(line: str) -> str:
    return re.split("[:：]", line, maxsplit=1)[0].strip("* \t[]").lower()


def _behind(line: str) -> str:
    return re.split("[:：]", line, maxsplit=1)[1]


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip("*").strip()


def _goes_on(
    lines: Sequence[str],
    k: int,
    block: Block,
    current: str,
    before: str,
    words: str,
    blanks: int,
    subject: Subject,
) -> bool:
    """Does this line, which has no label, go on with the one before?"""
    said = block.fields.get(current, "")
    if not current:
        return False
    if not said:  # the label stands in a line of its own, as in a table's cells
        return current != "subject" or (
            blanks == 0 and not _is_complete_but(block, "subject")
        )
    if blanks:
        return False
    if said.count("<") > said.count(">") or said.count("[") > said.count("]"):
        return True
    if _label_follows(lines, k, block):
        if current == "date" and "sender" not in block.fields and "@" in words:
            return False
        return (
            current not in ("sender", "date")
            or len(before) >= _WIDTH
            or ("@" in words and "@" not in said)
        )
    if current in ("to", "cc"):
        return said[-1] in ",;、" or "@" in words
    if current == "subject":
        tail = _squeezed(subject.base[-12:])
        return (
            bool(tail)
            and tail in _squeezed(said + words)
            and tail not in _squeezed(said)
        )
    return False


def _is_complete_but(block: Block, kind: str) -> bool:
    """Is all there but this one, so that an empty value is really empty?"""
    return all(block.fields.get(other) for other in _MAIN if other != kind)


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def _label_follows(lines: Sequence[str], k: int, block: Block) -> bool:
    """Does a label that is still missing stand in one of the next lines?"""
    for line in lines[k + 1 : k + 4]:
        if not line:
            return False
        kind = label(line)
        if kind and (kind not in block.fields or kind in ("cc", "other")):
            return True
    return False


def _without_label(
    lines: Sequence[str], k: int, block: Block, words: str
) -> dict[str, str]:
    """What a line says that has lost its label, or never had one, as in Notes."""
    fields = block.fields
    announced = bool(block.mark or block.original)
    if "sender" not in fields:
        if not announced:
            return {}
        if said := _sent_on(words):
            return said
        near = [line for line in lines[k + 1 : k + 4] if line][:2]
        if any(label(line) == "sender" for line in near):
            return {}
        dated = bool(near) and _is_date(near[0])
        if len(words) < 200 and ("@" in words or dated or (near and label(near[0]))):
            return {"sender": words}
        return {}
    if "to" not in fields and "@" in words and _label_follows(lines, k, block):
        return {"to": words}
    return {}


def _surely(block: Block, words: str, subject: Subject) -> dict[str, str]:
    """What a line says whose content tells more than its lost label would."""
    fields = block.fields
    if "sender" not in fields and _sent_on(words):
        return {}
    if "date" not in fields and _is_date(words):
        return {"date": words.removeprefix("on ")}
    begun = fields or block.mark or block.original
    if "subject" not in fields and subject.base and begun:
        said = _squeezed(words)
        if (
            said.endswith(_squeezed(subject.base))
            and len(words) < len(subject.text) + 5
        ):
            return {"subject": words}
    return {}


def _sent_on(words: str) -> dict[str, str]:
    """`Taro Yamada <xk3@mail.example.net> on 06/08/2026 10:15:21 AM`, as in Notes."""
    said = _SENT_ON.match(words)
    if said and shown_date.read(said["when"], None):
        return {"sender": said["who"], "date": said["when"]}
    return {}


def _is_date(words: str) -> bool:
    """Is the line a date with a time, and nothing besides?"""
    return (
        len(words) < 60
        and _STARTS_A_DATE.match(words) is not None
        and TIME.search(words) is not None
        and shown_date.read(words, None) is not None
    )

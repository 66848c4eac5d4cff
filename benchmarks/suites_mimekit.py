"""MimeKit: an mbox with a summary beside it, and mails with their letters taken out.

    issue1189-summary.txt          From 1844347792267117879@xxx
                                   From: "Sender" <sender@example.com>
                                   Subject: Message 1
                                   Content-Type: multipart/alternative
                                      Content-Type: text/plain

    simple-multipart.anonymized.eml          every letter an x, the structure untouched

Its HTML, TNEF and S/MIME files test readers that Honmono does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.suites_core import Comparison, mailboxes_of, tree, tree_of
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read

SUITE: Final = "mimekit_mbox"

_BLOCK: Final = re.compile(r"^From [^\n]*\n", re.MULTILINE)
_NODE: Final = re.compile(r"^( *)Content-Type: (\S+)$", re.MULTILINE)
_INDENT: Final = 3

_Pair = tuple[str, str, str]
"""Field, expected, ours."""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Compare every mail of the suite with what lies beside it."""
    for summary in sorted(folder.rglob("*-summary.txt")):
        mbox = summary.with_name(summary.name.replace("-summary", ".mbox"))
        if mbox.exists():  # else the other half of the test data has it
            yield from _named(summary, folder, compare_summary(summary, mbox))
    for anonymous in sorted(folder.rglob("*.anonymized.eml")):
        for ending in (".txt", ".eml"):
            clear = anonymous.with_name(
                anonymous.name.replace(".anonymized.eml", ending)
            )
            if clear.exists():
                yield from _named(
                    anonymous, folder, compare_anonymous(anonymous, clear)
                )


def _named(file: Path, folder: Path, pairs: Iterator[_Pair]) -> Iterator[Comparison]:
    name = file.relative_to(folder).as_posix()
    for field, expected, ours in pairs:
        yield Comparison(SUITE, name, field, expected, ours)


def compare_summary(summary: Path, mbox: Path) -> Iterator[_Pair]:
    """Compare the messages of an mbox with the summary of each."""
    blocks = _BLOCK.split(summary.read_text("utf-8"))[1:]
    mails = [mail for mail in read(str(mbox)) if isinstance(mail, RawMail)]
    yield "messages", str(len(blocks)), str(len(mails))
    for index, (block, mail) in enumerate(zip(blocks, mails, strict=False)):
        told, ours = parse(RawMail(block.encode(), "suite")), parse(mail)
        nodes = [(len(a) // _INDENT, kind) for a, kind in _NODE.findall(block)]
        yield f"{index}/subject", told.subject.text, ours.subject.text
        yield f"{index}/from", mailboxes_of(told.authors), mailboxes_of(ours.authors)
        yield f"{index}/to", mailboxes_of(told.to), mailboxes_of(ours.to)
        yield f"{index}/date", str(told.date), str(ours.date)
        yield f"{index}/tree", tree(nodes), tree_of(ours)


def compare_anonymous(anonymous: Path, clear: Path) -> Iterator[_Pair]:
    """Compare the structure of a mail before and after its letters were taken out."""
    expected = parse(RawMail(anonymous.read_bytes(), "suite"))
    ours = parse(RawMail(clear.read_bytes(), "suite"))
    yield "header", _names(expected), _names(ours)
    yield "tree", tree_of(expected), tree_of(ours)
    yield "date", str(expected.date), str(ours.date)


def _names(message: Message) -> str:
    return "\n".join(header.name for header in message.headers)

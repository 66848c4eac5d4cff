"""Lists as a mail program copies them: a name and its address in angle brackets, no table.

    山田 太郎 <yamada@example.co.jp>;
    "Smith, John" <john.smith@example.co.jp>,

One or many on a line.  That is what a message's To field gives, or a distribution list.
What does not read so among those that do is named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono.setup.exports._core import Column, Field, Form, Listed, Problem, Read
from honmono.setup.exports.accounts import listed
from honmono.setup.exports.decoding import lines_of

_MAILBOX: Final = re.compile(
    r"""\s*(?:"([^"<>]*)"|([^<>@",;\t]*?))\s*<\s*([^<>@\s]{1,64}@[^<>@\s]{1,253})\s*>\s*"""
)
_AFTER: Final = re.compile(r"(?<=>)\s*[;,；、]?|;")
_SAMPLE: Final = 40
_MOST: Final = 0.8
_SHOWN: Final = 60
_LONGEST: Final = 1_000
"""Characters of one entry; name and address have 100."""


def fits(text: str) -> bool:
    """Are most of its first entries a name and an address?"""
    head = [piece for _, piece in _pieces(lines_of(text)[:_SAMPLE])]
    return bool(head) and sum(map(bool, map(_mailbox, head))) >= _MOST * len(head)


def read(text: str) -> Read:
    """Everybody in it."""
    accounts: list[Listed] = []
    problems: list[Problem] = []
    for line, piece in _pieces(lines_of(text)):
        found = _mailbox(piece)
        values = (
            {Field.NAME: found[1] or found[2], Field.ADDRESS: found[3]} if found else {}
        )
        if account := listed(values, line):
            accounts.append(account)
        else:
            problems.append(Problem(line, "problem-nobody", piece[:_SHOWN]))
    first = accounts[0] if accounts else None
    columns = (
        (
            Column("", Field.NAME, first.name, by_content=True),
            Column("", Field.ADDRESS, " ".join(first.addresses), by_content=True),
        )
        if first
        else ()
    )
    return Read(columns, tuple(accounts), tuple(problems))


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        for piece in _AFTER.split(line):
            if piece.strip():
                yield number, piece


def _mailbox(piece: str) -> re.Match[str] | None:
    return _MAILBOX.fullmatch(piece) if len(piece) < _LONGEST else None


FORM: Final = Form("mailboxes", fits, read)

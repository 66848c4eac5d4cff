"""What two readers say about one mail, field by field; what does not count as different.

Line ends, blanks at the ends of lines and empty lines at the end of a text do not count:
one reader keeps the line end that belongs to the boundary, another one does not.
Everything else counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from honmono.mail.message import Address, Message, Part
from honmono.mail.message.charsets import decode
from honmono.mail.message.limits import MAX_MESSAGE
from honmono.mail.message.transfer import decoded


class Comparison(NamedTuple):
    """One field of one mail, as a suite expects it and as Honmono reads it."""

    suite: str
    file: str
    """Name below the suite's folder, with `/` on every system."""

    field: str
    """`subject`, `tree`, `text 3` (of part 3); of a mail attached as part 2 `2/subject`."""

    expected: str
    ours: str

    @property
    def same(self) -> bool:
        """Do both readers agree?"""
        return tidy(self.expected) == tidy(self.ours)


def tidy(text: str) -> str:
    """A text without what does not count."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).rstrip("\n")


def tree(nodes: Iterable[tuple[int, str]]) -> str:
    """A MIME tree as text, one indented line for each part."""
    return "\n".join(f"{'  ' * depth}{kind}" for depth, kind in nodes)


def tree_of(message: Message) -> str:
    """The MIME tree that Honmono reads."""
    return tree((part.depth, part.content_type) for part in message.parts)


def mailboxes(names_and_addresses: Iterable[tuple[str, str]]) -> str:
    """Addresses as text, one line for each."""
    return "\n".join(f"{name} <{address}>" for name, address in names_and_addresses)


def mailboxes_of(addresses: Sequence[Address]) -> str:
    """The addresses that Honmono reads in one field."""
    return mailboxes((each.name, each.address) for each in addresses)


def bytes_of(data: bytes, part: Part) -> bytes:
    """A part without its transfer encoding."""
    return decoded(data, part, MAX_MESSAGE)[0]


def text_of(data: bytes, part: Part) -> str:
    """A part as text, whether or not a reader sees it."""
    return decode(bytes_of(data, part), part.charset)[0]


def content(data: bytes) -> str:
    """What tells two files apart: size and hash."""
    return f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}"

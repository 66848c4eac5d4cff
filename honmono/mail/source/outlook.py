r"""Outlook's message file: one mail in a form of its own (`.msg`, `.oft`).

    D0 CF 11 E0 A1 B1 1A E1 …  _ _ p r o p e r t i e s _ v e r s i o n 1 . 0  …

Old Office documents begin alike.  A message is told by the name of a stream that each one
has, wherever in the file it stands; nothing is taken apart for that.  A document that has a
mail inside has the name, too: whether the file *is* one is told where it is read, in the
sandbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.mail.source import foreign
from honmono.mail.source._core import Format, Opened, Span, Trouble, Unreadable

MAX_FILE: Final = 64 * 2**20
"""Bytes of a file that is read; what is made of it has to fit into the worker beside it.

Exchange refuses mail above 150 MB, most servers above 50."""

_MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_STREAM: Final = "__properties_version1.0".encode("utf-16-le")
_BLOCK: Final = 2**20


def fits(head: bytes) -> bool:
    """Is it a file in which Outlook, or Office, keeps streams?"""
    return head.startswith(_MAGIC)


def find(opened: Opened) -> Iterator[Span | Unreadable]:
    """Yield the whole file as one mail; refuse an Office document."""
    if not _has_the_stream(opened):
        yield foreign.refuse(opened)
    elif opened.size > MAX_FILE:
        detail = (
            f"an Outlook message of {opened.size:,} bytes; up to {MAX_FILE:,} are read"
        )
        yield Unreadable(opened.source, Trouble.TOO_LARGE, detail)
    else:
        yield Span(opened.source, 0, opened.size, rebuild="msg")


def _has_the_stream(opened: Opened) -> bool:
    """Does the name stand in the file?"""
    if _STREAM in opened.head:
        return True
    opened.file.seek(0)
    overlap = b""
    while block := opened.file.read(_BLOCK):
        if _STREAM in overlap + block:
            return True
        overlap = block[-len(_STREAM) :]
    return False


FORMAT: Final = Format("msg", fits, find)

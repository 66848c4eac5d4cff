r"""Outlook's capsule: one mail as it sends it to other Outlooks (`winmail.dat`, TNEF).

    78 9F 3E 22 …

Read when it is the file that was asked about.  A mail that carries one is not changed:
there it is an attachment like any other, and what lies in it is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.mail.source._core import Format, Opened, Span, Trouble, Unreadable
from honmono.mail.source.outlook import MAX_FILE

_MAGIC: Final = bytes.fromhex("789F3E22")


def fits(head: bytes) -> bool:
    """Does it begin as a capsule ([MS-OXTNEF] §2.1.3.1)?"""
    return head.startswith(_MAGIC)


def find(opened: Opened) -> Iterator[Span | Unreadable]:
    """Yield the whole file as one mail."""
    if opened.size > MAX_FILE:
        detail = f"a TNEF file of {opened.size:,} bytes; up to {MAX_FILE:,} are read"
        yield Unreadable(opened.source, Trouble.TOO_LARGE, detail)
    else:
        yield Span(opened.source, 0, opened.size, rebuild="tnef")


FORMAT: Final = Format("tnef", fits, find)

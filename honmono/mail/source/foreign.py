"""What is not a mail: told by its first bytes, and refused by its name.

    invoice.eml   25 50 44 46 2D …   →  not-a-mail: looks like a PDF document
    re order.eml  D0 CF 11 E0 …      →  not-supported: an Outlook message (.msg) or …

An operator who is told what the file is can do something about it; "no From field" for
a picture helps nobody.  Nothing is unpacked or converted here.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Final

from honmono.mail.source._core import MAX_MAIL, Opened, Trouble, Unreadable
from honmono.tables import rows

_BLOCK: Final = 2**20

_WORD: Final = 5
"""Bytes from which a beginning is a word like `<html`, met in any case and indented."""

_TEXT: Final = re.compile(rb"[^\x00-\x08\x0e-\x1a\x1c-\x1f]*")
"""Bytes that occur in text of any charset that mail uses; 1B is of ISO-2022-JP."""


def refuse(opened: Opened) -> Unreadable:
    """Say what a file looks like that no format of mail fits."""
    trouble, detail = looks_like(opened.head)
    return Unreadable(opened.source, trouble, detail, sha256_of(opened))


def looks_like(head: bytes) -> tuple[Trouble, str]:
    """Name the kind of a file by its first bytes, and what to do about it."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ")[:64].lower()
    for first_bytes, trouble, detail in _heads():
        if head.startswith(first_bytes):
            return trouble, detail
        if len(first_bytes) >= _WORD and start.startswith(first_bytes.lower()):
            return trouble, detail
    kind = "text" if _TEXT.fullmatch(head) else "binary data"
    return Trouble.NOT_A_MAIL, f"looks like {kind} without a mail's header"


@cache
def _heads() -> tuple[tuple[bytes, Trouble, str], ...]:
    """The table, in its order: the first that fits is the answer."""
    return tuple(
        (bytes.fromhex(first), Trouble(trouble), detail)
        for first, trouble, detail in rows("file_heads.tsv")
    )


def sha256_of(opened: Opened) -> str:
    """Of the whole file, unless that would take long."""
    if opened.size > MAX_MAIL:
        return ""
    digest = hashlib.sha256()
    opened.file.seek(0)
    while block := opened.file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()

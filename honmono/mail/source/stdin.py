"""Standard input: one message that a mail server or another program hands over.

    honmono check - < suspicious.eml

What comes is kept until it is complete, in memory while it is small and in a nameless
file after that, because only then can be told what it is: a message, or an mbox
(messages `-#0`, `-#1` …).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from typing import IO, Final

from honmono.mail.source import file
from honmono.mail.source._core import Access, Format, RawMail, Trouble, Unreadable

NAME: Final = "-"

MAX_INPUT: Final = 512 * 2**20
"""Bytes taken from standard input; more belongs into a file."""

_IN_MEMORY: Final = 8 * 2**20
"""Bytes kept in memory before a temporary file is made."""

_BLOCK: Final = 2**18


def read(formats: tuple[Format, ...], access: Access) -> Iterator[RawMail | Unreadable]:
    """Yield what comes on standard input."""
    if sys.stdin is None:  # a Windows program without a console
        yield Unreadable(NAME, Trouble.MISSING, "there is no standard input")
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        try:
            complete = _fill(spool, sys.stdin.buffer)
        except OSError as error:
            yield file.refusal(NAME, error)
            return
        if complete:
            yield from file.read_in(spool, NAME, formats, access)
        else:
            detail = f"more than {MAX_INPUT:,} bytes; save it and name the file"
            yield Unreadable(NAME, Trouble.TOO_LARGE, detail)


def _fill(spool: IO[bytes], stream: IO[bytes]) -> bool:
    """Copy the input; False when there is too much of it."""
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > MAX_INPUT:
            return False
        spool.write(block)
    return True

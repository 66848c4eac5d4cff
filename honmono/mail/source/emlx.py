r"""Apple Mail's message file: a byte count, that many bytes of mail, a property list.

    639
    Subject: Re: Emlx library
    …
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist …

`12345.partial.emlx` has the same form; the attachments that Apple Mail keeps beside
it are not put back, so such a mail is read as far as it goes.

The count is sometimes wrong, after an editor or a backup changed line ends.  Then the
property list, which is always last, tells where the mail ends; without one, all that
is there is the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono.mail.source import eml
from honmono.mail.source._core import (
    MAX_MAIL,
    Format,
    Opened,
    Span,
    Unreadable,
    too_large,
)

_COUNT: Final = re.compile(rb"[ \t]*([0-9]{1,12})[ \t]*\r?\n")

_MAX_PLIST: Final = 1 * 2**20
"""Bytes at the end of the file in which the property list begins; usual is 1 kB."""


def fits(head: bytes) -> bool:
    """Is the first line a number, and the second the start of a mail?"""
    count = _COUNT.match(head)
    return bool(count and eml.fits(head[count.end() :]))


def find(opened: Opened) -> Iterator[Span | Unreadable]:
    """Yield the message without count and property list."""
    count = _COUNT.match(opened.head)
    if count is None:  # nobody asked `fits`
        return
    if opened.size > MAX_MAIL:
        yield too_large(opened.source, opened.size)
        return
    start = count.end()
    opened.file.seek(start)
    data = opened.file.read(MAX_MAIL)
    yield Span(opened.source, start, start + _end_of_mail(data, int(count[1])))


def _end_of_mail(data: bytes, count: int) -> int:
    """Where the property list begins: at the count, or where it is found instead."""
    if count <= len(data) and _is_plist(data[count : count + 64]):
        return count
    start = data.rfind(b"<?xml", max(0, len(data) - _MAX_PLIST))
    if start >= 0 and b"<plist" in data[start : start + 512]:
        return start
    return len(data)


def _is_plist(rest: bytes) -> bool:
    """Does what follows the mail look as Apple Mail writes it (or is there nothing)?"""
    rest = rest.lstrip()
    return not rest or rest.startswith((b"<?xml", b"<!DOCTYPE plist", b"<plist"))


FORMAT: Final = Format("emlx", fits, find)

"""Files inside a plain text, as programs sent them before MIME.

    Here is the report.

    begin 644 report.txt
    #0V%T
    `
    end

Outlook and others take such a block out of the text and offer it as an attachment.
yEnc (`=ybegin line=128 size=… name=report.doc`) does the same for news.

A `begin` line that no line of such a file follows is a sentence and no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from honmono.mail.message.charsets import decode
from honmono.mail.message.limits import CHUNK, MAX_FILES_IN_TEXT, MAX_NAME, MAX_YENC
from honmono.mail.message.transfer import uudecoded

_UU: Final = re.compile(
    rb"\nbegin [0-7]{3,4} ([^\r\n]{1,1000})\r?\n(?=[!-`][ -`]{4,64}[ \t]*\r?\n)"
)
_YENC: Final = re.compile(rb"\n=ybegin [^\r\n]{0,200}name=([^\r\n]{1,1000})\r?\n")
_YENC_PART: Final = re.compile(rb"=ypart [^\r\n]*\r?\n")

_YENC_ESCAPES: Final = (
    (b"=@", b"\0"),
    (b"=M", b"\r"),
    (b"=I", b"\t"),
    (b"=n", b"."),
    (b"=`", b" "),
    (b"=}", b"\n"),  # an escaped `=`, for which the line feed stands in, …
    (b"=J", b"="),  # … while the sign itself is still the sign of an escape
)
_YENC_BYTES: Final = bytes(
    (({61: 10, 10: 61}.get(byte, byte)) - 42) % 256 for byte in range(256)
)

File = tuple[str, Callable[[], Iterator[bytes]]]
"""Its name, and what gives its bytes."""


def files_in_text(text: bytes, start: int, end: int) -> Iterator[File]:
    """Yield the files that stand in `text[start:end]`, a whole plain text."""
    start = max(start - 1, 0)  # the line end before it
    for sign, pattern, read in (
        (b"\nbegin ", _UU, uudecoded),
        (b"\n=ybegin ", _YENC, _ydecoded),
    ):
        if text.find(sign, start, end) < 0:
            continue
        begins = list(islice(pattern.finditer(text, start, end), MAX_FILES_IN_TEXT))
        stops = [begin.start() for begin in begins[1:]]
        for begin, stop in zip(begins, [*stops, end], strict=False):
            name, _ = decode(begin[1].strip(), "")
            yield name[:MAX_NAME], partial(read, text, begin.end(), stop)


def _ydecoded(text: bytes, start: int, end: int) -> Iterator[bytes]:
    """Decode yEnc up to `=yend`: add 42 to each byte, escape what would hurt."""
    if part := _YENC_PART.match(text, start, end):
        start = part.end()
    last = text.find(b"\n=yend", start, end)
    end = min(last if last >= 0 else end, start + MAX_YENC)
    while start < end:
        stop = min(start + CHUNK, end)
        if text[stop - 1] == ord("=") and stop < end:
            stop += 1  # not between an escape and what it escapes
        lines = text[start:stop].translate(None, b"\0\r\n")
        for escape, byte in _YENC_ESCAPES:
            lines = lines.replace(escape, byte)
        yield lines.translate(_YENC_BYTES)
        start = stop

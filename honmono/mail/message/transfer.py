"""Transfer encodings: the bytes of a part as they were before they were mailed.

    Content-Transfer-Encoding: base64

    gqCCogqCpIKm

What senders get wrong is read as mail programs read it: base64 with missing padding,
with strange characters in between, or put together from several padded pieces;
quoted-printable with a `=` that belongs to nothing.  An unknown encoding is left as it
is (RFC 2045 §6.4).  Everything is decoded in chunks, so that a large attachment never
stands in memory a second time.

Not done here: line ends.  They stay as they are in the mail, so that a hash is the
hash of the bytes that a program would save.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Final

from honmono.mail.message.limits import CHUNK, MAX_BASE64_PIECES, MAX_UU_LINES
from honmono.mail.message.model import Defect, Part

IDENTITY: Final = frozenset({"", "7bit", "8bit", "binary"})
UUENCODE: Final = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
KNOWN: Final = IDENTITY | UUENCODE | {"base64", "quoted-printable"}

_SPACE: Final = b" \t\r\n"
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FOOTER: Final = re.compile(rb"\n[ \t]*+(?:--|___|[^\s]++ [^\s])")
"""A line of words, a rule or a boundary: what a mailing list put under base64."""

_NOT_BASE64: Final = bytes(set(range(256)) - set(_ALPHABET + b"="))

_LONE_CR: Final = re.compile(rb"\r(?!\n)")
"""From one behind `=` the C code would skip to the next line feed; and it takes the
second `=` of `==` for text, though a line end may follow."""

_UU_TO_BASE64: Final = bytes.maketrans(
    bytes(range(32, 97)), _ALPHABET + _ALPHABET[:1]
)  # both the blank and the backquote mean 0
_UU_BEGIN: Final = re.compile(rb"\nbegin [0-7]{3,4} [^\r\n]*\r?\n")
_UU_FULL_LINES: Final = re.compile(rb"(?:M[ -`]{60}\r?\n)++")
"""Lines of 45 bytes, the longest there are: nearly the whole of every file."""


def decoded(data: bytes, part: Part, limit: int) -> tuple[bytes, tuple[Defect, ...]]:
    """Decode at most `limit` bytes of a part; `TEXT_CUT` says that there was more."""
    if part.transfer_encoding in IDENTITY and part.end - part.start <= limit:
        return data[part.start : part.end], ()
    defects: list[Defect] = []
    pieces: list[bytes] = []
    left = limit
    for piece in chunks(data, part, defects):
        pieces.append(piece[:left])
        left -= len(piece)
        if left < 0:
            defects.append(Defect.TEXT_CUT)
            break
    return b"".join(pieces), tuple(defects)


def chunks(data: bytes, part: Part, defects: list[Defect]) -> Iterator[bytes]:
    """Yield a part's decoded bytes piece by piece; what is wrong goes to `defects`."""
    encoding = part.transfer_encoding
    if encoding == "base64":
        return _base64(data, part.start, part.end, defects)
    if encoding == "quoted-printable":
        return _quoted_printable(data, part.start, part.end)
    if encoding in UUENCODE:
        begin = _UU_BEGIN.search(data, max(part.start - 1, 0), part.end)
        return uudecoded(data, begin.end() if begin else part.start, part.end)
    return _slices(data, part.start, part.end)


def _slices(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, CHUNK):
        yield data[at : min(at + CHUNK, end)]


def _base64(
    data: bytes, start: int, end: int, defects: list[Defect]
) -> Iterator[bytes]:
    """Decode lines of base64; what does not fit into fours waits for the next chunk."""
    rest = b""
    pieces_left = MAX_BASE64_PIECES
    for raw in _slices(data, start, end):
        lines = rest + raw.replace(b"\r\n", b"").replace(b"\n", b"")
        whole = len(lines) & ~3
        try:  # nearly always: the alphabet, then padding where it belongs
            piece = binascii.a2b_base64(lines[:whole], strict_mode=True)
            rest = lines[whole:]
        except binascii.Error:
            found, rest, broken, footer = _untidy(rest + raw)
            piece = b"".join(map(_padded, found[:pieces_left]))
            pieces_left -= lines.count(b"=")
            if broken or pieces_left <= 0:
                defects.append(Defect.BASE64_BROKEN)
            if footer or pieces_left <= 0:
                yield piece + _padded(rest)
                return
        yield piece
    if rest := rest.translate(None, _SPACE):
        defects.append(Defect.BASE64_BROKEN)
        yield _padded(rest.translate(None, _NOT_BASE64 + b"="))


def _untidy(raw: bytes) -> tuple[list[bytes], bytes, bool, bool]:
    """Split base64 that is not strictly so: (pieces, rest, broken, a footer follows).

    What follows the padding is a further piece.  The footer of a mailing list is not:
    decoded it would be rubbish.
    """
    footer = _FOOTER.search(raw)
    if footer:
        raw = raw[: footer.start()]
    clean = raw.translate(None, _NOT_BASE64)
    junk = footer is not None or len(clean) != len(raw.translate(None, _SPACE))
    *padded, last = clean.split(b"=")
    pieces = [piece for piece in padded if piece]
    whole = len(last) & ~3
    broken = junk or len(pieces) > 1 or any(len(piece) % 4 == 1 for piece in pieces)
    if last[:whole]:
        broken = broken or bool(pieces)
        pieces.append(last[:whole])
    return pieces, last[whole:], broken, footer is not None


def _padded(piece: bytes) -> bytes:
    """Decode one piece, with the padding it lacks; a single left-over sign is lost."""
    if len(piece) % 4 == 1:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def _quoted_printable(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Decode `=E3=81=82`; the cut between chunks is never inside one."""
    while start < end:
        stop = end
        if end - start > CHUNK:
            stop = start + CHUNK
            after_line = data.rfind(b"\n", start, stop) + 1
            sign = data.rfind(b"=", stop - 2, stop)
            stop = after_line or (sign if sign > start else stop)
        raw = data[start:stop]
        start = stop
        if b"=" not in raw:
            yield raw
            continue
        if _LONE_CR.search(raw) or b"==\r" in raw:
            raw = raw.replace(b"=\r\n", b"=\n").replace(b"=\r", b"=\n")
        if b"= " in raw:  # a blank added on the way (RFC 2045 §6.7 rule 3)
            raw = raw.replace(b"= \r\n", b"=\n").replace(b"= \n", b"=\n")
        yield binascii.a2b_qp(raw)


def uudecoded(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Decode the lines after `begin 644 name`, up to `end` or the first odd one."""
    for _ in range(MAX_UU_LINES):
        while full := _UU_FULL_LINES.match(data, start, min(start + CHUNK, end)):
            start = full.end()
            lines = full[0].replace(b"\r\n", b"\n")[1:-1].replace(b"\nM", b"")
            yield binascii.a2b_base64(lines.translate(_UU_TO_BASE64))
        stop = data.find(b"\n", start, min(start + 100, end))
        line = data[start : stop if stop >= 0 else min(start + 100, end)].rstrip(b"\r")
        if not b" " < line[:1] < b"`":  # length 0, or not a line of such a file
            return
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            return
        start = stop + 1
        if not stop > 0:
            return

r"""A mail as it stood on the wire, and the two ways in which it is signed (RFC 6376 §3.4).

    Subject:  =?UTF-8?B?…?=\r\n\t=?UTF-8?B?…?=      simple: as it is
    subject:=?UTF-8?B?…?= =?UTF-8?B?…?=             relaxed

Mail is signed with CRLF at the end of every line, because SMTP knows no other; programs
that save it on disk write LF, some CR CR LF.  So every line end is CRLF again before
anything is compared: that changes nothing that a reader sees, and a signature that fits
the result was made over it.  A lone CR is no line end and stays.

mbox's `From ` line above the mail is not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from honmono.mail.message.headers import FROM_LINE
from honmono.mail.message.limits import MAX_HEADER_BLOCK, MAX_HEADERS

_CAREFREE: Final = re.compile(rb"(?<!\r)\r{2,}+\n")
"""The line end of programs that write CR twice; begun only where CRs begin, so that a
million of them take a million steps."""

_NEXT_FIELD: Final = re.compile(rb"\r\n(?![ \t])")
_BLANKS: Final = re.compile(rb"[ \t]+")
_NAME: Final = re.compile(rb"([!-9;-~]++)[ \t]*+:")


class Field(NamedTuple):
    """One header field with its folding, without its last line end."""

    name: str
    """Lower case; empty for a line that is no field."""

    raw: bytes


class Wire(NamedTuple):
    """A mail with CRLF line ends."""

    fields: tuple[Field, ...]
    body: bytes
    cut: bool = False
    """The header is longer than is looked at."""


def on_the_wire(data: bytes) -> Wire:
    """Cut a mail as a server that signs or verifies does."""
    if line := FROM_LINE.match(data):
        data = data[line.end() :]
    if b"\r\r\n" in data:
        data = _CAREFREE.sub(b"\n", data)
    if data.count(b"\n") != data.count(b"\r\n"):
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if data.startswith(b"\r\n"):
        return Wire((), data[2:])
    head, _, body = data.partition(b"\r\n\r\n")
    lines = _NEXT_FIELD.split(
        head[:MAX_HEADER_BLOCK].removesuffix(b"\r\n"), MAX_HEADERS
    )
    fields = tuple(Field(_name(line), line) for line in lines if line)
    cut = len(head) > MAX_HEADER_BLOCK or len(lines) > MAX_HEADERS
    return Wire(fields, body, cut)


def _name(line: bytes) -> str:
    match = _NAME.match(line)
    return match[1].decode("ascii").lower() if match else ""


def relaxed_field(raw: bytes) -> bytes:
    """One field in `relaxed` form, without a line end."""
    name, _, value = raw.partition(b":")
    value = _BLANKS.sub(b" ", value.replace(b"\r\n", b""))
    return name.strip(b" \t").lower() + b":" + value.strip(b" ")


def simple_body(body: bytes) -> bytes:
    """Empty lines at the end are gone, and the last line has its end."""
    return _without_empty_end(body) + b"\r\n"


def relaxed_body(body: bytes) -> bytes:
    """The same, with blanks made one, and none at the end of a line."""
    body = _blanks_made_one(body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    kept = _without_empty_end(body)
    return kept + b"\r\n" if kept else b""


def _blanks_made_one(body: bytes) -> bytes:
    """Do what `_BLANKS` does, in a tenth of its time where a mail is blanks alone."""
    body = body.replace(b"\t", b" ")
    for run in (b" " * 64, b" " * 8, b"  "):
        while run in body:
            body = body.replace(run, b" ")
    return body


def _without_empty_end(body: bytes) -> bytes:
    kept = body.rstrip(b"\r\n")
    tail = body[len(kept) :]
    if b"\r" in tail.replace(b"\r\n", b""):  # a lone CR is no line end
        tail = tail.replace(b"\r\n", b"\n").rstrip(b"\n").replace(b"\n", b"\r\n")
        return kept + tail
    return kept


def chosen(fields: tuple[Field, ...], names: Iterable[str]) -> list[bytes]:
    """The fields that `h=` names: of several with a name the lowest first (§5.4.2).

    A name for which no field is left stands for nothing: so a signer can forbid that
    somebody adds one.
    """
    below: dict[str, list[bytes]] = {}
    for name, raw in fields:
        below.setdefault(name, []).append(raw)
    return [below[name].pop() for name in names if below.get(name)]


_B_VALUE: Final = re.compile(rb"(?:\A|;)[ \t\r\n]*+b[ \t\r\n]*+=([^;]*+)")


def without_signature(raw: bytes) -> bytes:
    """A signature's own field with an empty `b=`, as it was when it was signed."""
    colon = raw.find(b":") + 1
    value = _B_VALUE.search(raw, colon) or _B_VALUE.match(raw[colon:])
    if value is None:
        return raw
    offset = 0 if value.string is raw else colon
    return raw[: value.start(1) + offset] + raw[value.end(1) + offset :]

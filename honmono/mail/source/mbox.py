r"""An mbox: many messages in one file, each after a From_ line.

    From tanaka@example.co.jp Mon Apr  6 09:12:44 2026
    Received: …

    >From here on the price is …
    ⏎
    From - Tue Apr  7 10:00:00 2026

A From_ line separates messages only when it stands after a blank line, ends in a date
and is followed by a header field (RFC 4155; the sloppy dates that Thunderbird, Eudora,
Gmail's export and old servers write are known too).  A sentence that begins with
"From " stays in its mail.  `Content-Length` is not believed: it is often wrong, and
whoever sends a mail can write one.

How `>From ` is meant is decided for the file: where `>>From ` occurs, one `>` is taken
away (mboxrd), else lines stay as they are (mboxo).

One message in a file that is not called `.mbox` is both an mbox of one and a message
file with its envelope line left on.  It is read as the message file it most often is
(`PATH`, the bytes of the file), so that its sha256 is the file's.

The file is read in pieces, not mapped: a mapped file that somebody shortens kills the
process, and memory has to stay flat whatever the size.  Each mail gets a checksum here and
is read again by whoever judges it: a mailbox that is in use grows at its end, and then
the mails before are still the same, or it is packed, and then they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple
from zlib import crc32

from honmono.mail.source import eml
from honmono.mail.source._core import (
    MAX_MAIL,
    File,
    Format,
    Opened,
    Span,
    Unreadable,
    changed,
    too_large,
)

_new: Final = tuple.__new__
"""Makes a `Span` in a third of the time that its name takes."""

_PIECE: Final = 2**20
"""Bytes that are searched at once; larger is not faster."""

_LOOK_AHEAD: Final = 1024
"""Bytes after a line end that decide whether a From_ line begins there."""

_FROM_LINE: Final = rb"From ([^\r\n]{0,400})"
_HEADER_BELOW: Final = rb"(?=[!-9;-~]{1,200}[ \t]{0,20}:|>From |[\r\n]|\Z)"

_FIRST: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?[\r\n]*" + _FROM_LINE + rb"(\r\n|\n|\r)" + _HEADER_BELOW
)
_NEXT: Final = re.compile(rb"\n" + _FROM_LINE + rb"\r?\n" + _HEADER_BELOW)
_NEXT_AFTER_CR: Final = re.compile(rb"\r" + _FROM_LINE + rb"\r" + _HEADER_BELOW)
"""For files of the old Macintosh, whose lines end in CR alone."""

_DATE: Final = re.compile(
    rb"\b[MTWFS][a-z]{2},? {1,3}"
    rb"(?:[JFMASOND][a-z]{2} {1,3}[0-9]{1,2}|[0-9]{1,2} {1,3}[JFMASOND][a-z]{2}),? "
    rb"[^\r\n]{0,40}?[0-9]{1,2}:[0-9]{2}\b"
)
"""`Mon Apr  6 09:12`, `Mon, 6 Apr 2026 09:12`: what every writer's date begins with."""

_MAYBE_QUOTED: Final = b"\n>From "
_QUOTED_TWICE: Final = re.compile(rb"\n>>+From ")
_ONE_QUOTE: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def fits(head: bytes) -> bool:
    """Is the first line a From_ line, with a header field below it?"""
    first = _FIRST.match(head)
    return bool(first and _is_plausible(first[1]))


def find(opened: Opened) -> Iterator[Span | Unreadable]:
    """Yield where the messages lie, in the order of the file."""
    cuts = _cuts(opened)
    first = next(cuts)
    second = next(cuts, None)
    if second is None and not _is_called_mbox(opened.source):
        yield from eml.find(opened)
        return
    for index, cut in enumerate(chain((first,), (second,) if second else (), cuts)):
        source = f"{opened.source}#{index}"
        if cut is _SHORTER:
            yield changed(source)
        elif cut.end - cut.start > MAX_MAIL:
            yield too_large(source, cut.end - cut.start)
        else:
            yield _new(Span, (source, *cut, ""))


def _is_called_mbox(source: str) -> bool:
    """Decides nothing but whether a single message is called `PATH#0` or `PATH`."""
    return source.lower().endswith((".mbox", ".mbx", "/mbox", "\\mbox"))


def _is_plausible(rest: bytes) -> bool:
    """Does a From_ line go on like this: a sender (or `-`), then a date?"""
    return rest.rstrip() == b"-" or _DATE.search(rest) is not None


class _Cut(NamedTuple):
    """Where a message lies in the file, without From_ line and blank line."""

    start: int
    end: int
    crc: int
    unquote: bool


_SHORTER: Final = _Cut(0, 0, 0, unquote=False)
"""Stands where the file ended before its end: its last message cannot be had."""


def _cuts(opened: Opened) -> Iterator[_Cut]:
    """Find the messages.

    The window keeps two bytes before the place where the search goes on, to see the
    blank line, and enough behind it to see the From_ line and the header below.  `crc`
    is of the message's bytes before the window.
    """
    file, first = opened.file, _FIRST.match(opened.head)
    if first is None:  # nobody asked `fits`
        return
    pattern = _NEXT_AFTER_CR if first[2] == b"\r" else _NEXT
    start, crc, unquote = first.end(), 0, None
    buffer = bytearray(_PIECE + _LOOK_AHEAD + 2)
    window = memoryview(buffer)
    base, filled, begin, at_end = start - 1, 0, 0, False
    while not at_end:
        file.seek(base + filled)
        filled += file.readinto(window[filled:])
        at_end = filled < len(buffer)
        limit = filled if at_end else filled - _LOOK_AHEAD
        if unquote is None and buffer.find(_MAYBE_QUOTED, 0, filled) >= 0:
            unquote = _is_quoted_twice_somewhere(file)
        for hit in pattern.finditer(buffer, begin, filled):
            at = hit.start()
            if at >= limit:
                break
            if (blank := _blank_line(buffer, at + 1)) and _is_plausible(hit[1]):
                end = at + 1 - blank
                crc = crc32(window[max(start - base, 0) : end], crc)
                yield _Cut(start, base + end, crc, bool(unquote))
                start, crc = base + hit.end(), 0
        if not at_end:
            crc = crc32(window[max(start - base, 0) : limit - 2], crc)
            window[: filled - limit + 2] = window[limit - 2 : filled]
            base, filled, begin = base + limit - 2, filled - limit + 2, 2
    if base + filled < opened.size:
        yield _SHORTER
        return
    end = filled - _blank_line(buffer, filled)
    crc = crc32(window[max(start - base, 0) : end], crc)
    yield _Cut(start, base + end, crc, bool(unquote))


def _blank_line(window: bytes | bytearray, end: int) -> int:
    """How long the blank line is that ends before `end`; 0 when there is none."""
    if window.endswith((b"\n\n", b"\r\r"), 0, end):
        return 1
    return 2 if window.endswith(b"\n\r\n", 0, end) else 0


def _is_quoted_twice_somewhere(file: File) -> bool:
    """Is the file an mboxrd?  It is searched for the proof once."""
    file.seek(0)
    overlap = b""
    while piece := file.read(_PIECE):
        if _QUOTED_TWICE.search(overlap + piece):
            return True
        overlap = piece[-64:]
    return False


def unquoted(data: bytes) -> bytes:
    """Undo the quoting of an mboxrd."""
    return _ONE_QUOTE.sub(rb"\1", data)


FORMAT: Final = Format("mbox", fits, find)

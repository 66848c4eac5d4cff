"""The attachment inventory: what comes with a mail besides its own text.

    Content-Type: application/pdf; name="invoice.pdf"
    Content-Disposition: attachment; filename="invoice.exe"

Each attachment has the name that mail programs show, its declared type, its kind by
its first bytes, size and hash of its decoded bytes, and for a zip the lines of its
directory.  Files that can hold a program are looked through for the words that show it
(`file_marks`).  Nothing is opened or unpacked.  Old programs put files into plain text
(`begin 644 name`, `=ybegin`); mail programs still offer them, so they are listed too.

A text that is shown inline and has a file name is both: text and attachment.  Files
inside an attached message are listed; the texts and messages inside it are not, they
are that message's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from honmono.mail.message.archive_locks import is_locked
from honmono.mail.message.file_marks import LOCKED, marks_of
from honmono.mail.message.files_in_text import files_in_text
from honmono.mail.message.limits import (
    MAX_FILES_IN_TEXT,
    MAX_ZIP_DIRECTORY,
    MAX_ZIP_MEMBERS,
    MAX_ZIP_MEMBERS_IN_ALL,
    MIN_ZIP_MEMBERS,
    ZIP_TAIL,
)
from honmono.mail.message.magic import HEAD, kind_of
from honmono.mail.message.mime import ATTACHED_MESSAGE
from honmono.mail.message.model import Attachment, Defect, Part, ZipMember
from honmono.mail.message.transfer import IDENTITY, chunks
from honmono.mail.message.zip_directory import find_directory, read_directory

_NOT_SHOWN: Final = frozenset(
    {
        "text/calendar",
        "text/css",
        "text/csv",
        "text/directory",
        "text/javascript",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-amp-html",
        "text/x-vcard",
        "text/xml",
    }
)
"""Texts that are not the mail's own words.

Any other `text/…` is shown as it is when a program does not know it (RFC 2046 §4.1.4).
`x-amp-html` is shown by one provider, to registered senders' readers only."""

_SHOWN: Final = frozenset({"application/xhtml+xml"})


def is_text(part: Part, *, childless: bool) -> bool:
    """Does a reader see this part as the mail's own text?

    A multipart in which no part was found is shown as the text that it is.
    """
    kind = part.content_type
    if part.in_message or part.disposition == "attachment":
        return False
    if kind.startswith("multipart/"):
        return childless
    return kind in _SHOWN or (kind.startswith("text/") and kind not in _NOT_SHOWN)


def is_attachment(part: Part) -> bool:
    """Does a mail program offer this part as a file, or show it as a picture?"""
    kind = part.content_type
    if kind.startswith("multipart/"):
        return False
    if part.in_message and kind in ATTACHED_MESSAGE:
        return part.transfer_encoding not in IDENTITY
    if part.disposition == "attachment" or part.filename:
        return True
    return not kind.startswith("text/") or kind in _NOT_SHOWN


def inventory(
    data: bytes, parts: Sequence[Part]
) -> tuple[tuple[Attachment, ...], tuple[Defect, ...]]:
    """List the attachments of a mail in the order of its parts."""
    found: list[Attachment] = []
    defects: list[Defect] = []
    left = MAX_ZIP_MEMBERS_IN_ALL
    for index, part in enumerate(parts):
        if is_attachment(part):
            attachment = _attachment(
                index,
                part.filename,
                part.content_type,
                partial(chunks, data, part, defects),
                min(MAX_ZIP_MEMBERS, max(left, MIN_ZIP_MEMBERS)),
            )
            left -= len(attachment.members)
            found.append(attachment)
    return tuple(found), tuple(defects)


def inventory_of_text(
    index: int, text: bytes, start: int, end: int
) -> Iterator[Attachment]:
    """List the files that stand uuencoded or yEnc-encoded in a plain text."""
    for name, pieces in files_in_text(text, start, end):
        most = MAX_ZIP_MEMBERS_IN_ALL // MAX_FILES_IN_TEXT
        yield _attachment(index, name, "application/octet-stream", pieces, most)


def _attachment(
    index: int,
    name: str,
    declared: str,
    pieces: Callable[[], Iterator[bytes]],
    most: int,
) -> Attachment:
    """Read a file once from its beginning to its end, and keep only both ends.

    Of a zip's directory at most so many lines are kept.
    """
    digest = hashlib.sha256()
    size = 0
    head = tail = b""
    for piece in pieces():
        digest.update(piece)
        size += len(piece)
        if len(head) < HEAD:
            head = (head + piece[:HEAD])[:HEAD]
        tail = (tail[-ZIP_TAIL:] + piece)[-ZIP_TAIL:]
    members = _members(tail, size, pieces, most)
    kind = _kind(head, tail, members)
    marks = marks_of(name, declared, kind, pieces)
    return Attachment(
        part=index,
        name=name,
        content_type=declared,
        magic=kind,
        size=size,
        sha256=digest.hexdigest(),
        members=members,
        encrypted=any(member.encrypted for member in members)
        or LOCKED in marks
        or is_locked(kind, head, tail, size),
        marks=tuple(mark for mark in marks if mark != LOCKED),
    )


def _members(
    tail: bytes, size: int, pieces: Callable[[], Iterator[bytes]], most: int
) -> tuple[ZipMember, ...]:
    """Read a zip's directory, from the tail when it lies there as a whole."""
    place = find_directory(tail)
    if place is None:
        return ()
    for at in (size - place.from_end, place.from_start):
        in_tail = at - (size - len(tail))
        if in_tail >= 0:
            members = read_directory(tail[in_tail:], most)
        elif at >= 0:
            members = read_directory(
                _window(pieces(), at, at + MAX_ZIP_DIRECTORY), most
            )
        else:
            continue
        if members:
            return members
    return ()


def _window(pieces: Iterator[bytes], start: int, stop: int) -> bytes:
    """The bytes from `start` to `stop` of a file that is read once more."""
    wanted: list[bytes] = []
    at = 0
    for piece in pieces:
        wanted.append(piece[max(start - at, 0) : max(stop - at, 0)])
        at += len(piece)
        if at >= stop:
            break
    return b"".join(wanted)


def _kind(head: bytes, tail: bytes, members: Sequence[ZipMember]) -> str:
    kind = kind_of(head)
    if kind == "zip":
        names = {member.name for member in members}
        if "[Content_Types].xml" in names:
            return "ooxml"
        if b"mimetypeapplication/vnd.oasis.opendocument" in head[:128]:
            return "odf"
        if "META-INF/MANIFEST.MF" in names:
            return "jar"
    if not kind and tail[-512:].startswith(b"conectix"):
        return "vhd"  # of fixed size: its mark is at the end
    if tail[-512:].startswith(b"koly"):
        return "dmg"
    return kind

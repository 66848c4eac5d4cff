"""One mail as bytes → one `Message`; whatever the bytes are.

    From: tanaka@example.co.jp        authors = (Address("", "tanaka@example.co.jp", …),)
                                      subject = Subject("", "")
    Hello                        →    bodies = (Body(…, text="Hello", …),)

This is the one place where the readers of the folder come together: header fields,
addresses, servers on the way, the MIME tree, texts, links, quotes, attachments.  None of
them raises; what is broken is a `Defect` of the message.

Where a field that may stand once stands twice, the first one counts, as in most
programs.  From is the exception: every author of every From field is kept, because
programs take different ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from honmono.mail.message.addresses import read_addresses, read_return_path
from honmono.mail.message.attachments import inventory, inventory_of_text, is_text
from honmono.mail.message.charsets import decode
from honmono.mail.message.headers import (
    decode_words,
    message_ids,
    parse_date,
    split_headers,
    unfold,
)
from honmono.mail.message.limits import (
    MAX_ADDRESSES,
    MAX_BODIES,
    MAX_LINKS,
    MAX_MESSAGE,
    MAX_NAME,
    MAX_TEXT,
    MAX_TEXT_IN_ALL,
    MAX_WRITERS_TEXT,
    MIN_TEXT,
)
from honmono.mail.message.mime import read_parts
from honmono.mail.message.model import (
    AMBIGUOUS_FROM,
    Address,
    Attachment,
    Body,
    Defect,
    Header,
    Link,
    Message,
    Part,
    Subject,
)
from honmono.mail.message.quotes import split
from honmono.mail.message.received import hops
from honmono.mail.message.text import html_to_text, links_in_text
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.message.transfer import IDENTITY, decoded
from honmono.mail.source import RawMail

_WRITERS: Final = ("sender", "reply-to")
_READ: Final = frozenset(
    {
        *("from", *_WRITERS, "return-path", "to", "cc", "date", "subject"),
        *("message-id", "in-reply-to", "references"),
    }
)
"""Fields that are read here."""

_ORDER: Final = {defect: place for place, defect in enumerate(Defect)}
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_META_CHARSET: Final = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)


def parse(raw: RawMail) -> Message:
    """Read a mail completely."""
    data = raw.data
    end = min(len(data), MAX_MESSAGE)
    headers, body_start, found = split_headers(data, 0, end)
    defects = [*found]
    if len(data) > end:
        defects.append(Defect.MESSAGE_CUT)
    if data.find(0, 0, end) >= 0:
        defects.append(Defect.NUL_BYTE)

    # 1. header fields
    fields = _Fields(headers, defects)
    authors, other_authors = fields.authors()
    route, found = hops(headers)
    defects += found

    # 2. the tree, then what hangs on it
    parts, found = read_parts(data, headers, body_start, end)
    defects += found
    bodies, links, files = _read_texts(data, parts, defects)
    attachments, found = inventory(data, parts)
    defects += found

    return Message(
        source=raw.source,
        sha256=raw.sha256,
        size=len(data),
        headers=headers,
        authors=authors,
        other_authors=other_authors,
        from_fields=len(fields.all("from")),
        senders=fields.addresses("sender"),
        reply_to=fields.addresses("reply-to"),
        return_path=fields.return_path(),
        to=fields.addresses("to"),
        cc=fields.addresses("cc"),
        message_id=fields.message_id(),
        in_reply_to=fields.message_ids("in-reply-to"),
        references=fields.message_ids("references"),
        date=fields.date(),
        subject=fields.subject(),
        hops=route,
        parts=parts,
        bodies=bodies,
        links=links,
        attachments=_in_order(attachments, files),
        defects=tuple(sorted({*defects}, key=_ORDER.__getitem__)) if defects else (),
    )


class _Fields:
    """The header fields that people see and threads are made of, by name."""

    def __init__(self, headers: Sequence[Header], defects: list[Defect]) -> None:
        self._values: dict[str, list[bytes]] = {}
        self._defects = defects
        for header in headers:  # unpacking all forty takes twice as long
            name = header[0].lower()
            if name in _READ:
                self._values.setdefault(name, []).append(header[1])

    def all(self, name: str) -> Sequence[bytes]:
        return self._values.get(name, ())

    def authors(self) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
        """Read every author of every From field, and whom others could take for one."""
        fields = self.all("from")
        if len(fields) != 1:
            self._defects.append(Defect.FROM_TWICE if fields else Defect.NO_FROM)
        authors: list[Address] = []
        others: list[Address] = []
        for value in fields:
            if self._enough(authors):
                break
            field = read_addresses(value)
            self._defects += field.defects
            authors += field.mailboxes
            others += field.others
        return self._few(authors), self._few(others)

    def addresses(self, name: str) -> tuple[Address, ...]:
        """Read every mailbox of a field that is not From."""
        if name not in self._values:
            return ()
        found: list[Address] = []
        for value in self._values[name]:
            if self._enough(found):
                break
            mailboxes, _, defects = read_addresses(value)
            found += mailboxes
            if defects:
                self._defects += [d for d in defects if d not in AMBIGUOUS_FROM]
        return self._few(found) if name in _WRITERS else tuple(found)

    def _few(self, writers: Sequence[Address]) -> tuple[Address, ...]:
        """Keep as many as a reader could take for somebody who writes; one at least."""
        if len(writers) < 2:
            return tuple(writers)
        left = MAX_WRITERS_TEXT
        for count, address in enumerate(writers):
            if left < 0:
                self._defects.append(Defect.TOO_MANY_ADDRESSES)
                return tuple(writers[:count])
            left -= len(address.name) + min(len(address.address), MAX_NAME)
        return tuple(writers)

    def _enough(self, found: Sequence[Address]) -> bool:
        if len(found) < MAX_ADDRESSES:
            return False
        self._defects.append(Defect.TOO_MANY_ADDRESSES)
        return True

    def return_path(self) -> Address | None:
        """Read the topmost Return-Path: the last server writes its own on top."""
        fields = self.all("return-path")
        return read_return_path(fields[0]) if fields else None

    def message_id(self) -> str:
        fields = self.all("message-id")
        if len(fields) > 1:
            self._defects.append(Defect.MESSAGE_ID_TWICE)
        ids = message_ids(fields[0]) if fields else ()
        return ids[0] if ids else ""

    def message_ids(self, name: str) -> tuple[str, ...]:
        fields = self.all(name)
        return message_ids(fields[0]) if fields else ()

    def date(self) -> datetime | None:
        fields = self.all("date")
        date = parse_date(fields[0]) if fields else None
        if date is None:
            self._defects.append(Defect.DATE_UNREADABLE)
        return date

    def subject(self) -> Subject:
        fields = self.all("subject")
        if len(fields) > 1:
            self._defects.append(Defect.SUBJECT_TWICE)
        text, defects = decode_words(unfold(fields[0])) if fields else ("", ())
        self._defects += defects
        return read_subject(text)


def _read_texts(
    data: bytes, parts: Sequence[Part], defects: list[Defect]
) -> tuple[tuple[Body, ...], tuple[Link, ...], list[Attachment]]:
    """Read the mail's own texts, their links, and the files that stand in them."""
    bodies: list[Body] = []
    links: list[Link] = []
    files: list[Attachment] = []
    left = MAX_TEXT_IN_ALL
    for index, part in enumerate(parts):
        if not is_text(part, childless=_childless(parts, index)):
            continue
        if len(bodies) == MAX_BODIES:
            defects.append(Defect.TEXT_CUT)
            break
        raw, found = decoded(data, part, min(MAX_TEXT, max(left, MIN_TEXT)))
        defects += found
        left -= len(raw)
        body, shown = _read_text(index, part, raw, defects)
        links += [Link(text, target, len(bodies)) for text, target in shown]
        bodies.append(body)
        if part.content_type == "text/plain":
            files += _files(index, part, data, raw)
    if len(links) > MAX_LINKS:
        defects.append(Defect.TOO_MANY_LINKS)
        del links[MAX_LINKS:]
    return tuple(bodies), tuple(links), files


def _childless(parts: Sequence[Part], index: int) -> bool:
    after = index + 1
    return after == len(parts) or parts[after].depth <= parts[index].depth


def _read_text(
    index: int, part: Part, raw: bytes, defects: list[Defect]
) -> tuple[Body, Sequence[tuple[str, str]]]:
    """Make a body of a part's bytes, with its links as (shown, target)."""
    html = part.content_type in _HTML
    label = part.charset
    if html and not label and (meta := _META_CHARSET.search(raw, 0, 2048)):
        label = meta[1].decode("ascii", "replace")
    text, defect = decode(raw, label)
    if defect:
        defects.append(defect)
    if not html:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        links = [(url, url) for url in links_in_text(text)]
        return Body(index, html=False, text=text, segments=split(text)), links
    shown = html_to_text(text)
    if shown.cut:
        defects.append(Defect.TEXT_CUT)
    segments = split(shown.text, shown.marks)
    return Body(index, True, shown.text, segments, shown.hidden), shown.links


def _files(index: int, part: Part, data: bytes, raw: bytes) -> Iterator[Attachment]:
    """The files in a plain text, which may go on behind what was read as text."""
    if part.transfer_encoding in IDENTITY:
        return inventory_of_text(index, data, part.start, part.end)
    return inventory_of_text(index, b"\n" + raw, 1, len(raw) + 1)


def _in_order(
    attachments: Sequence[Attachment], files: Sequence[Attachment]
) -> tuple[Attachment, ...]:
    if not files:
        return tuple(attachments)
    return tuple(sorted((*attachments, *files), key=lambda found: found.part))

"""One mail as bytes → one `Message`; whatever the bytes are.

    From: tanaka@example.co.jp        authors = (Address("", "tanaka@example.co.jp", …),)
                                      subject = Subject("", "")
    Hello                        →    bodies = (Body(…, text="Hello", …),)

This is the one place where the readers of the folder come together: header fields,
addresses, servers on the way, the MIME tree, texts, links, quotes, attachments.  None of
them raises; what is broken is a `Defect` of the message.

What is here is what every mail is asked for.  What a body shows, its quotes and links,
To and Cc, what each server said: `Message`, `Body` and `Hop` read that when somebody
asks, and always the same (`docs/decisions/0008-lazy-bodies.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from honmono.mail.message.attachments import inventory, inventory_of_text, is_text
from honmono.mail.message.body import Body
from honmono.mail.message.charsets import decode
from honmono.mail.message.fields import Fields
from honmono.mail.message.flowed import unflowed
from honmono.mail.message.headers import split_headers
from honmono.mail.message.limits import (
    MAX_BODIES,
    MAX_LINKS,
    MAX_MESSAGE,
    MAX_TEXT,
    MAX_TEXT_IN_ALL,
    MIN_TEXT,
)
from honmono.mail.message.links import may_have_too_many
from honmono.mail.message.message import Message
from honmono.mail.message.mime import read_parts
from honmono.mail.message.model import Attachment, Defect, Header, Part
from honmono.mail.message.received import hops
from honmono.mail.message.transfer import IDENTITY, decoded
from honmono.mail.source import RawMail, eml
from honmono.mail.source._core import HEAD

_ORDER: Final = {defect: place for place, defect in enumerate(Defect)}
_BY_NAME: Final = {defect.value: defect for defect in Defect}
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_META_CHARSET: Final = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)

_BEFORE_HEADER: Final = re.compile(rb"(?:\xef\xbb\xbf[\r\n]*+|[\r\n]++)(?=[^\r\n])")


def parse(raw: RawMail) -> Message:
    """Read a mail completely."""
    data = raw.data
    end = min(len(data), MAX_MESSAGE)
    headers, body_start, found = split_headers(data, start_of(data), end)
    defects = [*found]
    defects += [_BY_NAME[note] for note in raw.notes if note in _BY_NAME]
    if len(data) > end:
        defects.append(Defect.MESSAGE_CUT)
    if data.find(0, 0, end) >= 0:
        defects.append(Defect.NUL_BYTE)

    # 1. header fields
    fields = Fields(headers, defects)
    authors, other_authors = fields.authors()
    if Defect.HEADER_REBUILT in defects and not any(who.address for who in authors):
        defects.append(Defect.ADDRESS_GONE)
    fields.check_recipients()
    route, found = hops(headers)
    defects += found

    # 2. the tree, then what hangs on it
    parts, found = read_parts(data, headers, body_start, end)
    defects += found
    bodies, files = _read_texts(data, parts, defects)
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
        senders=fields.writers("sender"),
        reply_to=fields.writers("reply-to"),
        message_id=fields.message_id(),
        date=fields.date(),
        subject=fields.subject(),
        hops=route,
        parts=parts,
        bodies=bodies,
        attachments=_in_order(attachments, files),
        defects=tuple(sorted({*defects}, key=_ORDER.__getitem__)) if defects else (),
    )


def read_texts(
    data: bytes, headers: Sequence[Header], body_start: int
) -> tuple[Body, ...]:
    """The `bodies` of a mail alone, of whose fields the Content- ones are enough."""
    defects: list[Defect] = []
    parts, _ = read_parts(data, headers, body_start, min(len(data), MAX_MESSAGE))
    texts = _texts(data, parts, defects)
    return tuple([_read_text(index, part, raw, defects) for index, part, raw in texts])


def start_of(data: bytes) -> int:
    """Where the header begins; people save blank lines or a byte order mark before it.

    What would have no header at all else, is read as any other file with these bytes: a
    mail that was delivered never begins so, because servers write on top of it.
    """
    before = _BEFORE_HEADER.match(data)
    return before.end() if before and eml.fits(data[:HEAD]) else 0


def _read_texts(
    data: bytes, parts: Sequence[Part], defects: list[Defect]
) -> tuple[tuple[Body, ...], list[Attachment]]:
    """Read the mail's own texts, and the files that stand in them."""
    bodies: list[Body] = []
    files: list[Attachment] = []
    for index, part, raw in _texts(data, parts, defects):
        bodies.append(_read_text(index, part, raw, defects))
        if part.content_type == "text/plain":
            files += _files(index, part, data, raw)
    _note_what_is_cut(bodies, defects)
    return tuple(bodies), files


def _texts(
    data: bytes, parts: Sequence[Part], defects: list[Defect]
) -> Iterator[tuple[int, Part, bytes]]:
    """Yield the parts that are the mail's own texts, with their decoded bytes."""
    left, count = MAX_TEXT_IN_ALL, 0
    for index, part in enumerate(parts):
        if not is_text(part, childless=_childless(parts, index)):
            continue
        if count == MAX_BODIES:
            defects.append(Defect.TEXT_CUT)
            break
        raw, found = decoded(data, part, min(MAX_TEXT, max(left, MIN_TEXT)))
        defects += found
        left -= len(raw)
        count += 1
        yield index, part, raw


def _note_what_is_cut(bodies: Sequence[Body], defects: list[Defect]) -> None:
    """Name the bounds of the texts that were reached, reading them only where needed."""
    sources = [(body.source, body.html) for body in bodies]
    too_long = any(len(source) > MAX_TEXT for source, _ in sources)
    if too_long or may_have_too_many(sources):
        if sum(len(body.links) for body in bodies) > MAX_LINKS:
            defects.append(Defect.TOO_MANY_LINKS)
        if any(body.cut for body in bodies):
            defects.append(Defect.TEXT_CUT)


def _childless(parts: Sequence[Part], index: int) -> bool:
    after = index + 1
    return after == len(parts) or parts[after].depth <= parts[index].depth


def _read_text(index: int, part: Part, raw: bytes, defects: list[Defect]) -> Body:
    """Make a body of a part's bytes."""
    html = part.content_type in _HTML
    label = part.charset
    if html and not label and (meta := _META_CHARSET.search(raw, 0, 2048)):
        label = meta[1].decode("ascii", "replace")
    text, defect = decode(raw, label)
    if defect:
        defects.append(defect)
    if not html and "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.flowed and " \n" in text:
        text = unflowed(text, delsp=part.delsp)
    return Body(index, html, text)


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

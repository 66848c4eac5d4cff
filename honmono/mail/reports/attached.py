"""A mail attached as a mail: what "forward as attachment" makes.

    Content-Type: message/rfc822
    Content-Disposition: attachment; filename="invoice.eml"

    Received: from mail.example.net …
    From: "山田 太郎" <xk3@mail.example.net>

All its header fields are there, so it is judged as the mail it is.  message/global (RFC
6532 §3.7) and the parts of a multipart/digest are the same thing.  One in base64, which
RFC 2046 §5.2.1 forbids and some programs write, is decoded.  A mail attached to an
attached one is reported as well, after it: neither may hide the other.

It leaves alone: whether the reporter made up what he attached.  It is judged as itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono.mail.message import Defect, Message, Part
from honmono.mail.message.limits import MAX_HEADER_BLOCK, MAX_MESSAGE
from honmono.mail.message.mime import ATTACHED_MESSAGE
from honmono.mail.message.parse import parse
from honmono.mail.message.transfer import IDENTITY, decoded
from honmono.mail.reports._core import MAX_NESTED, Reported, unopened
from honmono.mail.source import RawMail, outlook, zipped

_RECEIVED: Final = re.compile(rb"(?im)^received[ \t]*:")


def mails(raw: RawMail, message: Message) -> Iterator[Reported]:
    """Yield the attached mails in the order of the report."""
    yield from _attached(raw, message, MAX_NESTED)


def _attached(raw: RawMail, message: Message, levels: int) -> Iterator[Reported]:
    for part, inner, mail in opened(raw, message):
        last = is_closed(part) and levels == 0
        nested = part.in_message or levels < MAX_NESTED
        yield Reported(unopened(mail) if last else mail, inner, nested)
        if is_closed(part) and not last:
            yield from _attached(inner, mail, levels - 1)


def opened(raw: RawMail, message: Message) -> Iterator[tuple[Part, RawMail, Message]]:
    """Yield the attached mails of one mail, with the parts in which they lie."""
    for part in message.parts:
        if part.content_type not in ATTACHED_MESSAGE:
            continue
        data, _ = decoded(raw.data, part, MAX_MESSAGE)
        if data.strip() and not is_file(part, data):
            inner = RawMail(data, raw.source, notes=_notes(raw, data))
            yield part, inner, parse(inner)


def is_closed(part: Part) -> bool:
    """Is it encoded, so that what lies in it is not among the parts of the mail around?"""
    return part.transfer_encoding not in IDENTITY


def is_file(part: Part, data: bytes) -> bool:
    """Is it a .msg or a zip that is called a mail?  Then it is opened as a file."""
    return is_closed(part) and (outlook.fits(data) or zipped.fits(data))


def _notes(outer: RawMail, data: bytes) -> tuple[str, ...]:
    """What is known about the bytes of a mail inside one that Outlook kept.

    Outlook takes attached mails apart, too; one that was sent has a header without any
    Received, and then it was written anew.
    """
    if Defect.REBUILT.value not in outer.notes:
        return ()
    travelled = _RECEIVED.search(data, 0, MAX_HEADER_BLOCK)
    return (
        (Defect.REBUILT.value,)
        if travelled
        else (Defect.REBUILT.value, Defect.HEADER_REBUILT.value)
    )

"""A mail attached as a file: .eml, .msg, or a zip of them.

    Content-Type: application/octet-stream; name="invoice.eml"
    Content-Type: application/vnd.ms-outlook; name="請求書の件.msg"

Many programs do not know that an .eml is a mail, and ticket systems save everything as a
file.  What is a mail is told by its first bytes; what is a container is opened by the one
door for bytes, `mail.source.read_bytes`.

It leaves alone: files that are no mail, even in a zip: they belong to a mail that was
forwarded, or to the reporter; a locked archive, too.  One that is called a mail and cannot
be read is said, and an archive that was not read to its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.mail.message import Attachment, Message, Part
from honmono.mail.message.limits import MAX_MESSAGE
from honmono.mail.message.mime import ATTACHED_MESSAGE
from honmono.mail.message.parse import parse
from honmono.mail.message.transfer import decoded
from honmono.mail.reports import attached
from honmono.mail.reports._core import MAX_NESTED, Reported, unopened
from honmono.mail.source import RawMail, Trouble, Unreadable, eml, read_bytes

_NAMES: Final = (".eml", ".msg", ".emlx", ".mbox")
_TYPES: Final = frozenset({"application/vnd.ms-outlook", "application/x-msg"})
_PACKED: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
"""Outlook's own packing (`winmail.dat`): the report once more, and all its files."""

_NO_FILES: Final = ("message/", "text/rfc822-header")
"""Attached messages, unless they are something else (`attached.is_file`), and what
machines say about mail in the form of a header."""

_CONTAINERS: Final = frozenset({"zip", "ole2", ""})
"""Kinds by their first bytes that can hold a mail; a mail itself has none."""

_DOCUMENTS: Final = (".doc", ".xls", ".ppt", ".dot", ".xlt", ".pps", ".msi", ".db")
"""Names of other things that begin like a .msg."""


def mails(raw: RawMail, message: Message) -> Iterator[Reported]:
    """Yield the mails that lie in the attached files."""
    yield from _in_files(raw, message, MAX_NESTED)


def _in_files(raw: RawMail, message: Message, levels: int) -> Iterator[Reported]:
    for file in message.attachments:
        part = message.parts[file.part]
        data = _data_of(file, part, raw)
        if data is None:
            continue
        packed = file.content_type in _PACKED
        for found in read_bytes(data, raw.source):
            if isinstance(found, Unreadable):
                if _is_called_mail(file) or _may_hide_mail(found, raw):
                    yield Reported(found)
                continue
            mail = parse(found)
            nested = part.in_message or levels < MAX_NESTED
            if not packed:
                yield Reported(mail if levels else unopened(mail), found, nested)
            for inner in attached.mails(found, mail):
                yield inner._replace(nested=True) if nested or not packed else inner
            if levels > 0:
                yield from _in_files(found, mail, levels - 1)
    yield from _in_closed_mails(raw, message, levels)


def _data_of(file: Attachment, part: Part, raw: RawMail) -> bytes | None:
    """The bytes of a file that may hold a mail; None for any other."""
    if part.content_type.startswith(_NO_FILES) and not _is_closed_mail(part):
        return None
    if file.content_type != part.content_type:  # uuencoded in a text
        return None
    if not _may_hold_mail(file):
        return None
    data, _ = decoded(raw.data, part, MAX_MESSAGE)
    if _is_closed_mail(part):
        return data if attached.is_file(part, data) else None
    known = file.magic or file.content_type in _PACKED or _is_called_mail(file)
    return data if known or eml.fits(data) else None


def _in_closed_mails(raw: RawMail, message: Message, levels: int) -> Iterator[Reported]:
    """Yield the mails in files of attached mails that are encoded."""
    if levels == 0 or not any(map(_is_closed_mail, message.parts)):
        return
    for part, inner, mail in attached.opened(raw, message):
        if _is_closed_mail(part):
            yield from _in_files(inner, mail, levels - 1)


def _is_closed_mail(part: Part) -> bool:
    return part.content_type in ATTACHED_MESSAGE and attached.is_closed(part)


def _may_hide_mail(found: Unreadable, raw: RawMail) -> bool:
    """Is it a bomb that somebody put before the mail in an archive, or may be?"""
    member = found.source != raw.source
    return found.trouble is Trouble.TOO_LARGE or (
        found.trouble is Trouble.BROKEN_CONTAINER and member
    )


def _may_hold_mail(file: Attachment) -> bool:
    name = file.name.lower()
    if file.magic == "ole2" and name.endswith(_DOCUMENTS):
        return False
    packed = file.content_type in _PACKED
    return packed or file.magic in _CONTAINERS or _is_called_mail(file)


def _is_called_mail(file: Attachment) -> bool:
    kind = file.content_type
    named = file.name.lower().endswith(_NAMES)
    return named or kind in _TYPES or kind in ATTACHED_MESSAGE

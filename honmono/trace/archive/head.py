"""The header fields of a mail that tell who wrote to whom, when and about what.

    From, To, Cc, Date, Subject, Message-ID, References          read
    Received, Authentication-Results, the body                   not looked at

For an index of header fields alone, which is four times as fast as reading whole mails.
What comes out is a `Message` like any other, of a mail without hops, parts and texts.
"""

from __future__ import annotations

from honmono.mail.message import Defect, Message
from honmono.mail.message.fields import Fields
from honmono.mail.message.headers import split_headers
from honmono.mail.source import RawMail


def head_of(raw: RawMail) -> Message:
    """Read these fields of a mail, whatever its bytes are."""
    headers, _, _ = split_headers(raw.data)
    defects: list[Defect] = []
    fields = Fields(headers, defects)
    authors, _ = fields.authors()
    return Message(
        source=raw.source,
        sha256="",
        size=len(raw.data),
        headers=headers,
        authors=authors,
        other_authors=(),
        from_fields=len(fields.all("from")),
        senders=(),
        reply_to=(),
        message_id=fields.message_id(),
        date=fields.date(),
        subject=fields.subject(),
        hops=(),
        parts=(),
        bodies=(),
        attachments=(),
        defects=tuple(defects),
    )

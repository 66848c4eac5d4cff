"""A machine's report that holds the header of a mail and no more.

    Content-Type: multipart/report; report-type=feedback-report
    …
    Content-Type: text/rfc822-headers

    Received: from mail.example.net …
    From: "山田 太郎" <xk3@mail.example.net>

Complaints of mail providers (ARF, RFC 5965 §2) and bounces (RFC 6522 §4) attach the mail
or, as here, its header alone.  The header is a real one, with all that servers wrote into
it; what the mail said is gone (`body-gone`).  Those that attach the whole mail are
`attached`.

It leaves alone: what the machine itself says about the mail (message/feedback-report).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from honmono.mail.message import Defect, Message
from honmono.mail.message.limits import MAX_HEADER_BLOCK
from honmono.mail.message.parse import parse
from honmono.mail.message.transfer import decoded
from honmono.mail.reports._core import Reported
from honmono.mail.source import RawMail

_HEADERS: Final = frozenset(
    {"text/rfc822-headers", "text/rfc822-header", "message/global-headers"}
)
"""The second is what some providers write."""


def mails(raw: RawMail, message: Message) -> Iterator[Reported]:
    """Yield a mail without body for each header that a machine returns."""
    if message.parts[0].content_type != "multipart/report":
        return
    for part in message.parts:
        if part.content_type in _HEADERS and not part.in_message:
            data, _ = decoded(raw.data, part, MAX_HEADER_BLOCK)
            mail = parse(RawMail(data.lstrip(b"\r\n"), raw.source))
            if mail.headers:
                without_body = (*mail.defects, Defect.BODY_GONE)
                yield Reported(replace(mail, defects=without_body))

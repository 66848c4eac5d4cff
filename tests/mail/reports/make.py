"""Short builders: reports with mails in them."""

from __future__ import annotations

import base64

from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import NOTHING_KNOWN, Known, Reported, reported
from honmono.mail.source import RawMail

INNER = (
    "From: 山田 太郎 <xk3@mail.example.net>\r\nSubject: Invoice\r\n"
    "Date: Mon, 8 Jun 2026 10:15:00 +0900\r\n\r\nPlease pay.\r\n"
).encode()


def part(data: bytes, kind: str, *, name: str = "", encode: bool = False) -> bytes:
    """A MIME part; base64 where it is asked for."""
    head = f"Content-Type: {kind}\r\n"
    if name:
        head += f'Content-Disposition: attachment; filename="{name}"\r\n'
    if encode:
        head += "Content-Transfer-Encoding: base64\r\n"
        data = base64.encodebytes(data)
    return head.encode() + b"\r\n" + data


def report(*parts: bytes, kind: str = "multipart/mixed", text: str = "See.") -> bytes:
    """A report with a short text and these parts."""
    own = part(text.encode(), "text/plain; charset=utf-8")
    head = (
        "From: Sato <sato@kita.example>\r\nTo: desk@example.co.jp\r\n"
        "Subject: a report\r\nDate: Mon, 8 Jun 2026 12:00:00 +0900\r\n"
        f"Content-Type: {kind}; boundary=b\r\n\r\n"
    )
    body = b"".join(b"--b\r\n" + each + b"\r\n" for each in (own, *parts))
    return head.encode() + body + b"--b--\r\n"


def forward(
    text: str,
    *,
    subject: str = "Fwd: Invoice",
    sender: str = "Sato <sato@kita.example>",
    to: str = "desk@example.co.jp",
    kind: str = "plain",
) -> bytes:
    """A mail of the reporter with this text, two hours after the forwarded one."""
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\n"
        "Date: Mon, 8 Jun 2026 12:15:00 +0900\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{text}"
    ).encode()


def inside(data: bytes, known: Known = NOTHING_KNOWN) -> list[Reported]:
    """What a report is about."""
    raw = RawMail(data, "r.eml")
    return list(reported(raw, parse(raw), known))


def mails(data: bytes, known: Known = NOTHING_KNOWN) -> list[Message]:
    """The mails inside, all of which can be read."""
    found = [each.mail for each in inside(data, known)]
    assert all(isinstance(mail, Message) for mail in found)
    return [mail for mail in found if isinstance(mail, Message)]

"""Short ways from an Outlook file to the mail in it."""

from __future__ import annotations

from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.outlook import jobs
from honmono.mail.source import RawMail

HEADER = (
    "Received: from relay.example ([192.0.2.7]) by mx.example.jp; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    "Authentication-Results: mx.example.jp; dkim=pass header.d=example.net\r\n"
    "From: Sato <sato@example.net>\r\n"
    "To: tanaka@example.co.jp\r\n"
    "Date: Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    "Subject: =?utf-8?B?6KaL56mN5pu4?=\r\n"
    'Content-Type: multipart/alternative;\r\n\tboundary="old"\r\n'
    "MIME-Version: 1.0\r\n\r\n"
)


def of_msg(data: bytes) -> Message:
    """The mail of a `.msg`, with its notes as defects."""
    return _parsed(jobs.mail_of_msg(data))


def of_tnef(data: bytes) -> Message:
    """The mail of a capsule."""
    return _parsed(jobs.mail_of_tnef(data))


def _parsed(answer: bytes) -> Message:
    notes, _, mail = answer.partition(b"\n")
    return parse(RawMail(mail, "test", notes=tuple(notes.decode().split())))


def people(message: Message, field: str) -> list[tuple[str, str]]:
    """(name, address) of each in a field."""
    found = {"from": message.authors, "to": message.to, "cc": message.cc}[field]
    return [(each.name, each.address) for each in found]

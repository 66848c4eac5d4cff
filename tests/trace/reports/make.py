"""Short builders: reports as bytes, and what a trace reads in them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from honmono.mail.source import RawMail, Unreadable
from honmono.trace.forgery import Forgery
from honmono.trace.reports import read_report
from tests.make import US

JST = timezone(timedelta(hours=9))
SENT = datetime(2022, 4, 13, 9, 0, tzinfo=JST)
FORGER = ("佐藤花子", "x3@mail.example.net")
REPORTER = ("鈴木 一郎", "suzuki@minami.example")
DESK = "abuse@example.co.jp"
OWN = "請求書を送付します。ご確認ください。\n\n佐藤花子\n\n"
FOREIGN = "from mail.example.net (mail.example.net [203.0.113.9]) by mx.example.co.jp"


def eml(
    text: str = OWN,
    *fields: tuple[str, str],
    sender: tuple[str, str] = FORGER,
    to: str = "tanaka@example.co.jp",
    subject: str = "Re: 見積書の件",
    date: datetime | None = SENT,
    html: str = "",
    attached: bytes = b"",
) -> bytes:
    """A mail; the forged one unless something else is given."""
    mail = EmailMessage(policy=SMTP)
    for name, value in fields:
        mail[name] = value
    mail["From"] = formataddr(sender)
    if to:
        mail["To"] = to
    mail["Subject"] = subject
    if date:
        mail["Date"] = format_datetime(date)
    mail.set_content(text, cte="base64")
    if html:
        mail.add_alternative(html, subtype="html")
    if not attached:
        return mail.as_bytes()
    mail.make_mixed()
    part = EmailMessage(policy=SMTP)
    part["Content-Type"] = "message/rfc822"
    part.set_payload("\0")
    mail.attach(part)
    return mail.as_bytes().replace(b"\0", attached)


def report(
    text: str, *, to: str = DESK, subject: str = "FW: x", attached: bytes = b""
) -> bytes:
    """A mail of somebody honest, two hours later."""
    later = SENT + timedelta(hours=2)
    return eml(
        text, sender=REPORTER, to=to, subject=subject, date=later, attached=attached
    )


def found(data: bytes) -> tuple[Forgery | Unreadable, ...]:
    """All that a report is about."""
    return read_report(RawMail(data, "r.eml"), US)


def forgery(data: bytes) -> Forgery:
    """The one forged mail that a report is about."""
    (one,) = found(data)
    assert isinstance(one, Forgery), one
    return one

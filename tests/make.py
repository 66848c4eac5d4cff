"""Short builders: a mail from a few fields, and all that a signal may look at."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from ipaddress import ip_network

from honmono.check.history import Past
from honmono.check.org import Organization, Person
from honmono.check.org.model import MailingList, Partner, Service
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import examine
from honmono.check.signals import Exhibit
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail

BORDER = "mx.example.co.jp"

ORG = Organization(
    names=("例示株式会社", "Reiji Corporation"),
    domains=("example.co.jp",),
    parked_domains=("example-parked.jp",),
    authserv_ids=(BORDER,),
    networks=(ip_network("192.0.2.0/24"),),
    phones=("03-5555-0100",),
    addresses=("東京都千代田区例示町1-2-3",),
    urls=("https://www.example.co.jp/",),
    people=(
        Person(
            name="田中 花子",
            kana="タナカ ハナコ",
            romaji="Hanako Tanaka",
            addresses=("tanaka@example.co.jp",),
            private_addresses=("hanako.home@example.org",),
        ),
        Person(
            name="山田 太郎",
            kana="ヤマダ タロウ",
            romaji="Taro Yamada",
            nicknames=("タロちゃん",),
            addresses=("yamada@example.co.jp",),
        ),
    ),
    services=(Service("Tickets", ("tickets.example",)),),
    lists=(MailingList(("lists.example.co.jp", "forum.example")),),
    partners=(Partner("北電機", ("kita.example",)),),
)
US = Portrait(ORG)

_TIME = "Mon, 6 Apr 2026 09:00:00 +0900"
OUTSIDE = f"from mail.example.net (mail.example.net [203.0.113.9]) by {BORDER}; {_TIME}"
INSIDE = f"from pc1 (pc1 [192.0.2.9]) by {BORDER}; {_TIME}"


def mail(
    from_: str | None = '"田中 花子" <tanaka@example.co.jp>',
    *fields: str,
    results: str = "",
    received: str = "",
    body: str = "こんにちは。",
) -> bytes:
    """A mail as our border would have stored it.

    Args:
        from_: value of From, in UTF-8; None leaves the field out.
        *fields: further header lines, as written.
        results: what follows `Authentication-Results: mx.example.co.jp; `; whose
            signature it says passed has signed.
        received: value of the one Received field; results alone bring `OUTSIDE`.
        body: plain text, UTF-8.

    """
    signers = re.findall(r"dkim=pass[^;]*? header\.[di]=@?([\w.-]+)", results)
    lines = [
        f"Received: {received or OUTSIDE}" if received or results else "",
        f"Authentication-Results: {BORDER}; {results}" if results else "",
        *(f"DKIM-Signature: v=1; d={signer}; s=s1; b=x" for signer in signers),
        *fields,
        f"From: {from_}" if from_ is not None else "",
        "Subject: test",
        "Date: Mon, 6 Apr 2026 09:00:00 +0900",
        "Content-Type: text/plain; charset=utf-8",
    ]
    head = "\r\n".join(line for line in lines if line)
    return f"{head}\r\n\r\n{body}\r\n".encode()


def message(raw: bytes, source: str = "test.eml") -> Message:
    """The value of a mail's bytes."""
    return parse(RawMail(raw, source))


def exhibit(
    from_: str | None = '"田中 花子" <tanaka@example.co.jp>',
    *fields: str,
    results: str = "",
    received: str = "",
    body: str = "こんにちは。",
    org: Organization = ORG,
    past: Past | None = None,
) -> Exhibit:
    """All that a signal may look at, of such a mail."""
    raw = mail(from_, *fields, results=results, received=received, body=body)
    return exhibit_of(raw, org, past)


def exhibit_of(
    raw: bytes, org: Organization = ORG, past: Past | None = None
) -> Exhibit:
    """All that a signal may look at, of any mail."""
    us = US if org is ORG else Portrait(org)
    return examine(message(raw), us, past=past)


def attached(name: str, data: bytes = b"", declared: str = "") -> bytes:
    """A MIME part that is a file; the name in UTF-8, the bytes in base64."""
    kind = declared or "application/octet-stream"
    encoded = base64.b64encode(name.encode()).decode("ascii")
    head = (
        f"Content-Type: {kind}\r\n"
        f'Content-Disposition: attachment; filename="=?utf-8?B?{encoded}?="\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")


def zipped(*names: str, data: bytes = b"placeholder") -> bytes:
    """A zip with members of these names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, data)
    return file.getvalue()


def sealed_zip(*names: str) -> bytes:
    """A zip whose directory says that every member is encrypted."""
    data = bytearray(zipped(*names))
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def attached_exhibit(*parts: bytes, text: str = "", html: str = "") -> Exhibit:
    """All that a signal may look at, of a stranger's mail with these files."""
    kind, body = ("html", html) if html else ("plain", text)
    own = f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}\r\n".encode()
    head = (
        b"From: sato@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    )
    mail = (
        head + b"".join(b"--b\r\n" + p + b"\r\n" for p in (own, *parts)) + b"--b--\r\n"
    )
    return exhibit_of(mail)

"""A draft → the bytes of a mail, as one of several mail programs writes them.

By hand and without the `email` package: the same bytes under every version of Python.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from html import escape
from random import Random
from typing import Final

from benchmarks.offices._core import Draft, House
from benchmarks.offices.borders import top
from benchmarks.offices.quoting import when_of

PROGRAMS: Final = {
    "outlook": ("Microsoft Outlook 16.0", True),
    "outlook-web": ("", True),
    "gmail": ("", True),
    "apple": ("Apple Mail (2.3826.400.131)", False),
    "thunderbird": ("", False),
    "becky": ("Becky! ver. 2.82.01 [ja]", False),
    "carrier": ("", False),
    "yahoo": ("YahooMailWebService/0.8.111.70", False),
    "php": ("PHPMailer 6.9.1", False),
    "ios": ("iPhone Mail (22D72)", True),
}
"""Program → its X-Mailer, and whether it writes HTML beside the text."""

BY_LANGUAGE: Final = {
    "ja": (
        "outlook",
        "outlook-web",
        "gmail",
        "apple",
        "thunderbird",
        "becky",
        "ios",
        "yahoo",
    ),
    "en": ("outlook", "outlook-web", "gmail", "apple", "thunderbird", "ios"),
    "de": ("outlook", "thunderbird", "apple", "outlook-web"),
}
_JAPAN: Final = timezone(timedelta(hours=9))
START: Final = datetime(2026, 10, 5, 8, 0, tzinfo=_JAPAN)


def word(text: str, charset: str = "utf-8", how: str = "B") -> str:
    """An encoded word, or the text itself where it is ASCII."""
    if text.isascii():
        return text
    if how == "Q":
        body = "".join(
            chr(b) if chr(b).isalnum() and b < 128 else f"={b:02X}"
            for b in text.encode(charset)
        )
        return f"=?{charset}?Q?{body}?="
    label = {"iso2022_jp": "iso-2022-jp", "cp932": "Shift_JIS"}.get(charset, charset)
    pieces = [text[at : at + 12] for at in range(0, len(text), 12)]
    return "\r\n ".join(
        f"=?{label}?B?{base64.b64encode(p.encode(charset)).decode()}?=" for p in pieces
    )


def mailbox(name: str, address: str, encode: Callable[[str], str] = word) -> str:
    """`"Name" <address>` as a header has it."""
    if not name:
        return address
    if name.isascii():
        plain = all(c.isalnum() or c in " '-" for c in name)
        return f"{name} <{address}>" if plain else f'"{name}" <{address}>'
    return f"{encode(name)} <{address}>"


def written(house: House, draft: Draft, random: Random) -> bytes:
    """The whole mail."""
    program = draft.program or random.choice(BY_LANGUAGE[draft.author.language])
    at = START + timedelta(minutes=random.randrange(60 * 24 * 40))
    date = when_of(at)
    domain = draft.author.domain
    charset = draft.charset or (
        "iso2022_jp" if program in ("becky", "carrier") else "utf-8"
    )
    try:
        (draft.text + draft.subject + draft.author.name).encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"

    def encode(text: str) -> str:
        how = "Q" if program == "thunderbird" and random.random() < 0.4 else "B"
        return word(text, charset if how == "B" else "utf-8", how)

    envelope = draft.author.address if draft.envelope is None else draft.envelope
    host = (
        draft.host
        or f"mail{random.randrange(1, 4)}.{envelope.rpartition('@')[2] or domain}"
    )
    ip = draft.ip or f"203.0.113.{random.randrange(1, 190)}"
    if draft.elsewhere:
        head = [
            (
                f"Received: from {host} ({host} [{ip}])\r\n\tby {draft.elsewhere} with ESMTP id"
                f" x{random.randrange(10**8)};\r\n\t{date}"
            ),
            (
                f"Authentication-Results: {draft.elsewhere};\r\n\tspf=pass"
                f" smtp.mailfrom={envelope};\r\n\tdmarc=pass header.from={domain}"
            ),
        ]
    else:
        head = top(
            house.border,
            house.host,
            auth=draft.auth,
            peer=(host, ip),
            envelope=envelope,
            receiver=_first(draft.to, house),
            from_domain=domain,
            date=date,
            random=random,
        )
    lines = [*head, *draft.late]
    own = [
        f"From: {draft.raw_from or mailbox(draft.author.name, draft.author.address, encode)}",
        f"To: {draft.to}",
        f"Subject: {encode(draft.subject)}",
        f"Date: {date}",
        f"Message-ID: <{random.randrange(16**12):012x}.{random.randrange(10**6)}@{domain or 'localhost'}>",
        "MIME-Version: 1.0",
    ]
    if program in ("gmail", "apple"):
        own = [own[5], own[0], own[3], own[4], own[2], own[1]]
    if program.startswith("outlook"):
        own += [
            "Thread-Index: AQHbKari5518",
            "Accept-Language: ja-JP, en-US",
            "X-MS-Has-Attach:",
        ]
    mailer, rich = PROGRAMS[program]
    if mailer:
        own.append(f"X-Mailer: {mailer}")
    lines += [*own, *draft.fields]
    body = _body(draft, program, charset, random, rich=rich)
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n" + body


def _first(to: str, house: House) -> str:
    for piece in to.replace("<", " ").replace(">", " ").replace(",", " ").split():
        if "@" in piece and house.org.owns(piece.rpartition("@")[2]):
            return piece
    return house.org.people[0].addresses[0]


def _body(
    draft: Draft, program: str, charset: str, random: Random, *, rich: bool
) -> bytes:
    text = _part("text/plain", draft.text, charset, program)
    if rich or draft.html:
        html = draft.html or html_of(draft.text, program)
        edge = f"alt_{random.randrange(10**9)}"
        text = (
            f'Content-Type: multipart/alternative; boundary="{edge}"\r\n\r\n--{edge}\r\n'.encode()
            + text
            + f"\r\n--{edge}\r\n".encode()
            + _part("text/html", html, "utf-8", program)
            + f"\r\n--{edge}--\r\n".encode()
        )
    if not draft.files:
        return text
    edge = f"mix_{random.randrange(10**9)}"
    made = (
        f'Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n--{edge}\r\n'.encode()
        + text
    )
    for file in draft.files:
        name = word(file.name)
        made += (
            f'\r\n--{edge}\r\nContent-Type: {file.kind}; name="{name}"\r\n'
            f'Content-Disposition: attachment; filename="{name}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode() + base64.encodebytes(file.data).replace(b"\n", b"\r\n")
    return made + f"\r\n--{edge}--\r\n".encode()


def _part(kind: str, text: str, charset: str, program: str) -> bytes:
    label = {"iso2022_jp": "ISO-2022-JP", "cp932": "Shift_JIS"}.get(charset, charset)
    data = text.replace("\n", "\r\n").encode(charset)
    how = "7bit"
    if charset != "iso2022_jp":
        if program in ("outlook", "gmail", "ios") or (
            not text.isascii() and program != "php"
        ):
            how = "base64"
            data = base64.encodebytes(data).replace(b"\n", b"\r\n")
        elif program in ("apple", "thunderbird", "outlook-web"):
            how = "quoted-printable"
            data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(
                b"\n", b"\r\n"
            )
        else:
            how = "8bit"
    head = f"Content-Type: {kind}; charset={label}\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
    return head.encode() + data


def html_of(text: str, program: str) -> str:
    """The text as the program's own HTML."""
    lines = [escape(line) or "&nbsp;" for line in text.split("\n")]
    if program == "outlook":
        inner = "\n".join(f'<p class="MsoNormal">{line}</p>' for line in lines)
        return f'<html><body lang="JA"><div class="WordSection1">{inner}</div></body></html>'
    if program == "outlook-web":
        inner = "\n".join(f'<div class="elementToProof">{line}</div>' for line in lines)
        return f"<html><body>{inner}</body></html>"
    return '<div dir="ltr">' + "<br>".join(lines) + "</div>"

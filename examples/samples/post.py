"""A letter in plain words → the bytes of a mail as our border's host stored it.

Written by hand down to the byte, without the `email` package: the files must be the
same under every version of Python, and some of them are broken on purpose.

    Return-Path, Delivered-To     the last host
    Received, A…-Results          our border (Postfix with its two milters)
    DKIM-Signature, From, To …    what the sender wrote

The signatures are random bytes with a right body hash: nobody holds such a key.
"""

from __future__ import annotations

import base64
import hashlib
import io
import quopri
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Final, NamedTuple
from urllib.parse import quote as percent_encoded

BORDER: Final = "mx.hoshimine-sr.example"
JST: Final = timezone(timedelta(hours=9))
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
LABELS: Final = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP"}
"""Python's codec → the name that the mail carries, where the two differ."""


class Route(NamedTuple):
    """How a letter came to our border, and what was found out about it there."""

    envelope: str
    """Sender of the envelope (MAIL FROM); empty for a bounce."""

    host: str
    ip: str
    results: tuple[str, ...] = ()
    """Methods of our Authentication-Results; none = nobody looked."""

    signer: str = ""
    """Domain of a DKIM-Signature."""

    inner: tuple[str, ...] = ()
    """Header lines from before our border; who writes them is not known."""


class Attached(NamedTuple):
    """A file in a letter.  Its content is an inert stand-in."""

    name: str
    content_type: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What somebody wrote, and how it looks on the wire."""

    sender: str
    """Value of From, ready made by `box` or broken on purpose."""

    to: str
    subject: str
    text: str
    at: str
    """Time of writing in Japan, `2026-10-05 09:12`."""

    route: Route | None
    """None: a copy that never came in, for instance from a Sent folder."""

    html: str = ""
    files: tuple[Attached, ...] = ()
    charset: str = "utf-8"
    encoding: str = "base64"
    more: tuple[str, ...] = ()
    """Header lines that the writer's program added."""

    message_id: str = ""
    delivered_to: str = "info@hoshimine-sr.example"
    raw_subject: bool = False
    """Subject as bare 8-bit bytes, as some old programs write it."""

    def __bytes__(self) -> bytes:
        """Build the mail, with line feeds alone, as a mail server stores it."""
        head, body = self._body()
        lines = [*self._delivery(body), *self._written(), *head]
        return _join(lines, self.charset) + b"\n" + body

    def _delivery(self, body: bytes) -> list[str]:
        """Build what servers wrote above the sender's own header fields."""
        route = self.route
        if route is None:
            return []
        arrived = datetime.fromisoformat(self.at) + timedelta(seconds=7)
        lines = [
            f"Return-Path: <{route.envelope}>",
            f"Delivered-To: {self.delivered_to}",
            received(
                route.host,
                route.ip,
                BORDER,
                self._token(10).upper(),
                self.delivered_to,
                date(arrived),
            ),
        ]
        if route.results:
            lines.append(results(BORDER, *route.results))
        if route.signer:
            lines.append(_signature(route.signer, body, self._token(64)))
        return [*lines, *route.inner]

    def _written(self) -> list[str]:
        """Build what the writer's program put in."""
        subject = self.subject
        if not self.raw_subject:
            subject = encoded(subject, self.charset)
        return [
            f"From: {self.sender}",
            f"To: {self.to}",
            f"Subject: {subject}",
            f"Date: {date(datetime.fromisoformat(self.at))}",
            f"Message-ID: <{self.message_id or self._own_id()}>",
            *self.more,
            "MIME-Version: 1.0",
        ]

    def _body(self) -> tuple[list[str], bytes]:
        """Build the header fields of the content, and the content."""
        plain = _text_part("plain", self.text, self.charset, self.encoding)
        head, body = plain
        if self.html:
            html = _text_part("html", self.html, self.charset, self.encoding)
            head, body = _multipart("alternative", self._token(20), plain, html)
        if self.files:
            files = [_file_part(file) for file in self.files]
            head, body = _multipart("mixed", self._token(24), (head, body), *files)
        return head, body

    def _own_id(self) -> str:
        """Make up a Message-ID in the domain that the letter shows."""
        found = re.search(r"@([\w.-]+)>?\s*$", self.sender)
        return f"{self._token(18)}@{found[1] if found else 'localhost.invalid'}"

    def _token(self, length: int) -> str:
        """Return letters and digits that look random and are the same every time."""
        seed = f"{self.sender}|{self.subject}|{self.at}|{length}"
        return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:length]


@dataclass(frozen=True)
class Sample:
    """A mail of the mailbox, with the answer it should get."""

    path: str
    """Below the mailbox; several samples of one .mbox path stand in their order."""

    letter: Letter
    answer: str
    what: str
    also: str = ""
    kinds: str = ""
    hazards: str = ""
    content: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the bytes once."""
        object.__setattr__(self, "content", bytes(self.letter))


def box(name: str, address: str, charset: str = "utf-8") -> str:
    """Write a mailbox as programs do: encoded, quoted where needed, bare if ASCII."""
    if not name:
        return address
    if not name.isascii():
        return f"{encoded(name, charset)} <{address}>"
    return (
        f'"{name}" <{address}>' if re.search(r"[^\w ]", name) else f"{name} <{address}>"
    )


def encoded(text: str, charset: str = "utf-8") -> str:
    """Write header text in encoded words (RFC 2047), ten characters each."""
    if text.isascii():
        return text
    label = LABELS.get(charset, charset).lower()
    words = [text[i : i + 10].encode(charset) for i in range(0, len(text), 10)]
    return "\n ".join(f"=?{label}?B?{_base64(word)}?=" for word in words)


def date(at: datetime) -> str:
    """Write a time in Japan as RFC 5322 §3.3 wants it."""
    day, month = DAYS[at.weekday()], MONTHS[at.month - 1]
    return f"{day}, {at.day:02d} {month} {at.year} {at:%H:%M:%S} +0900"


def received(
    host: str, ip: str, by: str, queue_id: str, recipient: str, at: str
) -> str:
    """Write a Received field as Postfix does."""
    literal = f"IPv6:{ip}" if ":" in ip else ip
    return (
        f"Received: from {host} ({host} [{literal}])\n"
        f"\tby {by} (Postfix) with ESMTPS id {queue_id}\n"
        f"\tfor <{recipient}>; {at} (JST)"
    )


def results(server: str, *methods: str) -> str:
    """Write an Authentication-Results field (RFC 8601 §2.2)."""
    return ";\n\t".join((f"Authentication-Results: {server}", *methods))


def quote(letter_text: str) -> str:
    """Put `> ` before each line, as programs do when they answer."""
    return "\n".join(f"> {line}".rstrip() for line in letter_text.splitlines())


def mbox_entry(letter: Letter, content: bytes) -> bytes:
    """Write a mail as mboxrd does: From_ line, `>` before such lines, blank line."""
    at = datetime.fromisoformat(letter.at)
    envelope = letter.route.envelope if letter.route else "MAILER-DAEMON"
    lines = (
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in content.splitlines(keepends=True)
    )
    return f"From {envelope} {at.ctime()}\n".encode() + b"".join(lines) + b"\n"


def archive(*files: tuple[str, bytes], sealed: bool = False) -> bytes:
    """Make a zip.  Sealed: it says "encrypted", and holds the bare stand-in all the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in files:
            info = zipfile.ZipInfo(name, (2026, 10, 1, 9, 0, 0))
            info.create_system = 3
            file.writestr(info, data)
    packed = bytearray(out.getvalue())
    if sealed:
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for found in re.finditer(re.escape(mark), out.getvalue()):
                packed[found.start() + flags] |= 1
    return bytes(packed)


def _text_part(
    kind: str, text: str, charset: str, encoding: str
) -> tuple[list[str], bytes]:
    """Write one text part."""
    label = LABELS.get(charset, charset)
    head = [
        f'Content-Type: text/{kind}; charset="{label}"',
        f"Content-Transfer-Encoding: {encoding}",
    ]
    raw = text.encode(charset)
    if encoding == "base64":
        return head, base64.encodebytes(raw)
    if encoding == "quoted-printable":
        return head, quopri.encodestring(raw)
    return head, raw


def _file_part(file: Attached) -> tuple[list[str], bytes]:
    """Write one attachment, its name in both ways that programs use."""
    if file.content_type == "message/rfc822":
        return [f"Content-Type: {file.content_type}"], file.data
    disposition = "inline" if file.inline else "attachment"
    if file.name.isascii():
        name, filename = f'"{file.name}"', f'filename="{file.name}"'
    else:
        name = f'"{encoded(file.name)}"'
        filename = f"filename*=utf-8''{percent_encoded(file.name, safe='')}"
    return [
        f"Content-Type: {file.content_type};\n name={name}",
        f"Content-Disposition: {disposition};\n {filename}",
        "Content-Transfer-Encoding: base64",
    ], base64.encodebytes(file.data)


def _multipart(
    kind: str, token: str, *parts: tuple[list[str], bytes]
) -> tuple[list[str], bytes]:
    """Put parts together (RFC 2046 §5.1)."""
    boundary = f"=_{token}"
    body = b"".join(
        f"--{boundary}\n".encode() + _join(head, "ascii") + b"\n" + content + b"\n"
        for head, content in parts
    )
    head = [f'Content-Type: multipart/{kind};\n boundary="{boundary}"']
    return head, body + f"--{boundary}--\n".encode()


def _join(lines: list[str], charset: str) -> bytes:
    """Write header lines; what is not ASCII here is raw on purpose."""
    return b"".join(
        line.encode(charset if not line.isascii() else "ascii") + b"\n"
        for line in lines
    )


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _signature(domain: str, body: bytes, token: str) -> str:
    """Write a DKIM-Signature with a right body hash (relaxed) and a made-up rest."""
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\n")]
    text = b"\r\n".join(lines).rstrip(b"\r\n") + b"\r\n"
    body_hash = _base64(hashlib.sha256(text).digest())
    made_up = _base64(bytes.fromhex(token) * 2)
    return (
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain};\n"
        f"\ts=s2026; h=from:to:subject:date:message-id;\n\tbh={body_hash};\n\tb={made_up}"
    )

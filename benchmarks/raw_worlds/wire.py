"""Text → bytes of a mail, in the charsets and encodings that programs in Japan use.

Subject: =?ISO-2022-JP?B?GyRCOCs...?=      iso-2022-jp, with 髙 as Windows writes it
Content-Transfer-Encoding: base64           utf-8
"""

from __future__ import annotations

import html
import quopri
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WORD: Final = 11
"""Characters in one encoded word: 75 bytes in every charset (RFC 2047 §2)."""

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Coding:
    """How a program puts text on the wire."""

    charset: str
    transfer: str
    """7bit, 8bit, base64 or quoted-printable."""

    words: str = "b"
    """Encoded words: `b`, `q`; wrong: `raw` (none), `split` (inside letters), `quoted`."""

    flowed: bool = False
    """RFC 3676, with DelSp."""

    told: bool = True
    """Names its charset."""


UTF8: Final = Coding("utf-8", "base64")


def fits(text: str, coding: Coding) -> Coding:
    """The coding, or UTF-8 for letters that its charset has not."""
    try:
        octets(text, coding.charset)
    except UnicodeEncodeError:
        return UTF8
    return coding


def octets(text: str, charset: str) -> bytes:
    """Encode.  Windows writes 髙, which JIS X 0208 has not, in row 92 of its own."""
    if charset != "iso-2022-jp":
        return text.encode("cp932" if charset == "shift_jis" else charset)
    return b"\x1b$B|b\x1b(B".join(p.encode("iso2022_jp") for p in text.split("髙"))


def word(text: str, coding: Coding) -> str:
    """A header's text, in encoded words where it is not ASCII."""
    if text.isascii():
        return text
    coding = fits(text, coding)
    raw = octets(text, coding.charset)
    if coding.words == "raw":
        return raw.decode("utf-8", "surrogateescape")
    if coding.words == "split":
        pieces = [raw[at : at + 40] for at in range(0, len(raw), 40)]
    else:
        parts = [text[at : at + WORD] for at in range(0, len(text), WORD)]
        pieces = [octets(part, coding.charset) for part in parts]
    return "\n ".join(_word(piece, coding) for piece in pieces)


def _word(raw: bytes, coding: Coding) -> str:
    if coding.words == "q":
        coded = "".join(
            chr(b) if chr(b).isalnum() and b < 128 else f"={b:02X}" for b in raw
        )
        if len(coded) <= 60:
            return f"=?{coding.charset.upper()}?Q?{coded}?="
    return f"=?{coding.charset.upper()}?B?{b64encode(raw).decode()}?="


def mailbox(name: str, address: str, coding: Coding) -> str:
    """`name <address>` for a header field."""
    if not name:
        return address
    if not name.isascii():
        coded = word(name, coding)
        return (
            f'"{coded}" <{address}>'
            if coding.words == "quoted"
            else f"{coded} <{address}>"
        )
    if all(c.isalnum() or c in " -'" for c in name):
        return f"{name} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


def text_part(text: str, coding: Coding, subtype: str = "plain") -> bytes:
    """One part: its own header fields, an empty line, the text."""
    coding = fits(text, coding)
    if coding.flowed:
        text = _soft(text)
    raw = octets(text + "\n", coding.charset)
    transfer = coding.transfer
    if transfer == "7bit" and coding.charset == "utf-8":
        transfer = "8bit"
    if transfer == "base64":
        coded = b64encode(raw)
        raw = b"\n".join(coded[i : i + 76] for i in range(0, len(coded), 76)) + b"\n"
    elif transfer == "quoted-printable":
        raw = quopri.encodestring(raw)
    charset = f"; charset={coding.charset}" if coding.told else ""
    flowed = "; format=flowed; delsp=yes" if coding.flowed else ""
    head = (
        f"Content-Type: text/{subtype}{charset}{flowed}\n"
        f"Content-Transfer-Encoding: {transfer}\n\n"
    )
    return head.encode() + raw


def _soft(text: str) -> str:
    """Lines of more than 40 characters broken softly; `> ` begins each part of a quote."""
    made: list[str] = []
    for line in map(str.rstrip, text.split("\n")):
        mark, rest = (
            (">", line[1:].removeprefix(" ")) if line[:1] == ">" else ("", line)
        )
        parts = [rest[at : at + 40] for at in range(0, len(rest), 40)] or [""]
        stuffed = [
            part if not mark and part[:1] not in (" ", ">") else f" {part}"
            for part in parts
        ]
        made += [f"{mark}{part} " for part in stuffed[:-1]] + [f"{mark}{stuffed[-1]}"]
    return "\n".join(made)


def multipart(subtype: str, parts: Sequence[bytes], boundary: str) -> bytes:
    """Several parts as one."""
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\n" + part + b"\n" for part in parts)
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'
    return head.encode() + body + line + b"--\n"


def attached(mail: bytes, name: str, *, octet_stream: bool) -> bytes:
    """A mail as a part of another."""
    if not octet_stream:
        return (
            b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + mail
        )
    coded = b64encode(mail)
    lines = b"\n".join(coded[i : i + 76] for i in range(0, len(coded), 76))
    return (
        (
            f'Content-Type: application/octet-stream; name="{name}"\n'
            f'Content-Disposition: attachment; filename="{name}"\n'
            "Content-Transfer-Encoding: base64\n\n"
        ).encode()
        + lines
        + b"\n"
    )


def html_alone(text: str, coding: Coding, paragraphs: bool) -> bytes:
    """HTML without a plain text beside it."""
    return text_part(as_html(text, paragraphs), coding, "html")


def with_html(text: str, coding: Coding, boundary: str, paragraphs: bool) -> bytes:
    """Plain text and the same in HTML."""
    parts = [
        text_part(text, coding),
        text_part(as_html(text, paragraphs), coding, "html"),
    ]
    return multipart("alternative", parts, boundary)


def as_html(text: str, paragraphs: bool) -> str:
    """Lines as paragraphs (Outlook) or breaks; marked lines as block quotes."""
    made: list[str] = []
    depth = 0
    for line in text.split("\n"):
        marked = line.startswith(">")
        if marked != bool(depth):
            made.append("<blockquote>" if marked else "</blockquote>")
            depth = int(marked)
        shown = html.escape(line[1:].removeprefix(" ") if marked else line, quote=False)
        if paragraphs:
            made.append(f'<p class="MsoNormal">{shown or "&nbsp;"}</p>')
        else:
            made.append(f"{shown}<br>")
    if depth:
        made.append("</blockquote>")
    return "<html><body>\n" + "\n".join(made) + "\n</body></html>"


def mail(fields: Headers, body: bytes) -> bytes:
    """A whole mail: fields, then a part that brings its own fields."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields)
    return lines.encode("utf-8", "surrogateescape") + b"MIME-Version: 1.0\n" + body

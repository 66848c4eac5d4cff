r"""A mail as Outlook keeps it → the mail as it would travel (RFC 5322).

    header      word for word where Outlook has it, else written anew (`fields`)
    text        plain and HTML as alternatives; HTML may be hidden in rich text (`rtf`)
    files       with their names, mails inside as message/rfc822

Every text and file is base64, so nothing in it can be taken for the frame.  The boundary
is a hash of what it encloses, so nobody can put it in there beforehand.

How such a mail differs from the one that travelled is said in words that become defects:
see `Note`.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final
from urllib.parse import quote

from honmono.mail.outlook import fields, people, rtf
from honmono.mail.outlook.item import File, Item
from honmono.mail.outlook.properties import Properties, Tag, Type, label_of
from honmono.mail.outlook.rtf_compressed import unpacked
from honmono.mail.source import eml
from honmono.mail.source._core import HEAD

_TYPE: Final = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_PARAMETERS: Final = re.compile(
    r"(?:;\s{0,9}[a-z-]{1,40}=(?:\"[\w .+-]{0,80}\"|[\w.+-]{0,80})\s{0,9})*",
    re.ASCII | re.IGNORECASE,
)
_NOT_IN_ID: Final = re.compile(r"[^!-;=?-~]")
_MESSAGE: Final = "message/rfc822"
_MIME_HEADER: Final = re.compile(rb"\s{0,9}(?:content-|mime-version)", re.IGNORECASE)
_BLOCK: Final = 57 * 1024
"""Bytes that are encoded at once, so that a large file is not held as many small lines."""


class Note(Enum):
    """What a rebuilt mail cannot tell; the values are names of `Defect`s."""

    REBUILT = "rebuilt"
    """Its bytes are not those that travelled: a signature over them proves nothing."""

    HEADER_REBUILT = "header-rebuilt"
    """It has no header of its own: nobody knows which way it came."""

    FROM_DIFFERS = "from-differs-in-outlook"
    """Header and Outlook's values name writers of different domains; both are in From."""

    MESSAGE_CUT = "message-cut"
    """Something of it is missing here: a bound was reached, or a part is damaged."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A rebuilt mail."""

    data: bytes
    notes: tuple[Note, ...] = field(default=())


def rebuilt(item: Item) -> Letter:
    """Write down a mail, and what about it is not as it was."""
    header, is_own = _header(item)
    notes = [Note.REBUILT]
    if not is_own:
        notes.append(Note.HEADER_REBUILT)
    elif other := _other_writer(item.properties, header):
        header += other
        notes.append(Note.FROM_DIFFERS)
    if _is_cut(item):
        notes.append(Note.MESSAGE_CUT)
    return Letter(header + b"MIME-Version: 1.0\r\n" + _body(item), tuple(notes))


def _header(item: Item) -> tuple[bytes, bool]:
    """The header without the fields of the body, and whether it is the mail's own."""
    own = fields.header_as_it_travelled(item.properties)
    there = {name.lower() for name in re.findall(rb"(?m)^([!-9;-~]+)[ \t]*:", own)}
    missing = (
        line
        for name, line in fields.fields(item)
        if name.lower().encode() not in there and (not own or name in _MAY_BE_ADDED)
    )
    return own + b"".join(missing), bool(own)


_MAY_BE_ADDED: Final = frozenset({"From", "To", "Date", "Subject", "Message-ID"})
"""To a header that is there.  No Reply-To: the mail that travelled had none."""

_FROM: Final = re.compile(rb"(?im)^from[ \t]*:((?:.*\n)(?:[ \t].*\n)*)")
_DOMAIN: Final = re.compile(rb"@([\w.-]+)")


def _other_writer(values: Properties, header: bytes) -> bytes:
    """A second From, when Outlook shows a writer of a domain that the header does not.

    Whoever makes such a file can write both.  Which one counts is for others to judge:
    two Froms are never proof.  Within a domain, aliases are no contradiction.
    """
    writer = people.represented(values)
    domain = writer.address.rpartition("@")[2].lower().strip("<>. ")
    written = b" ".join(_FROM.findall(header))
    found = {
        each.decode("ascii", "replace").lower() for each in _DOMAIN.findall(written)
    }
    if not domain or not found or domain in found:
        return b""
    return fields.from_field(writer)


# the body


def _body(item: Item) -> bytes:
    """Everything below the header, beginning with its Content-Type."""
    if whole := _signed_or_encrypted(item):
        return whole
    texts = list(_texts(item.properties))
    files = [part for file in item.files if (part := _file(file))]
    if len(texts) > 1:
        texts = [_enclosed("alternative", texts)]
    if files:
        return _enclosed("mixed", [*texts, *files])
    return texts[0] if texts else _text("plain", "utf-8", b"")


def _enclosed(kind: str, parts: list[bytes]) -> bytes:
    """A multipart of these."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    mark = f"=_{digest.hexdigest()[:40]}".encode()
    head = b'Content-Type: multipart/%b;\r\n boundary="%b"\r\n\r\n' % (
        kind.encode(),
        mark,
    )
    pieces = [head]
    for part in parts:
        pieces += (b"--", mark, b"\r\n", part, b"\r\n")
    return b"".join((*pieces, b"--", mark, b"--\r\n"))


def _text(kind: str, charset: str, data: bytes) -> bytes:
    label = f"; charset={charset}" if charset else ""
    return _leaf(f"text/{kind}{label}".encode(), b"", data)


def _leaf(content_type: bytes, more: bytes, data: bytes) -> bytes:
    """A part in base64, in lines of 76 characters."""
    head = b"Content-Type: %b\r\n%bContent-Transfer-Encoding: base64\r\n\r\n"
    blocks = (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK))
    return b"".join((head % (content_type, more), *map(_lines, blocks)))


def _lines(block: bytes) -> bytes:
    packed = b64encode(block)
    lines = (packed[at : at + 76] for at in range(0, len(packed), 76))
    return b"\r\n".join(lines) + b"\r\n"


def _texts(values: Properties) -> Iterator[bytes]:
    """Yield the mail's texts as parts: plain, then HTML."""
    plain, html = values.text(Tag.BODY), _html(values)
    rich = None if html else rtf.shown(unpacked(values.binary(Tag.RTF_COMPRESSED)))
    if rich and rich.kind is rtf.Kind.TEXT and not plain:
        plain = rich.text
    if plain:
        yield _text("plain", "utf-8", plain.encode("utf-8", "replace"))
    if html:
        yield html
    elif rich and rich.kind is not rtf.Kind.TEXT and rich.text.strip():
        yield _text("html", "utf-8", rich.text.encode("utf-8", "replace"))


def _html(values: Properties) -> bytes:
    """The HTML as a part; its bytes stay as they are where their charset is known."""
    kind, data = values.values.get(Tag.HTML, (0, b""))
    if kind in (Type.UNICODE, Type.STRING8):
        text = values.text(Tag.HTML)
        return _text("html", "utf-8", text.encode("utf-8", "replace")) if text else b""
    data = values.binary(Tag.HTML).rstrip(b"\0")
    if not data:
        return b""
    label = label_of(values.number(Tag.INTERNET_CODEPAGE) or 0)
    if label.startswith("utf-16") and len(data) % 2:
        data += b"\0"  # the second half of the last letter
    return _text("html", label, data)


# files


_EMBEDDED: Final = 5
"""The way to attach a mail ([MS-OXCMSG] §2.2.2.9)."""


def _is_cut(item: Item) -> bool:
    """Is something missing of it, or of a mail in it?"""
    return item.cut or any(
        _is_cut(file.mail) if file.mail is not None else _is_unopened(file)
        for file in item.files
    )


def _is_unopened(file: File) -> bool:
    """Is it a mail that nobody opened?"""
    if file.mail is not None or file.data:
        return False
    return file.properties.number(Tag.ATTACH_METHOD) == _EMBEDDED


def _file(file: File) -> bytes:
    """A file as a part; a link to a file elsewhere has a name and no bytes."""
    values = file.properties
    name = (
        values.text(Tag.ATTACH_LONG_FILENAME)
        or values.text(Tag.ATTACH_FILENAME)
        or values.text(Tag.DISPLAY_NAME)
    )
    tag = values.text(Tag.ATTACH_MIME_TAG).strip().lower()
    if file.mail is not None:
        return _message(name, rebuilt(file.mail).data)
    if tag == _MESSAGE or name.lower().endswith(".eml"):
        if eml.fits(file.data[:HEAD]):
            return _message(name, file.data)
        tag = ""
    if not _TYPE.fullmatch(tag) or tag.startswith(("multipart/", "message/")):
        tag = "application/octet-stream"
    content_id = _NOT_IN_ID.sub("", values.text(Tag.ATTACH_CONTENT_ID))[:400]
    more = _disposition(name, inline=bool(content_id) and tag.startswith("image/"))
    if content_id:
        more += f"Content-ID: <{content_id}>\r\n".encode()
    return _leaf(tag.encode(), more, file.data)


def _message(name: str, data: bytes) -> bytes:
    """A mail inside, as it is."""
    head = b"Content-Type: message/rfc822\r\n" + _disposition(name, inline=False)
    return head + b"\r\n" + data


def _disposition(name: str, *, inline: bool) -> bytes:
    """How a file is shown, and its name (RFC 2231)."""
    kind = b"inline" if inline else b"attachment"
    name = name[:_MAX_NAME]
    if not name:
        return b"Content-Disposition: %b\r\n" % kind
    encoded = quote(name, safe="", errors="replace").encode()
    return b"Content-Disposition: %b;\r\n filename*=utf-8''%b\r\n" % (kind, encoded)


_MAX_NAME: Final = 1_000
"""Characters of a file's name; Windows allows 255."""


def _signed_or_encrypted(item: Item) -> bytes:
    """The whole of an S/MIME mail, which Outlook keeps as its one file ([MS-OXOSMIME])."""
    kind = item.properties.text(Tag.MESSAGE_CLASS).upper()
    if ".SMIME" not in kind or len(item.files) != 1 or item.files[0].mail is not None:
        return b""
    file = item.files[0]
    if _MIME_HEADER.match(file.data):
        return fields.of_the_body(file.data.lstrip())
    tag = file.properties.text(Tag.ATTACH_MIME_TAG).strip()
    base, _, rest = tag.partition(";")
    if not _TYPE.fullmatch(base.strip().lower()) or base.lower().startswith(
        "multipart/"
    ):
        base, rest = "application/pkcs7-mime", ""
    if not _PARAMETERS.fullmatch(";" + rest if rest else ""):
        rest = ""
    name = file.properties.text(Tag.ATTACH_LONG_FILENAME) or "smime.p7m"
    written = base.strip().lower() + (f"; {rest.strip()}" if rest else "")
    return _leaf(written.encode(), _disposition(name, inline=False), file.data)

"""The header of a mail that Outlook keeps: as it travelled, or written anew.

    PidTagTransportMessageHeaders        what the servers saw, word for word
    else                                 From, To, Date, Subject … out of Outlook's values

A mail has its own header only when it came over the Internet.  One that was sent, drafted
or delivered inside Exchange has none, and then there is no Received and no
Authentication-Results here: nothing that could prove anything.  What is missing in a header
that is there (some programs cut it) is added from the values.

What the header says about the form of the body (Content-Type …) is left out: the body is
put together anew.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from typing import Final

from honmono.mail.outlook import people
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.people import Person
from honmono.mail.outlook.properties import Properties, Tag, Type

_FIELD: Final = re.compile(rb"([!-9;-~]+)[ \t]*:[^\n]*\n?(?:[ \t][^\n]*\n?)*")
_OF_THE_BODY: Final = re.compile(rb"(?:content-[^:]*|mime-version)", re.IGNORECASE)
_END: Final = re.compile(rb"\n\r?\n")
_NOT_PRINTED: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_PLAIN: Final = re.compile(r"[ !#-\[\]-~]*")
_WORD: Final = 42
"""Bytes of UTF-8 in one encoded word, of which RFC 2047 §2 allows 75 characters."""

_MAX_HEADER: Final = 4 * 2**20
"""Bytes of a header as it travelled; real ones reach 100 kB, and parse reads less."""

_MAX_WORDS: Final = 100_000
"""Characters of a subject or name; parse shows fewer."""

_UNSENT: Final = 8
"""Flag of a draft ([MS-OXCMSG] §2.2.1.6); Outlook writes X-Unsent into message files."""

_SUBJECT_MARK: Final = "\x01"
"""Before a subject in a data file: this, and the length of its prefix."""


def header_as_it_travelled(values: Properties) -> bytes:
    """The transport header without the fields of the body; empty when there is none."""
    kind, raw = values.values.get(Tag.TRANSPORT_MESSAGE_HEADERS, (0, b""))
    if kind == Type.UNICODE:
        raw = values.text(Tag.TRANSPORT_MESSAGE_HEADERS).encode("utf-8", "replace")
    raw = raw[:_MAX_HEADER].partition(b"\0")[0].lstrip(b"\r\n\t ")
    if end := _END.search(raw):
        raw = raw[: end.start() + 1]
    kept = b"".join(_pieces(raw, of_the_body=False))
    if not _FIELD.search(kept):
        return b""
    return kept if kept.endswith(b"\n") else kept + b"\r\n"


def of_the_body(entity: bytes) -> bytes:
    """A part's bytes, of whose header only what tells the form of the body is left.

    The rest would become the header of the mail, results of checks among it.
    """
    if not (end := _END.search(entity)):
        return b"\r\n" + entity
    head = b"".join(_pieces(entity[: end.start() + 1], of_the_body=True))
    return head + entity[end.start() + 1 :]


def _pieces(header: bytes, *, of_the_body: bool) -> Iterator[bytes]:
    """Yield the fields that tell the form of the body, or all that a header has besides."""
    at = 0
    while found := _FIELD.search(header, at):
        if not of_the_body:
            yield header[at : found.start()]
        if bool(_OF_THE_BODY.fullmatch(found[1])) == of_the_body:
            yield found[0]
        at = found.end()
    if not of_the_body:
        yield header[at:]


def fields(item: Item) -> Iterator[tuple[str, bytes]]:
    """Yield (name, line) for each field that Outlook's values can give."""
    values = item.properties
    writer, sender = people.writer(values), people.sender(values)
    if any(writer):
        yield "From", from_field(writer)
    if sender.address and sender.address.lower() != writer.address.lower():
        yield "Sender", _people("Sender", [sender])
    if answers := people.reply_to(values):
        yield "Reply-To", _people("Reply-To", answers)
    for name, kind in (("To", people.TO), ("Cc", people.CC), ("Bcc", people.BCC)):
        if found := people.recipients(item, kind):
            yield name, _people(name, found)
    sent = values.time(Tag.CLIENT_SUBMIT_TIME) or values.time(Tag.MESSAGE_DELIVERY_TIME)
    if sent:
        yield "Date", f"Date: {format_datetime(sent)}\r\n".encode()
    yield "Subject", _line("Subject", [_text(subject(values))])
    if (values.number(Tag.MESSAGE_FLAGS) or 0) & _UNSENT:
        yield "X-Unsent", b"X-Unsent: 1\r\n"
    for name, tag in (
        ("Message-ID", Tag.INTERNET_MESSAGE_ID),
        ("In-Reply-To", Tag.IN_REPLY_TO_ID),
        ("References", Tag.INTERNET_REFERENCES),
    ):
        if words := _NOT_PRINTED.split(values.text(tag).strip()):
            written = [word.encode("utf-8", "replace") for word in words if word]
            if written:
                yield name, _line(name, written)


def from_field(writer: Person) -> bytes:
    """A From field."""
    return _people("From", [writer])


def subject(values: Properties) -> str:
    """The subject line as it was."""
    text = values.text(Tag.SUBJECT)
    if text.startswith(_SUBJECT_MARK):
        text = text[2:]
    if text:
        return text
    return values.text(Tag.SUBJECT_PREFIX) + values.text(Tag.NORMALIZED_SUBJECT)


def _people(name: str, found: Iterable[Person]) -> bytes:
    """An address field."""
    written = []
    found = list(found)
    for person in found:
        address = _NOT_PRINTED.sub("", person.address).encode("utf-8", "replace")
        shown = _text(person.name, quoted=True) if person.name.strip() else b""
        if not shown:
            written.append(b"<" + address + b">")
        else:
            # Of several, one without an address would lend its name to the next.
            alone = not address and len(found) == 1
            written.append(shown if alone else shown + b" <" + address + b">")
    return _line(name, [each + b"," for each in written[:-1]] + written[-1:])


def _text(text: str, *, quoted: bool = False) -> bytes:
    """Words for a header: as they are where that is safe, else as encoded words.

    What looks like an encoded word is encoded once more: Outlook shows it as it stands.
    """
    text = _NOT_PRINTED.sub(" ", text[:_MAX_WORDS]).strip()
    if _PLAIN.fullmatch(text) and "=?" not in text and len(text) < 900:
        return f'"{text}"'.encode() if quoted else text.encode()
    words, piece = [], b""
    for character in text:
        encoded = character.encode("utf-8", "replace")
        if len(piece) + len(encoded) > _WORD:
            words.append(piece)
            piece = b""
        piece += encoded
    words.append(piece)
    return b"\r\n ".join(b"=?utf-8?B?" + b64encode(word) + b"?=" for word in words)


def _line(name: str, words: list[bytes]) -> bytes:
    """A field, folded between its words where it grows long."""
    line, length = bytearray(f"{name}:".encode()), len(name) + 1
    for word in words:
        fold = length > len(name) + 1 and length + len(word) > 76
        line += (b"\r\n " if fold else b" ") + word
        length = len(word) + 1 if fold else length + 1 + len(word)
    return bytes(line) + b"\r\n"

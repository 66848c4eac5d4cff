"""The header fields of a mail that tell who wrote to whom, when and about what.

    From, To, Cc, Date, Subject, Message-ID, References          read
    Received, Authentication-Results, the body                   not looked at

An index of header fields alone reads no more than this, and one of whole mails begins
with it.  The block is cut where everybody else cuts it (`mail/message/headers.py`); a
`Message` is not made of it, which would take most of the time and hold what no archive
asks.  The same values stand in thousands of mails, so what was read of one is remembered.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from honmono.mail.message.dates import parse_date
from honmono.mail.message.headers import (
    decode_words,
    message_ids,
    split_fields,
    unfold,
)
from honmono.mail.message.limits import MAX_MESSAGE
from honmono.mail.message.model import Header
from honmono.mail.message.parse import start_of
from honmono.mail.message.thread import subject as read_subject
from honmono.trace.archive.entry import MAX_SUBJECT

_WANTED: Final = frozenset(
    b"from to cc x-from x-to x-cc date subject message-id in-reply-to references "
    b"content-type content-transfer-encoding content-disposition content-id".split()
)

_REMEMBERED: Final = 4096
"""Values of which is remembered what was read of them."""

_LONG: Final = 1024
"""Bytes; a longer value is not remembered."""

_DATE: Final = 200
"""Bytes of a date that are looked at."""

_LAST: Final = 2**32 - 1


class Head(NamedTuple):
    """The header block of one mail."""

    fields: dict[bytes, tuple[bytes, ...]]
    """Name in lower case → raw values, from the top; of the names that are wanted."""

    body_start: int

    def first(self, name: bytes) -> bytes:
        """The one that counts, of those that may stand but once; else empty."""
        found = self.fields.get(name)
        return found[0] if found else b""

    @property
    def content(self) -> list[Header]:
        """The fields that tell what the body is."""
        return [
            Header(name.decode(), value)
            for name, values in self.fields.items()
            if name.startswith(b"content-")
            for value in values
        ]


def head_of(data: bytes) -> Head:
    """Cut out these fields, whatever the bytes are."""
    end = min(len(data), MAX_MESSAGE)
    names, values, body_start = split_fields(data, start_of(data), end)
    fields: dict[bytes, tuple[bytes, ...]] = {}
    for name, value in zip(names, values, strict=True):
        if name in _WANTED:
            fields[name] = (*fields[name], value) if name in fields else (value,)
    return Head(fields, body_start)


def seconds_of(value: bytes) -> int:
    """A Date as seconds since 1970; 0 when it says none that a mail can have."""
    return _seconds(value[:_DATE])


@lru_cache(_REMEMBERED)
def _seconds(value: bytes) -> int:
    date = parse_date(value)
    seconds = int(date.timestamp()) if date else 0
    return seconds if 0 <= seconds <= _LAST else 0


def subject_of(value: bytes) -> str:
    """A Subject without prefixes and list tags."""
    return _subject(value) if len(value) <= _LONG else _subject.__wrapped__(value)


@lru_cache(_REMEMBERED)
def _subject(value: bytes) -> str:
    text, _ = decode_words(unfold(value))
    return read_subject(text).base[:MAX_SUBJECT]


def ids_of(value: bytes) -> tuple[str, ...]:
    """Message-IDs without brackets, each once."""
    return message_ids(value) if value else ()

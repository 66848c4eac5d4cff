"""The header fields of a mail that tell who wrote to whom, when and about what.

    From, To, Cc, Date, Subject, Message-ID, References          read
    Received, Authentication-Results, the body                   not looked at

An index of header fields alone reads no more than this, and one of whole mails begins
with it.  The block is cut where everybody else cuts it (`mail/message/headers.py`); a
`Message` is not made of it, which would take most of the time and hold what no archive
asks.

What stands in one mail stands in thousands.  So what was read of a value is remembered,
and of a block that has the same names as one before it is known where which field is:

    message-id date from to subject x-from x-to     From is the third, To the fourth …
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
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

_PEOPLE: Final = (b"from", b"x-from", b"to", b"x-to", b"cc", b"x-cc")
_TOLD_BY: Final = (b"date", b"to", b"cc")
_ONCE: Final = (b"date", b"subject", b"message-id", b"references", b"in-reply-to")
_CONTENT: Final = (
    b"content-type",
    b"content-transfer-encoding",
    b"content-disposition",
    b"content-id",
)

_REMEMBERED: Final = 4096
"""Values of which is remembered what was read of them."""

_LONG: Final = 1024
"""Bytes; a longer value is not remembered."""

MAX_DATE: Final = 200
"""Bytes of a date that are looked at."""

_LAST: Final = 2**32 - 1

Values = tuple[bytes, ...]
"""Of some fields, raw; behind the colon, blanks and folding included."""

_new: Final = tuple.__new__
"""Makes a `Head` in a third of the time that its name takes."""

_Pick = Callable[[Sequence[bytes]], Values]


class Layout(NamedTuple):
    """Where in a header block the fields stand that are wanted; -1 for none."""

    date: int
    subject: int
    message_id: int
    references: int
    in_reply_to: int
    """Of each the one that counts, which is the first."""

    people: _Pick
    """From, X-From, To, X-To, Cc, X-Cc; all of them, in this order."""

    counts: tuple[int, ...]
    """How many of `people` are From, how many X-From …"""

    told_by: _Pick
    """Date, To and Cc, all of them."""

    content: tuple[tuple[str, int], ...]
    """Names and places of those that tell what the body is."""


class Head(NamedTuple):
    """The header block of one mail."""

    values: list[bytes]
    """Of all fields, from the top; then an empty one, which is at place -1."""

    layout: Layout
    body_start: int

    @property
    def content(self) -> list[Header]:
        """The fields that tell what the body is."""
        return [Header(name, self.values[at]) for name, at in self.layout.content]


def head_of(data: bytes) -> Head:
    """Cut out these fields, whatever the bytes are."""
    end = min(len(data), MAX_MESSAGE)
    names, values, body_start = split_fields(data, start_of(data), end)
    layout = (_layout if len(names) <= _LONG else _layout.__wrapped__)(names)
    values.append(b"")
    return _new(Head, (values, layout, body_start))


@lru_cache(_REMEMBERED)
def _layout(names: bytes) -> Layout:
    """Find the fields among the names of a block, one a line, in lower case."""
    places = defaultdict[bytes, list[int]](list)
    for at, name in enumerate(names.split(b"\n")):
        places[name].append(at)
    people = [places[name] for name in _PEOPLE]
    told_by = [places[name] for name in _TOLD_BY]
    date, subject, message_id, references, in_reply_to = (
        places[name][0] if places[name] else -1 for name in _ONCE
    )
    content = [(name, at) for name in _CONTENT for at in places[name]]
    return Layout(
        date,
        subject,
        message_id,
        references,
        in_reply_to,
        _pick(chain.from_iterable(people)),
        tuple(map(len, people)),
        _pick(chain.from_iterable(told_by)),
        tuple([(name.decode("ascii"), at) for name, at in content]),
    )


def _pick(places: Iterable[int]) -> _Pick:
    """Something that takes out the values at these places, quickly."""
    some = tuple(places)
    if len(some) > 1:
        return itemgetter(*some)
    return lambda values: tuple([values[at] for at in some])


def seconds_of(value: bytes) -> int:
    """A Date as seconds since 1970; 0 when it says none that a mail can have."""
    date = parse_date(value[:MAX_DATE])
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

"""Mails → entries of the archive.  No opinion, and nothing but the mail is looked at.

Own and quoted text are not told apart here: whoever holds an answer holds what it
quotes, and of all messages that hold a piece the oldest is where it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from honmono.trace.archive.crowd import crowd_of
from honmono.trace.archive.entry import NO_PRINTS, Crowd, Entry, digest_of
from honmono.trace.archive.fingerprints import Prints
from honmono.trace.archive.head import (
    MAX_DATE,
    Head,
    Values,
    head_of,
    ids_of,
    seconds_of,
    subject_of,
)
from honmono.trace.archive.texts import texts_of

MAX_ID: Final = 250
"""Characters of a Message-ID that are kept."""

MAX_REFERENCES: Final = 64
"""The last ones, which are nearest; a thread seldom has more."""

_REMEMBERED: Final = 4096
"""Messages; most copies lie in the same mailbox, in another folder."""

_LONG: Final = 2048
"""Bytes of fields that are remembered, some forty people; so memory has a bound."""

_new: Final = tuple.__new__
"""Makes an `Entry` in a third of the time that its name takes."""


def digest(mails: Sequence[bytes]) -> list[Entry]:
    """Entries of these mails, with fingerprints of their texts."""
    heads = list(map(head_of, mails))
    texts = texts_of(list(zip(mails, heads, strict=True)))
    return [entry_of(head, *text) for head, text in zip(heads, texts, strict=True)]


def digest_headers(mails: Sequence[bytes]) -> list[Entry]:
    """Entries of mails whose header fields alone are read.

    Copies are told by time and people instead of the text: one that another server
    stamped some hours off counts as a message of its own.
    """
    return [entry_of(head, _told_by(head)) for head in map(head_of, mails)]


def _told_by(head: Head) -> bytes:
    return digest_of(b"\0".join(head.layout.told_by(head.values)))


def entry_of(head: Head, digest: bytes = b"", prints: Prints = NO_PRINTS) -> Entry:
    """The entry of one message; its text's digest is what copies share."""
    values, layout, body_start = head
    people, subject = layout.people(values), values[layout.subject]
    short = body_start <= _LONG or sum(map(len, people)) + len(subject) <= _LONG
    date, crowd, base = (_same_in_copies if short else _same_in_copies.__wrapped__)(
        values[layout.date][:MAX_DATE], people, layout.counts, subject
    )
    ids = ids_of(values[layout.message_id])
    related = ids_of(values[layout.references]) + ids_of(values[layout.in_reply_to])
    message_id = ids[0][:MAX_ID] if ids else ""
    references = tuple(dict.fromkeys(related))[-MAX_REFERENCES:] if related else ()
    entry = date, crowd, message_id, references, base, digest, prints
    return _new(Entry, entry)


@lru_cache(_REMEMBERED)
def _same_in_copies(
    date: bytes, people: Values, counts: tuple[int, ...], subject: bytes
) -> tuple[int, Crowd, str]:
    return seconds_of(date), crowd_of(people, counts), subject_of(subject)

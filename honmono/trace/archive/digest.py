"""Mails → entries of the archive.  No opinion, and nothing but the mail is looked at.

Own and quoted text are not told apart here: whoever holds an answer holds what it
quotes, and of all messages that hold a piece the oldest is where it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from honmono.trace.archive.crowd import crowd_of
from honmono.trace.archive.entry import Entry, digest_of
from honmono.trace.archive.head import Head, head_of, ids_of, seconds_of, subject_of
from honmono.trace.archive.texts import NO_PRINTS, Text, texts_of

MAX_ID: Final = 250
"""Characters of a Message-ID that are kept."""

MAX_REFERENCES: Final = 64
"""The last ones, which are nearest; a thread seldom has more."""

def digest(mails: Sequence[bytes]) -> list[Entry]:
    """Entries of these mails, with fingerprints of their texts."""
    heads = list(map(head_of, mails))
    texts = texts_of(list(zip(mails, heads, strict=True)))
    return [entry_of(*each) for each in zip(heads, texts, strict=True)]


def digest_headers(mails: Sequence[bytes]) -> list[Entry]:
    """Entries of mails whose header fields alone are read.

    Copies are told by time and people instead of the text: one that another server
    stamped some hours off counts as a message of its own.
    """
    heads = map(head_of, mails)
    return [entry_of(head, Text(_told_by(head), NO_PRINTS)) for head in heads]


def _told_by(head: Head) -> bytes:
    return digest_of(b"\0".join(head.layout.told_by(head.values)))


def entry_of(head: Head, text: Text) -> Entry:
    """The entry of one message; its text's digest is what copies share."""
    values, layout, _ = head
    ids = ids_of(values[layout.message_id])
    related = (
        *ids_of(values[layout.references]),
        *ids_of(values[layout.in_reply_to]),
    )
    return Entry(
        date=seconds_of(values[layout.date]),
        people=crowd_of(head),
        message_id=ids[0][:MAX_ID] if ids else "",
        references=tuple(dict.fromkeys(related))[-MAX_REFERENCES:],
        subject=subject_of(values[layout.subject]),
        digest=text.digest,
        prints=text.prints,
    )

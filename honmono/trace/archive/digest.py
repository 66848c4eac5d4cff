"""Mails → entries of the archive.  No opinion, and nothing but the mail is looked at.

Own and quoted text are not told apart here: whoever holds an answer holds what it
quotes, and of all messages that hold a piece the oldest is where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from honmono.mail.message import Address, Message
from honmono.trace.archive.entry import (
    MAX_PEOPLE,
    MAX_SUBJECT,
    Entry,
    Seen,
    digest_of,
    entries_with_prints,
)
from honmono.trace.archive.letters import letters_in
from honmono.trace.people.x_names import names_of

MAX_NAME: Final = 120
"""Characters of a name that is kept; what is longer is no name."""

MAX_ADDRESS: Final = 254
"""Characters that an address may have (RFC 5321 §4.5.3.1.3)."""

MAX_ID: Final = 250
"""Characters of a Message-ID that are kept."""

MAX_REFERENCES: Final = 64
"""The last ones, which are nearest; a thread seldom has more."""

_FIRST_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = 2**32 - 1
_NOBODY: Final = (Address("", "", ""),)


def digest(messages: Sequence[Message]) -> list[Entry]:
    """Entries of these messages, with fingerprints of their texts."""
    letters = [letters_in(message) for message in messages]
    entries = [
        entry_of(message, digest_of(text))
        for message, text in zip(messages, letters, strict=True)
    ]
    return entries_with_prints(list(zip(entries, letters, strict=True)))


def digest_headers(messages: Sequence[Message]) -> list[Entry]:
    """Entries of mails whose header fields alone were read.

    Copies are told by time and people instead of the text: one that another server
    stamped some hours off counts as a message of its own.
    """
    return [
        entry_of(
            message,
            digest_of(
                b"\0".join([each for name in _TOLD_BY for each in message.values(name)])
            ),
        )
        for message in messages
    ]


_TOLD_BY: Final = ("date", "to", "cc")


def entry_of(message: Message, text: bytes) -> Entry:
    """The entry of one message, without fingerprints; `text` is what copies share."""
    references = dict.fromkeys((*message.references, *message.in_reply_to))
    return Entry(
        date=_seconds(message.date),
        people=tuple(_people(message)),
        message_id=message.message_id[:MAX_ID],
        references=tuple(references)[-MAX_REFERENCES:],
        subject=message.subject.base[:MAX_SUBJECT],
        digest=text,
    )


def _seconds(date: datetime | None) -> int:
    """Seconds since 1970; a date that no mail can have is none."""
    seconds = int((date - _FIRST_DAY).total_seconds()) if date else 0
    return seconds if 0 <= seconds <= _LAST else 0


def _people(message: Message) -> Iterator[Seen]:
    """Everybody in From, To and Cc, once, with the names that stand there."""
    seen = dict[str, tuple[str, ...]]()
    mailboxes = (*(message.authors[:1] or _NOBODY), *message.to, *message.cc)
    for name, address, _ in mailboxes:
        who = address.lower()
        if who in seen:
            seen[who] = _with(seen[who], name)
        elif not seen or (who and len(seen) < MAX_PEOPLE and len(who) <= MAX_ADDRESS):
            seen[who] = _with((), name)
    for who, name in names_of(message):
        if who in seen:
            seen[who] = _with(seen[who], name)
    return (Seen(who, names) for who, names in seen.items())


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return (*names, name) if _is_new(name, names) else names


def _is_new(name: str, names: tuple[str, ...]) -> bool:
    return bool(name) and len(name) <= MAX_NAME and name not in names

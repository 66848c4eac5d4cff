"""A mail as one value: what was read of it, and what is read when somebody asks.

message.subject.text        read with the mail
message.cc                  read now, and kept
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from honmono.mail.message.addresses import read_return_path
from honmono.mail.message.body import Body
from honmono.mail.message.fields import read_mailboxes
from honmono.mail.message.headers import message_ids
from honmono.mail.message.limits import MAX_LINKS
from honmono.mail.message.model import (
    Address,
    Attachment,
    Defect,
    Header,
    Link,
    Part,
    Subject,
)
from honmono.mail.message.received import Hop
from honmono.mail.message.when_asked import when_asked, without_worked_out


@dataclass(frozen=True)
class Message:
    """A mail as a value.  Every field is filled; what is missing is empty or None.

    Bounds of `limits.py` apply; where one was reached, `defects` names it.
    """

    source: str
    sha256: str
    size: int
    """Of the raw message, in bytes."""

    headers: tuple[Header, ...]
    authors: tuple[Address, ...]
    """Every mailbox of every From field, in order."""

    other_authors: tuple[Address, ...]
    """What another program could take for the author; empty for well-formed mail."""

    from_fields: int
    senders: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    message_id: str
    """Without angle brackets; empty when there is none."""

    date: datetime | None
    """Aware; None when missing or unreadable (then `defects` says so)."""

    subject: Subject
    hops: tuple[Hop, ...]
    """Received fields from the top: the last server first."""

    parts: tuple[Part, ...]
    bodies: tuple[Body, ...]
    attachments: tuple[Attachment, ...]
    defects: tuple[Defect, ...]
    """In the order of `Defect`, each once."""

    @when_asked
    def return_path(self) -> Address | None:
        """The topmost Return-Path, which the last server wrote; None without one."""
        fields = self.values("return-path")
        return read_return_path(fields[0]) if fields else None

    @when_asked
    def to(self) -> tuple[Address, ...]:
        """Every mailbox of every To field, in order."""
        return read_mailboxes(self.values("to"))[0]

    @when_asked
    def cc(self) -> tuple[Address, ...]:
        """Every mailbox of every Cc field, in order."""
        return read_mailboxes(self.values("cc"))[0]

    @when_asked
    def in_reply_to(self) -> tuple[str, ...]:
        """Message-IDs without brackets, each once."""
        return self._ids("in-reply-to")

    @when_asked
    def references(self) -> tuple[str, ...]:
        """Message-IDs without brackets, each once."""
        return self._ids("references")

    @when_asked
    def links(self) -> tuple[Link, ...]:
        """Every link of every body, in order."""
        found = [
            Link(shown, target, index)
            for index, body in enumerate(self.bodies)
            for shown, target in body.links
        ]
        return tuple(found[:MAX_LINKS])

    @property
    def body(self) -> Body | None:
        """The body most readers see: the richest form; None when there is no text."""
        return next((b for b in self.bodies if b.html), None) or (
            self.bodies[0] if self.bodies else None
        )

    def values(self, name: str) -> tuple[bytes, ...]:
        """The raw values of every header field of that name, from the top."""
        wanted, size = name.lower(), len(name)
        return tuple(
            [
                header[1]  # by index: to unpack a named tuple takes twice as long
                for header in self.headers
                if len(header[0]) == size and header[0].lower() == wanted
            ]
        )

    def _ids(self, name: str) -> tuple[str, ...]:
        fields = self.values(name)
        return message_ids(fields[0]) if fields else ()

    __getstate__ = without_worked_out

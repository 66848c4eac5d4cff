"""The header fields that people see and threads are made of, by name.

    Subject: first
    Subject: second            subject_of(…) → "first", and Defect.SUBJECT_TWICE

Where a field that may stand once stands twice, the first one counts, as in most
programs.  From is the exception: every author of every From field is kept, because
programs take different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from honmono.mail.message.addresses import read_addresses
from honmono.mail.message.headers import (
    decode_words,
    message_ids,
    parse_date,
    unfold,
)
from honmono.mail.message.limits import (
    MAX_ADDRESSES,
    MAX_NAME,
    MAX_PIECES,
    MAX_WRITERS_TEXT,
)
from honmono.mail.message.model import (
    AMBIGUOUS_FROM,
    Address,
    Defect,
    Header,
    Subject,
)
from honmono.mail.message.thread import subject as read_subject

_READ: Final = frozenset(
    {"from", "sender", "reply-to", "to", "cc", "date", "subject", "message-id"}
)
"""Fields that are read with the mail, if only for their defects."""

_LENGTHS: Final = frozenset(map(len, _READ))
"""Names of another length need not be read."""


def read_mailboxes(
    fields: Sequence[bytes],
) -> tuple[tuple[Address, ...], tuple[Defect, ...]]:
    """Read every mailbox of all fields of one name that is not From."""
    found: list[Address] = []
    defects: list[Defect] = []
    for value in fields:
        if len(found) >= MAX_ADDRESSES:
            defects.append(Defect.TOO_MANY_ADDRESSES)
            break
        mailboxes, _, wrong = read_addresses(value)
        found += mailboxes
        if wrong:
            defects += [defect for defect in wrong if defect not in AMBIGUOUS_FROM]
    return tuple(found), tuple(defects)


def is_short(field: bytes) -> bool:
    """Is it certain that `read_mailboxes` finds no defect in it?

    What is wrong with an address matters in From alone; what is left are bounds.  Then
    To and Cc need not be read before somebody asks for them.
    """
    if len(field) < MAX_ADDRESSES:
        return True
    borders = sum(map(field.count, (b",", b";", b":", b"<", b">")))
    return borders < MAX_ADDRESSES and len(field) < MAX_PIECES


class Fields:
    """The fields of one mail; what is wrong goes to `defects`."""

    def __init__(self, headers: Sequence[Header], defects: list[Defect]) -> None:
        self._values: dict[str, list[bytes]] = {}
        self._defects = defects
        for header in headers:  # unpacking all forty takes twice as long
            if len(header[0]) in _LENGTHS and (name := header[0].lower()) in _READ:
                self._values.setdefault(name, []).append(header[1])

    def all(self, name: str) -> Sequence[bytes]:
        """The raw values of one name, from the top."""
        return self._values.get(name, ())

    def authors(self) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
        """Read every author of every From field, and whom others could take for one."""
        fields = self.all("from")
        if len(fields) != 1:
            self._defects.append(Defect.FROM_TWICE if fields else Defect.NO_FROM)
        authors: list[Address] = []
        others: list[Address] = []
        for value in fields:
            if len(authors) >= MAX_ADDRESSES:
                self._defects.append(Defect.TOO_MANY_ADDRESSES)
                break
            field = read_addresses(value)
            self._defects += field.defects
            authors += field.mailboxes
            others += field.others
        return self._few(authors), self._few(others)

    def writers(self, name: str) -> tuple[Address, ...]:
        """Read every mailbox of Sender or Reply-To."""
        if name not in self._values:
            return ()
        found, defects = read_mailboxes(self._values[name])
        self._defects += defects
        return self._few(found)

    def check_recipients(self) -> None:
        """Note what is wrong in To and Cc, which are read when somebody asks."""
        for name in ("to", "cc"):
            if name in self._values:
                fields = self._values[name]
                if len(fields) > 1 or not is_short(fields[0]):
                    self._defects += read_mailboxes(fields)[1]

    def _few(self, writers: Sequence[Address]) -> tuple[Address, ...]:
        """Keep as many as a reader could take for somebody who writes; one at least."""
        if len(writers) < 2:
            return tuple(writers)
        left = MAX_WRITERS_TEXT
        for count, address in enumerate(writers):
            if left < 0:
                self._defects.append(Defect.TOO_MANY_ADDRESSES)
                return tuple(writers[:count])
            left -= len(address.name) + min(len(address.address), MAX_NAME)
        return tuple(writers)

    def message_id(self) -> str:
        """The mail's own Message-ID, without brackets."""
        fields = self.all("message-id")
        if len(fields) > 1:
            self._defects.append(Defect.MESSAGE_ID_TWICE)
        ids = message_ids(fields[0]) if fields else ()
        return ids[0] if ids else ""

    def date(self) -> datetime | None:
        """When it was written, as it says."""
        fields = self.all("date")
        date = parse_date(fields[0]) if fields else None
        if date is None:
            self._defects.append(Defect.DATE_UNREADABLE)
        return date

    def subject(self) -> Subject:
        """What it is about, taken apart."""
        fields = self.all("subject")
        if len(fields) > 1:
            self._defects.append(Defect.SUBJECT_TWICE)
        text, defects = decode_words(unfold(fields[0])) if fields else ("", ())
        self._defects += defects
        return read_subject(text)

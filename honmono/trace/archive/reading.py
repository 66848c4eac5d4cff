"""What of the sources is not stored yet, mail by mail, and how far each source is.

    mail/sato/inbox.mbox     as large and as old as last time      not opened
    mail/sato/sent.mbox      grew by three mails                   these three
    mail/abe/inbox.mbox      was packed                            all; most are copies

What comes out are mails, which say how far their source is read with them, and between
them notes of progress: whoever has stored all mails before a note may store the note, too.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from honmono.mail.source import (
    Access,
    MailRef,
    RawMail,
    Trouble,
    Unreadable,
    files,
    find_in,
    is_mailbox,
    stdin,
)
from honmono.mail.source import find as find_all
from honmono.mail.source.folder import Found
from honmono.trace.archive.entry import number_of
from honmono.trace.archive.progress import Progress, mark_of, progress_of
from honmono.trace.archive.script import PLAIN, Script

_new: Final = tuple.__new__
"""Makes a `Sought` in a third of the time that its name takes."""

_FLAGS: Final = re.compile(r":2,[A-Za-z]*\Z")
"""Of a mail in a Maildir, which its program changes when it was read or answered."""


class Sought(NamedTuple):
    """A mail that is to be stored, or what could not be read in its place."""

    origin: Progress
    """Its source, as that was before; key 0 when nothing is remembered of it."""

    found: MailRef | RawMail | Unreadable
    place: int = 0
    """Which of its source it is; 0 where `Progress` tells how far that is read."""

    script: Script = PLAIN
    """How the archive writes what it remembers."""

    @property
    def progress(self) -> Progress:
        """How far its source is read, when this mail and those before it are stored."""
        last = ""
        if isinstance(self.found, MailRef):
            last = self.script.text("mark", mark_of(self.found))
        return self.origin._replace(done=self.place, last=last)


class Passed(NamedTuple):
    """A file that has not changed since it was stored; or mails at a file's beginning."""

    size: int


class Empty(NamedTuple):
    """A file of 0 bytes in a folder: a mailbox of Thunderbird's that holds no mail."""

    path: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Knows what is stored."""

    database: sqlite3.Connection
    access: Access
    since: int = 0
    script: Script = PLAIN

    def read(
        self, mailbox: int, source: str
    ) -> Iterator[Sought | Progress | Passed | Empty]:
        """Yield what is new in one SOURCE of the command line."""
        if is_mailbox(source):
            yield from self._on_server(mailbox, source)
        elif source == stdin.NAME:
            for found in find_all(source, self.access):
                yield Sought(Progress(0, mailbox, 0, 0), found)
        else:
            for each in files(source):
                if isinstance(each, Unreadable):
                    yield Sought(Progress(0, mailbox, 0, 0), each)
                elif each.path != source and self._is_empty(each):
                    yield Empty(each.path)
                else:
                    yield from self._file(mailbox, each)

    # files

    def _file(self, mailbox: int, found: Found) -> Iterator[Sought | Progress | Passed]:
        key = self._key("file", str(mailbox), _lasting(found.path))
        size, changed = _stamp(found.path)
        known = progress_of(self.database, key)
        if known and known.since > self.since:
            known = None
        if known and known.whole and known.is_of(size, changed):
            yield Passed(size)
            return
        progress = Progress(key, mailbox, size, changed, since=self.since)
        behind = known.done if known and known.last else 0
        if known and behind and not self._still_there(found, known):
            behind = 0
        sought = None
        for count, each in enumerate(find_in(found, self.access), 1):
            if count > behind:
                sought = _new(Sought, (progress, each, count, self.script))
                yield sought
        yield (sought.progress if sought else progress)._replace(whole=True)

    def _is_empty(self, found: Found) -> bool:
        """Has the file no byte?  A message in a Maildir has lost them, and is told."""
        if found.size or found.is_message:
            return False
        first = next(find_in(found, self.access), None)
        return isinstance(first, Unreadable) and first.trouble is Trouble.EMPTY

    def _still_there(self, found: Found, known: Progress) -> bool:
        """Does the last mail that is stored lie where it lay?"""
        for count, each in enumerate(find_in(found, self.access), 1):
            if count == known.done:
                return isinstance(each, MailRef) and self._mark(each) == known.last
        return False

    def _key(self, *parts: str) -> int:
        return self.script.number(number_of(*parts))

    def _mark(self, found: MailRef) -> str:
        return self.script.text("mark", mark_of(found))

    # servers

    def _on_server(self, mailbox: int, address: str) -> Iterator[Sought | Progress]:
        from honmono.mail.source.imap import Mark, find_behind

        def key_of(url: str) -> int:
            return self._key("folder", str(mailbox), url)

        def stored(url: str) -> Mark:
            known = progress_of(self.database, key_of(url))
            if known is None or known.since > self.since:
                return Mark()
            return Mark(known.size, known.changed)

        for url, mark, each in find_behind(address, self.access, stored):
            if each is not None:
                yield Sought(Progress(key_of(url), mailbox, 0, 0), each)
            if mark.uidvalidity:
                yield Progress(
                    *(key_of(url), mailbox, mark.uidvalidity, mark.uid),
                    whole=each is None,
                    since=self.since,
                )


def _stamp(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)  # noqa: PTH116 (thousands of them)
    except (OSError, ValueError):
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _lasting(path: str) -> str:
    """A path that stays the same when a mail is read or answered."""
    return _FLAGS.sub("", os.path.abspath(path))  # noqa: PTH100

r"""Outlook's data file: a whole mailbox with its folders (`.pst`, `.ost`).

    21 42 44 4E …   →   archive.pst#0, archive.pst#1 …

The index counts mails, in the order of the folders.  Appointments, contacts and the like
are no mail; they are counted, and `Access.tell` hears how many there were.  The file is
read from its beginning in one worker; where the library that reads it breaks down over an
item, that item is named, and a fresh worker goes on behind it.

Needs the extra `pst`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from honmono.mail import sandbox
from honmono.mail.source import rebuild, sandboxed
from honmono.mail.source._core import Format, Opened, RawMail, Trouble, Unreadable

_MAGIC: Final = b"!BDN"
_JOB: Final = "honmono.mail.outlook.pst_jobs:mails_of_pst"
_NOT_INSTALLED: Final = (
    'an Outlook data file (.pst, .ost); to read it: pip install "honmono[pst]"'
)

MAX_BREAKDOWNS: Final = 8
"""Items over which a worker may break down before the rest of a file is given up."""

MAX_TIME_OUTS: Final = 2
"""The same for items that take longer than the sandbox allows."""

_SHOWN: Final = 200
"""Characters of what a worker says that people are shown."""


def fits(head: bytes) -> bool:
    """Does it begin as a data file ([MS-PST] §2.2.2.6)?"""
    return head.startswith(_MAGIC)


def find(opened: Opened) -> Iterator[RawMail | Unreadable]:
    """Yield the mails of the file, loaded: they cannot be had alone."""
    run = _Run(opened.source)
    while True:
        failure = yield from run.until_it_ends(opened)
        if failure is None:
            yield from run.end(opened)
            return
        if failure.kind in _OF_THE_FILE:
            yield _whole(opened, failure)
            return
        yield sandboxed.unreadable(run.next_source(), failure)
        if run.is_given_up(failure):
            detail = "reading broke down too often; the rest of the file was given up"
            yield Unreadable(run.next_source(), Trouble.BROKEN_CONTAINER, detail)
            return


_OF_THE_FILE: Final = frozenset(
    {
        sandbox.FailureKind.BROKEN,
        sandbox.FailureKind.NOT_INSTALLED,
        sandbox.FailureKind.NOT_SUPPORTED,
        sandbox.FailureKind.REFUSED,
    }
)
"""Failures that are about the whole file; the others hit one item."""


@dataclass(slots=True)
class _Run:
    """How far the reading of a file has come, over all its workers."""

    source: str
    index: int = 0
    """Of the next mail."""

    start: int = 0
    """Number of the next item, mail or not."""

    passed: Counter[str] = field(default_factory=Counter)
    failures: Counter[sandbox.FailureKind] = field(default_factory=Counter)

    def next_source(self) -> str:
        """Name the next mail."""
        self.index += 1
        return f"{self.source}#{self.index - 1}"

    def until_it_ends(
        self, opened: Opened
    ) -> Generator[RawMail | Unreadable, None, sandbox.Failure | None]:
        """Yield mails from one worker; return why it stopped, None at the end."""
        for found in sandbox.stream(_JOB, opened.file, start=str(self.start)):
            if isinstance(found, sandbox.Failure):
                self.start += 1  # behind the item over which it broke down
                return found
            label = _label_of(found)
            if label is None or label.number < self.start:
                detail = "the worker's answer makes no sense"
                return sandbox.Failure(sandbox.FailureKind.BROKEN, detail)
            self.start = label.number + 1
            if label.not_mail:
                self.passed[label.not_mail] += 1
            elif label.error:
                source = self.next_source()
                yield Unreadable(source, Trouble.BROKEN_CONTAINER, label.error)
            else:
                notes = rebuild.noted(label.notes)
                yield RawMail(found.data, self.next_source(), notes=notes)
        return None

    def is_given_up(self, failure: sandbox.Failure) -> bool:
        """Has it broken down too often?"""
        self.failures[failure.kind] += 1
        slow = self.failures[sandbox.FailureKind.TIMED_OUT]
        return slow >= MAX_TIME_OUTS or self.failures.total() >= MAX_BREAKDOWNS

    def end(self, opened: Opened) -> Iterator[Unreadable]:
        """Say what was passed over; a file without any mail is said to be empty."""
        counted = ", ".join(f"{what}: {n}" for what, n in self.passed.most_common())
        if not self.index:
            detail = "the data file holds no mail" + (
                f" ({counted})" if counted else ""
            )
            yield Unreadable(self.source, Trouble.EMPTY, detail)
        elif counted:
            line = f"{self.source}: passed over, as it is no mail: {counted}"
            opened.access.tell(line)


class _Label(NamedTuple):
    """What a worker says about an item; one that went wrong may say anything."""

    number: int
    notes: str
    not_mail: str
    error: str


def _label_of(item: sandbox.Item) -> _Label | None:
    """Read a label; None when it makes no sense."""
    try:
        said = json.loads(item.label)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("number"), int):
        return None
    texts = (said.get(key, "") for key in ("notes", "not_mail", "error"))
    notes, not_mail, error = ("".join(filter(str.isprintable, str(t))) for t in texts)
    return _Label(said["number"], notes[:_SHOWN], not_mail[:_SHOWN], error[:_SHOWN])


def _whole(opened: Opened, failure: sandbox.Failure) -> Unreadable:
    """The file cannot be read at all."""
    if failure.kind is sandbox.FailureKind.NOT_INSTALLED:
        return Unreadable(opened.source, Trouble.NOT_SUPPORTED, _NOT_INSTALLED)
    return sandboxed.unreadable(opened.source, failure)


FORMAT: Final = Format("pst", fits, find)

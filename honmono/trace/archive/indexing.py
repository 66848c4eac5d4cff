"""A run of the index: what is new in the sources is digested and stored, batch by batch.

    sources ──▶ reading ──▶ handfuls ──▶ digesting ──▶ writer
                what is     of mails     several       one
                new                      processes     process

Notes of progress travel beside the handfuls and are stored with the mails before them, so
that a run that is killed at any moment goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from honmono.engine import Failed, spread
from honmono.mail.source import Trouble, Unreadable
from honmono.trace.archive.digesting import (
    BYTES,
    MAILS,
    Mail,
    entries_of,
    prepare,
    weight,
)
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.joining import join_people
from honmono.trace.archive.progress import Progress
from honmono.trace.archive.reading import Passed, Reader, Sought
from honmono.trace.archive.segments import put_together
from honmono.trace.archive.writer import Writer


@dataclass
class Count:
    """What a run has done so far."""

    read: int = 0
    """Mails that were digested, copies among them."""

    unread: int = 0
    too_old: int = 0
    """Left out because of `since`."""

    files_passed: int = 0
    """Files that had not changed."""

    bytes: int = 0
    """Of what was read or passed over, for a bar."""

    complaints: deque[Unreadable] = field(default_factory=deque)
    """What could not be read, until somebody takes it to print it."""


_NOBODY: Final[Mapping[str, str]] = {}


def index(
    writer: Writer,
    sources: Iterable[tuple[int, str]],
    reader: Reader,
    *,
    jobs: int = 1,
    headers_only: bool = False,
    registered: Mapping[str, str] = _NOBODY,
) -> Iterator[Count]:
    """Store what is new; yield the count after each handful.

    What was added is stored when `writer.stored` says so, and all of it at the end.

    Args:
        writer: open.
        sources: (number of a mailbox, SOURCE).
        reader: knows what is stored, and how locked mail is got at.
        jobs: processes that digest.
        headers_only: no fingerprints of texts.
        registered: address → person, of our own people.

    Raises:
        EngineError: no worker could be started.
        sqlite3.Error: the disk is full, or fails.  What was stored before is stored.

    """
    count = Count()
    tickets: deque[list[Sought | Progress]] = deque()
    failed = set[int]()
    handfuls = _handfuls(sources, reader, tickets, count)
    for result in spread(
        entries_of,
        handfuls,
        jobs=jobs,
        weight=weight,
        initializer=_prepare,
        initargs=(headers_only,),
    ):
        entries = _lost(result) if isinstance(result, Failed) else result
        _take(writer, tickets.popleft(), entries, reader.since, count, failed)
        yield count
    for rest in tickets:  # progress behind the last mail
        _take(writer, rest, [], reader.since, count, failed)
    writer.flush()
    put_together(writer.database)
    join_people([writer.database], registered)
    yield count


def _prepare(headers_only: bool) -> None:
    prepare(headers_only=headers_only)


def _handfuls(
    sources: Iterable[tuple[int, str]],
    reader: Reader,
    tickets: deque[list[Sought | Progress]],
    count: Count,
) -> Iterator[tuple[Mail, ...]]:
    """Gather mails; beside each handful a ticket of what it is, in order."""
    ticket, mails, heavy = list[Sought | Progress](), list[Mail](), 0
    for mailbox, source in sources:
        for each in reader.read(mailbox, source):
            if isinstance(each, Passed):
                count.files_passed += 1
                count.bytes += each.size
                continue
            if isinstance(each, Sought):
                size = weight([each.found])
                if mails and (len(mails) >= MAILS or heavy + size > BYTES):
                    tickets.append(ticket)
                    yield tuple(mails)
                    ticket, mails, heavy = [], [], 0
                mails.append(each.found)
                heavy += size
            ticket.append(each)
    tickets.append(ticket)
    if mails:
        yield tuple(mails)


def _take(
    writer: Writer,
    ticket: Sequence[Sought | Progress],
    entries: Sequence[Entry | Unreadable],
    since: int,
    count: Count,
    failed: set[int],
) -> None:
    """Hand a handful to the writer."""
    results = iter(entries)
    for each in ticket:
        if isinstance(each, Progress):
            if each.key not in failed:  # else it is read again next time
                writer.note(each)
            continue
        entry = next(results)
        count.bytes += weight([each.found])
        if isinstance(entry, Unreadable):
            count.unread += 1
            count.complaints.append(entry)
            failed.add(each.key)
        elif 0 < entry.date < since:
            count.too_old += 1
        else:
            count.read += 1
            writer.add(each.mailbox, entry)
    if writer.is_full:
        writer.flush()


def _lost(failed: Failed[tuple[Mail, ...]]) -> list[Entry | Unreadable]:
    """The results of a handful whose worker died twice: nobody is silently missing."""
    detail = f"a worker process died at this or a mail beside it ({failed.reason})"
    return [Unreadable(mail.source, Trouble.INTERNAL, detail) for mail in failed.item]

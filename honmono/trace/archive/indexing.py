"""A run of the index: what is new in the sources is digested and stored, batch by batch.

    sources ──▶ reading ──▶ handfuls ──▶ digesting ──▶ writer
                what is     of mails     several       one
                new                      processes     process

Notes of progress travel beside the handfuls and are stored with the mails before them, so
that a run that is killed at any moment goes on where it was.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import length_hint
from typing import Final, NamedTuple

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
from honmono.trace.archive.joining import join_keyed, join_people
from honmono.trace.archive.progress import Progress
from honmono.trace.archive.reading import Empty, Passed, Reader, Sought
from honmono.trace.archive.segments import put_together
from honmono.trace.archive.writer import Writer


@dataclass
class Count:
    """What a run has done so far."""

    read: int = 0
    """Mails that were digested, copies among them."""

    unread: int = 0
    empty: int = 0
    """Files of 0 bytes in folders; nothing in them is unread."""

    too_old: int = 0
    """Left out because of `since`."""

    files_passed: int = 0
    """Files that had not changed."""

    bytes: int = 0
    """Of what was read or passed over, for a bar."""

    complaints: deque[Unreadable] = field(default_factory=deque)
    """What could not be read, until somebody takes it to print it."""


class Ticket(NamedTuple):
    """What a handful is, beside it."""

    notes: list[Sought | Progress]
    bytes: int


_ALLOCATIONS: Final = 500_000
"""New objects after which Python looks for circles; 700 is its own choice."""

_NOBODY: Final[Mapping[str, str]] = {}


def index(
    writer: Writer,
    sources: Iterable[tuple[int, str]],
    reader: Reader,
    *,
    jobs: int = 1,
    headers_only: bool = False,
    registered: Mapping[str, str] = _NOBODY,
    joins: bool = True,
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
        joins: tell whose addresses are whose; not for a partition, where it is told of
            all together.

    Raises:
        EngineError: no worker could be started.
        sqlite3.Error: the disk is full, or fails.  What was stored before is stored.

    """
    count = Count()
    tickets: deque[Ticket] = deque()
    failed = set[int]()
    handfuls = _handfuls(sources, reader, tickets, count)
    with collecting_seldom():
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
        if joins and writer.script.keyed:
            join_keyed([writer.database], writer.sightings, registered, writer.script)
        elif joins:
            join_people([writer.database], registered)
    yield count


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for circles of objects less often: entries have none.

    Each look goes through all that waits to be written, a tenth of a run's time.
    """
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    gc.freeze()  # what was there before is not looked through again and again
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _prepare(headers_only: bool) -> None:
    prepare(headers_only=headers_only)


def _handfuls(
    sources: Iterable[tuple[int, str]],
    reader: Reader,
    tickets: deque[Ticket],
    count: Count,
) -> Iterator[tuple[Mail, ...]]:
    """Gather mails; beside each handful a ticket of what it is, in order."""
    notes, mails, heavy = list[Sought | Progress](), list[Mail](), 0
    for mailbox, source in sources:
        for each in reader.read(mailbox, source):
            if isinstance(each, Sought):
                size = length_hint(each.found, 1)
                if mails and (len(mails) >= MAILS or heavy + size > BYTES):
                    tickets.append(Ticket(notes, heavy))
                    yield tuple(mails)
                    notes, mails, heavy = [], [], 0
                mails.append(each.found)
                heavy += size
            elif isinstance(each, Empty):
                count.empty += 1
                continue
            elif isinstance(each, Passed):
                count.files_passed += 1
                count.bytes += each.size
                continue
            notes.append(each)
    tickets.append(Ticket(notes, heavy))
    if mails:
        yield tuple(mails)


def _take(
    writer: Writer,
    ticket: Ticket,
    entries: Sequence[Entry | Unreadable],
    since: int,
    count: Count,
    failed: set[int],
) -> None:
    """Hand a handful to the writer."""
    results = iter(entries)
    last = dict[int, Sought]()
    for each in ticket.notes:
        if isinstance(each, Progress):
            last.pop(each.key, None)
            if each.key not in failed:  # else it is read again next time
                writer.note(each)
            continue
        entry = next(results)
        if each.place:
            last[each.origin.key] = each
        if isinstance(entry, Unreadable):
            count.unread += 1
            count.complaints.append(entry)
            failed.add(each.origin.key)
        elif 0 < entry.date < since:
            count.too_old += 1
        else:
            count.read += 1
            writer.add(each.origin.mailbox, entry)
    for key, each in last.items():
        if key not in failed:
            writer.note(each.progress)
    count.bytes += ticket.bytes
    if writer.is_full:
        writer.flush()


def _lost(failed: Failed[tuple[Mail, ...]]) -> list[Entry | Unreadable]:
    """The results of a handful whose worker died twice: nobody is silently missing."""
    detail = f"a worker process died at this or a mail beside it ({failed.reason})"
    return [Unreadable(mail.source, Trouble.INTERNAL, detail) for mail in failed.item]

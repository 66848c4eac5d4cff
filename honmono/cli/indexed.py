"""One run of `honmono index`: mailboxes are told, mail is stored, somebody hears of it."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from honmono.check.org import Organization
from honmono.cli._core import INTERRUPTED, SOME_UNREAD, USAGE, complain, stop
from honmono.cli.bar import Bar
from honmono.cli.zip_passwords import ZipPasswords
from honmono.engine import EngineError
from honmono.mail.source import Access
from honmono.text import harmless, say
from honmono.trace.archive import boxes as archived
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.forgetting import forget_in
from honmono.trace.archive.indexing import Count
from honmono.trace.archive.lock import LockedError
from honmono.trace.archive.script import Keyed
from honmono.trace.archive.status import status
from honmono.trace.archive.writer import Writer
from honmono.trace.people.directory import of_organization


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run is to do."""

    archive: Path
    sources: tuple[str, ...]
    mailbox: str
    """Whose the sources are; empty when they tell."""

    org: Organization | None
    since: int
    headers_only: bool
    jobs: int
    language: str
    key: bytes | None = field(default=None, repr=False)
    """Of a keyed archive."""

    partitions: int = 0
    on_ray: bool = False


class Stored(Protocol):
    """What was stored."""

    @property
    def stored(self) -> int:
        """Mails, copies among them."""
        ...

    @property
    def new(self) -> int:
        """Of these those that were not there."""
        ...


class Sums(Protocol):
    """What was not stored."""

    @property
    def files_passed(self) -> int:
        """Files that had not changed."""
        ...

    @property
    def too_old(self) -> int:
        """Mails older than `--since`."""
        ...

    @property
    def empty(self) -> int:
        """Files without a byte."""
        ...

    @property
    def unread(self) -> int:
        """What could not be read."""
        ...


def run(errand: Errand, access: Access) -> int:
    """Store what is new; return the exit status."""
    bar = Bar(
        errand.sources, errand.language, say("index", "progress", errand.language)
    )
    access = replace(
        access,
        password_for=ZipPasswords(errand.language, bar.aside).password_for,
        tell=lambda line: bar.complain(f"honmono: {line}\n"),
        expect=bar.expect,
    )
    boxes, nobody = boxes_of(errand, access)
    if not boxes:
        return USAGE
    count = Count()
    writer = Writer(errand.archive, errand.key)
    try:
        with writer, bar:
            for count in archived.stored(
                writer,
                boxes,
                access,
                errand.org,
                since=errand.since,
                headers_only=errand.headers_only,
                jobs=errand.jobs,
            ):
                while count.complaints:
                    each = count.complaints.popleft()
                    line = f"{harmless(each.source, 300)}: {harmless(str(each), 300)}"
                    bar.complain(f"honmono: {line}\n")
                bar.move(count.bytes, count.read)
    except (ArchiveError, LockedError) as error:
        stop(error.told(errand.language))
    except EngineError as error:
        stop(f"--jobs {errand.jobs}: {error}")
    except (sqlite3.Error, OSError) as error:
        complain(_not_stored(error, writer, errand))
        return SOME_UNREAD
    except KeyboardInterrupt:
        stored = f"{writer.stored:,}"
        complain(say("index", "interrupted", errand.language, count=stored))
        return INTERRUPTED
    sys.stdout.write(told(count, writer, errand))
    return SOME_UNREAD if count.unread or nobody else 0


def boxes_of(errand: Errand, access: Access) -> tuple[list[tuple[str, str]], list[str]]:
    """(Owner, source) of every mailbox, and the sources of which nobody knows it.

    The latter are named on standard error.
    """
    boxes, nobody = archived.boxes_of(
        errand.sources, errand.mailbox, errand.org, access
    )
    for source in nobody:
        complain(say("index", "whose", errand.language, source=source))
    return boxes, nobody


def _not_stored(error: Exception, writer: Writer, errand: Errand) -> str:
    """What could not be written, and what is safe."""
    return say(
        "index",
        "not-stored",
        errand.language,
        archive=errand.archive,
        error=error,
        count=f"{writer.stored:,}",
    )


def told(count: Sums, stored: Stored, errand: Errand) -> str:
    """The sums of a run, and how its owners are looked over."""
    language = errand.language
    lines = [
        say(
            "index",
            "done",
            language,
            stored=f"{stored.stored:,}",
            new=f"{stored.new:,}",
            copies=f"{stored.stored - stored.new:,}",
        )
    ]
    for key, number in (
        ("unchanged", count.files_passed),
        ("too-old", count.too_old),
        ("empty", count.empty),
        ("unread", count.unread),
    ):
        if number:
            lines.append(say("index", key, language, count=f"{number:,}"))
    if stored.new and not errand.mailbox:
        key = "look-over" if errand.org else "look-over-guessed"
        lines.append(say("index", key, language, archive=errand.archive))
    return "\n".join(lines) + "\n"


def forget_mailbox(
    archive: Path, mailbox: str, language: str, key: bytes | None = None
) -> int:
    """Take a mailbox out; return the exit status."""
    try:
        gone = forget_in(archive, mailbox, key)
    except (ArchiveError, LockedError) as error:
        stop(error.told(language))
    except sqlite3.Error as error:
        stop(f"{archive}: {error}; nothing was forgotten")
    line = say("index", "forgotten", language, mailbox=mailbox, count=f"{gone:,}")
    sys.stdout.write(line + "\n")
    return 0


def tell_status(
    archive: Path,
    language: str,
    org: Organization | None = None,
    key: bytes | None = None,
) -> int:
    """Print what an archive holds; return the exit status.

    Of a keyed one whoever has the key is told the mailboxes of people in `honmono.toml`.
    """
    try:
        found = status(archive)
    except ArchiveError as error:
        stop(error.told(language))
    lines = [
        say(
            "index",
            "status",
            language,
            messages=f"{found.messages:,}",
            boxes=f"{len(found.boxes):,}",
            people=f"{found.people:,}",
            size=f"{found.bytes / 1e6:,.1f}",
        )
    ]
    if found.partitions > 1:
        count = f"{found.partitions:,}"
        lines.append(say("index", "partitions", language, count=count))
    if found.last:
        first, last = (_day(each) for each in (found.first, found.last))
        lines.append(say("index", "span", language, first=first, last=last))
    registered = of_organization(org)[1] if org and key else ()
    ours = {Keyed(key).address(each): each for each in registered} if key else {}
    for box in found.boxes:
        line = f"{box.messages:>10,}  {harmless(ours.get(box.address, box.address))}"
        if box.unfinished:
            count = f"{box.unfinished:,}"
            line += "  " + say("index", "unfinished", language, count=count)
        lines.append(line)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()

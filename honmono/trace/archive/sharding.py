"""Mailboxes are indexed into several partitions at the same time, one writer each.

    manifest   sato → part 0, ito → part 1 …      `manifest.py`
    shards     one a partition: its new sources    here, by whichever engine
    joined     copies, and whose addresses are whose, over all partitions, at the end

A shard may be done twice, when its worker was killed: what the first one stored is there,
and the second goes on behind it.  So nothing is lost, and nothing is there twice.

A worker asks nobody for passwords: mail on servers and locked ZIP archives are indexed
into an archive without partitions.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from honmono.engine import Engine, shards
from honmono.mail.source import Access
from honmono.trace.archive import database as db
from honmono.trace.archive.copies import settle
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.indexing import Count, index
from honmono.trace.archive.joining import join_keyed, join_people
from honmono.trace.archive.keys import check_key, script_with, written
from honmono.trace.archive.lock import LockedError, awaited, locked
from honmono.trace.archive.manifest import Manifest
from honmono.trace.archive.manifest import write as write_manifest
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.writer import Writer

LOCK_WAIT: Final = 60.0
"""Seconds that the writer of a partition has to end when its run was killed.  On one
machine it ends at once; on a cluster when the cluster has seen that the run is gone."""

_NOBODY: Final[Mapping[tuple[str, str], int]] = {}

MOST_TOLD: Final = 1_000
"""Complaints of one shard that are handed back; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What one writer is to do."""

    folder: Path
    boxes: tuple[tuple[str, str], ...]
    """(Owner, source)."""

    since: int
    headers_only: bool
    language: str = "en"
    """Of an error."""

    key: bytes | None = None
    """Of a keyed archive."""

    def __repr__(self) -> str:
        """As an error names it, without the key."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Written:
    """What one writer has done."""

    stored: int = 0
    new: int = 0
    files_passed: int = 0
    too_old: int = 0
    empty: int = 0
    unread: int = 0
    complaints: tuple[tuple[str, str], ...] = ()
    """(Source, why it could not be read)."""

    error: str = ""
    """Why it ended before its end; what it had stored is stored."""

    sightings: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False)
    """(Address, name) as they were seen, how often; only where they are keyed."""

    def with_(self, other: Written) -> Written:
        """Both together; complaints are not kept."""
        return Written(
            *(self.stored + other.stored, self.new + other.new),
            self.files_passed + other.files_passed,
            self.too_old + other.too_old,
            self.empty + other.empty,
            self.unread + other.unread,
            error=self.error or other.error,
            sightings=self.sightings + other.sightings,
        )


def write_shard(shard: Shard) -> Written:
    """Index into one partition; whatever goes wrong is a value."""
    count, told = Count(), list[tuple[str, str]]()
    writer = Writer(shard.folder, shard.key, is_part=True)
    error = ""
    try:
        awaited(shard.folder, LOCK_WAIT)  # he who was killed at it may be dying yet
        with writer:
            boxes = [(writer.mailbox(who), source) for who, source in shard.boxes]
            reader = Reader(writer.database, Access(), shard.since, writer.script)
            for count in index(
                writer, boxes, reader, headers_only=shard.headers_only, joins=False
            ):
                told += _complaints(count, MOST_TOLD - len(told))
    except (ArchiveError, LockedError) as problem:
        error = f"{shard.folder}: {problem.told(shard.language)}"
    except (sqlite3.Error, OSError) as problem:
        error = f"{shard.folder}: {problem}"
    return Written(
        *(writer.stored, writer.new),
        *(count.files_passed, count.too_old, count.empty, count.unread),
        tuple(told),
        error,
        writer.sightings,
    )


def _complaints(count: Count, room: int) -> list[tuple[str, str]]:
    told = [(each.source, str(each)) for each in count.complaints]
    count.complaints.clear()
    return told[: max(room, 0)]


def index_shards(
    archive: Path,
    manifest: Manifest,
    boxes: Sequence[tuple[str, str]],
    *,
    since: int = 0,
    headers_only: bool = False,
    language: str = "en",
    jobs: int = 1,
    engine: Engine | None = None,
    key: bytes | None = None,
) -> Iterator[Written]:
    """Index into all partitions; yield what each writer has done, in order.

    Raises:
        ArchiveError: a partition has another key.  Nothing has been stored.
        ShardError: a shard failed in a way that its writer could not tell.
        EngineError: no worker could be started.

    """
    by_part = list[list[tuple[str, str]]]([] for _ in range(manifest.parts))
    for who, source in boxes:
        by_part[manifest.mailboxes[written(who, key)].part].append((who, source))
    check_key(archive, manifest, key)
    todo = [
        Shard(folder.absolute(), tuple(mine), since, headers_only, language, key)
        for folder, mine in zip(manifest.folders(archive), by_part, strict=True)
    ]
    yield from shards(write_shard, todo, jobs=jobs, engine=engine)


def join_partitions(
    archive: Path,
    manifest: Manifest,
    registered: Mapping[str, str],
    key: bytes | None = None,
    sightings: Mapping[tuple[str, str], int] = _NOBODY,
) -> None:
    """Make one archive of all partitions: copies are one message, and people are joined.

    Args:
        archive: its folder.
        manifest: what it is made of; afterwards it says that this was done.
        registered: address → person, of our own people.
        key: of a keyed archive.
        sightings: (address, name) → how often this run saw them; of a keyed archive.

    Raises:
        ArchiveError, LockedError: a partition cannot be written.

    """
    with ExitStack() as stack:
        databases = list[sqlite3.Connection]()
        for folder in manifest.folders(archive):
            stack.enter_context(locked(folder))
            databases.append(db.opened(folder, writing=True))
            stack.callback(databases[-1].close)
        settle(databases, list(manifest.mailboxes))
        if key is None:
            join_people(databases, registered)
        else:
            join_keyed(databases, sightings, registered, script_with(key))
        write_manifest(archive, replace(manifest, joined=True))

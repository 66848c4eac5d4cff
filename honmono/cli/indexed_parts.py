"""One run of `honmono index` into an archive with partitions.

    honmono index --archive DIR --partitions 8 --jobs 8 /backup/mailboxes

Whose mail is whose is told first, in this process; then each partition has a writer.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from honmono.cli._core import INTERRUPTED, SOME_UNREAD, USAGE, complain, stop
from honmono.cli.cluster import engine_of
from honmono.cli.indexed import Errand, boxes_of, told
from honmono.engine import EngineError, ShardError
from honmono.mail.source import Access, is_mailbox, stdin, survey
from honmono.text import harmless, say
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import check_key, written
from honmono.trace.archive.lock import LockedError, awaited, locked
from honmono.trace.archive.manifest import begun, write
from honmono.trace.archive.sharding import (
    LOCK_WAIT,
    Written,
    index_shards,
    join_partitions,
)
from honmono.trace.people.directory import of_organization


def run(errand: Errand, access: Access) -> int:
    """Store what is new; return the exit status."""
    for source in errand.sources:
        if is_mailbox(source) or source == stdin.NAME:
            stop(say("index", "asks-nobody", errand.language, source=source))
    boxes, nobody = boxes_of(errand, access)
    if not boxes:
        return USAGE
    try:
        begun(errand.archive, errand.partitions)  # makes the folder, for the lock
        with locked(errand.archive):
            done = _indexed(errand, boxes)
    except (ArchiveError, LockedError) as error:
        stop(error.told(errand.language))
    except EngineError as error:
        stop(f"--jobs {errand.jobs}: {error}")
    except ShardError as error:
        complain(say("index", "partition-failed", errand.language, error=error))
        return SOME_UNREAD
    except KeyboardInterrupt:
        complain(say("index", "partitions-interrupted", errand.language))
        return INTERRUPTED
    sys.stdout.write(told(done, done, errand))
    return SOME_UNREAD if done.unread or done.error or nobody else 0


def _indexed(errand: Errand, boxes: Sequence[tuple[str, str]]) -> Written:
    sizes = Counter[str]()
    for who, source in boxes:
        sizes[written(who, errand.key)] += survey(source)
    manifest = begun(errand.archive, errand.partitions).with_mailboxes(sizes)
    check_key(errand.archive, manifest, errand.key)
    write(errand.archive, replace(manifest, joined=False))
    for folder in manifest.folders(errand.archive):
        awaited(folder, LOCK_WAIT, lambda busy: _told_to_wait(busy, errand.language))
    done = Written()
    for part in index_shards(
        errand.archive,
        manifest,
        boxes,
        since=errand.since,
        headers_only=errand.headers_only,
        language=errand.language,
        key=errand.key,
        jobs=errand.jobs,
        engine=engine_of(errand.jobs if errand.jobs > 1 else 0)
        if errand.on_ray
        else None,
    ):
        for source, why in part.complaints:
            complain(f"{harmless(source, 300)}: {harmless(why, 300)}")
        if part.error:
            complain(
                say("index", "partition-failed", errand.language, error=part.error)
            )
        done = done.with_(part)
    if not done.error:
        registered = of_organization(errand.org)[1] if errand.org else {}
        join_partitions(
            errand.archive, manifest, registered, errand.key, done.sightings
        )
    return done


def _told_to_wait(busy: LockedError, language: str) -> None:
    """We have the lock of the archive, so he who has a partition's lost his run."""
    complain(say("index", "waits", language, folder=busy.folder, who=busy.who))

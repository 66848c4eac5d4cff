"""A folder or share into which scanners write: looked at again and again, never changed.

look         every 30 s: what is new, and has it stopped growing?
take_steady  a job: reads each such file once, and leaves it where it is

Off unless settings.toml has `[sweep] watch = "/path"`.  A file is read when two looks saw
the same size and time; one that is written over is read again.  Links are not followed, and
nothing in a name is believed.  No watching by the system is needed: that does not work over
shares.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from honmono.config import ConfigError, load_settings
from honmono.sweep.importers._core import LARGEST
from honmono.web.jobs import services as jobs
from honmono.web.jobs.running import Run
from honmono.web.sweep import services, storing
from honmono.web.sweep.importing import found_in, zone_of_all
from honmono.web.sweep.knowing import known_or_published
from honmono.web.sweep.linking import pieces
from honmono.web.sweep.members import About
from honmono.web.sweep.models import WatchedFile, Way
from honmono.web.sweep.storing import Brought

log = logging.getLogger(__name__)

MOST: Final = 200_000
"""Files of the folder that are looked at."""

_FINAL: Final = ("too-large", "no-file", "elsewhere")
_DEEP: Final = 8
_LONGEST: Final = 400
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the folder lists it."""

    name: str
    size: int
    modified: int


def folder() -> Path | None:
    """What is watched; None: nothing, as long as nobody says so."""
    try:
        given = load_settings(Path(settings.HOME)).watch
    except ConfigError as error:
        log.warning("settings.toml: the folder of results is not watched: %s", error)
        return None
    return Path(given) if given else None


def look(now: datetime) -> None:
    """Note what is there; where something has stopped growing, have it read."""
    place = folder()
    if place is None:
        return
    for some in pieces(list(listed(place))):
        _note(some, now)
    if _to_read().exists():
        jobs.put("sweep-folder", "sweep-folder", now=now)


def listed(place: Path) -> Iterator[Seen]:
    """Files below a folder, so many at the most; what cannot be listed is left out."""
    left, waiting = MOST, [(place, 0)]
    while waiting:
        where, deep = waiting.pop()
        try:
            entries = sorted(os.scandir(where), key=lambda entry: entry.name)
        except OSError as error:
            log.warning("a folder of results cannot be listed: %s", error.strerror)
            continue
        for entry in entries:
            seen = _seen(entry, place)
            if seen is not None:
                yield seen
                left -= 1
                if not left:
                    log.warning("the folder of results holds more than %s files", MOST)
                    return
            elif deep < _DEEP and _is_folder(entry):
                waiting.append((Path(entry.path), deep + 1))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_link(entry)
    except OSError:
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Windows has links of several kinds; all are marked as such."""
    found = entry.stat(follow_symlinks=False)
    marks = getattr(found, "st_file_attributes", 0)
    return bool(marks & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400))


def _seen(entry: os.DirEntry[str], place: Path) -> Seen | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or _is_link(entry):
        return None
    name = Path(entry.path).relative_to(place).as_posix()
    if len(name) > _LONGEST or not name.isprintable():
        return None
    return Seen(name, found.st_size, found.st_mtime_ns)


def _note(some: Sequence[Seen], now: datetime) -> None:
    """Compare with what the look before saw."""
    names = [one.name for one in some]
    known = {row.name: row for row in WatchedFile.objects.filter(name__in=names)}
    new, changed = [], []
    for one in some:
        row = known.get(one.name)
        if row is None:
            new.append(_row(one, now))
        elif (row.size, row.modified) != (one.size, one.modified):
            row.size, row.modified, row.seen = one.size, one.modified, now
            row.steady, row.sha256, row.trouble = False, "", ""
            changed.append(row)
        elif not row.steady and row.seen < now:
            row.steady = True
            changed.append(row)
    WatchedFile.objects.bulk_create(new, ignore_conflicts=True)
    fields = ["size", "modified", "seen", "steady", "sha256", "trouble"]
    WatchedFile.objects.bulk_update(changed, fields, batch_size=100)


def _row(one: Seen, now: datetime) -> WatchedFile:
    return WatchedFile(name=one.name, size=one.size, modified=one.modified, seen=now)


def _to_read() -> QuerySet[WatchedFile]:
    return WatchedFile.objects.filter(steady=True, sha256="")


def take_steady(run: Run) -> None:
    """Read what has stopped growing, each file once."""
    place = folder()
    if place is None:
        return
    run.total(run.job.done + _to_read().count())
    while rows := list(_to_read().order_by("pk")[:_AT_ONCE]):
        now = timezone.now()
        about = About(
            now,
            zone_of_all(),
            keys=services.keys(now),
            columns=services.columns(),
            knowledge=known_or_published(),
        )
        for row in rows:
            _take(run, place, row, about)


def _take(run: Run, place: Path, row: WatchedFile, about: About) -> None:
    """Read one; what it says and that it was read are stored together."""
    data, trouble = _read(place, row)
    if trouble:
        with run.step(1):
            _put_off(row, trouble, about.received)
        return
    brought = Brought(Way.FOLDER, "", about.received)
    batches = list(services.batches(found_in(row.name, data, about)))
    *first, last = batches
    for batch in first:
        with run.step():
            storing.store(batch, brought)
    with run.step(1):
        *_, itself = storing.store(last, brought)
        mine = WatchedFile.objects.filter(pk=row.pk)
        mine.update(sha256=itself.sha256, trouble="")


def _put_off(row: WatchedFile, trouble: str, now: datetime) -> None:
    """It is looked at again, or never as it is; a trouble is told once."""
    mine = WatchedFile.objects.filter(pk=row.pk)
    if trouble in _FINAL:
        mine.update(sha256="-", trouble=trouble)
    elif trouble == "changed":
        mine.update(steady=False, seen=now)
    else:
        mine.update(steady=False, seen=now, trouble=trouble)
    if trouble not in ("changed", row.trouble):
        log.warning("a file of the folder of results: %s (%s)", trouble, row.pk)


def _read(place: Path, row: WatchedFile) -> tuple[bytes, str]:
    """Its bytes, or a code: why not."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)  # a pipe in its place would wait for ever
    if row.size > LARGEST:
        return b"", "too-large"
    try:
        path = place / row.name
        if path.parent.resolve() != (place.resolve() / row.name).parent:
            return b"", "elsewhere"  # a folder became a link meanwhile
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return b"", "no-file"
            if (found.st_size, found.st_mtime_ns) != (row.size, row.modified):
                return b"", "changed"  # the next look sees it anew
            data = file.read(LARGEST + 1)
    except OSError:
        return b"", "unreadable"
    return (data, "") if len(data) == row.size else (b"", "changed")

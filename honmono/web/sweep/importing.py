"""Jobs: files that somebody handed in, and files that are kept and wait, are read.

Each may be killed at any moment and is then called again.  What a step has stored is there;
a file that is read a second time is known by its bytes and counts once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from honmono.sweep.importers._core import LARGEST
from honmono.sweep.importers.bundle import is_bundle
from honmono.text import say
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.sweep import services, storing
from honmono.web.sweep.collecting import seldom
from honmono.web.sweep.knowing import known_or_published
from honmono.web.sweep.members import About, Packed
from honmono.web.sweep.models import ReportFile, Way
from honmono.web.sweep.reading import Prepared, unread
from honmono.web.sweep.storing import Brought

_READ_AT_ONCE: Final = 200
"""Waiting files that are looked up together."""


def import_files(run: Run) -> None:
    """Take in a file that somebody handed in: a report, or a ZIP of reports.

    Its payload: `token` of `cases/handed_in`, `name`, and where they are known `host`,
    `operator`, `way` and `language`.
    """
    given = run.payload
    path = handed_in.path_of(str(given["token"]))
    if path is None:
        if "files" in run.job.result:
            return  # the worker that took it in died before it could say so
        raise FailedJobError(_word(given, "file-gone"))
    if path.stat().st_size > LARGEST:
        handed_in.drop(str(given["token"]))
        raise FailedJobError(_word(given, "file-too-large", most=LARGEST >> 20))
    brought = Brought(Way(given.get("way", Way.DROPPED)), run.job.by, run.job.created)
    found = found_in(str(given.get("name", "")), path.read_bytes(), _about(run))
    counts = {"new": 0, "scans": 0, "troubled": 0, **run.job.result}
    rest = islice(found, run.job.done, None)  # those of earlier steps are there
    for batch in services.batches(rest):
        with seldom(), run.step(len(batch)):
            _count(counts, _store(batch, brought))
            run.result(**counts)
    run.result(**{**counts, "files": run.job.done})  # said before, where one died since
    handed_in.drop(str(given["token"]))


def read_waiting(run: Run) -> None:
    """Read the files that are kept and that nobody has read, the oldest first."""
    rows = ReportFile.objects.filter(waiting=True).order_by("pk")
    run.total(run.job.done + rows.count())
    while ids := list(rows.values_list("pk", "size")[:_READ_AT_ONCE]):
        for some in _by_size(ids):
            _fill(run, list(rows.filter(pk__in=some).select_related("kit__case")))


def _fill(run: Run, rows: list[ReportFile]) -> None:
    read = list[tuple[int, Prepared]]()
    for row in rows:
        *others, itself = _found_in_row(row)
        if others:  # a ZIP: its members first, so that it waits until they are stored
            brought = Brought(Way(row.way), row.by, row.at, row.kit)
            for batch in services.batches(others):
                with run.step():
                    _store(batch, brought)
        read.append((row.pk, itself))
    with run.step(len(read)):
        storing.fill(read, timezone.now())


def _store(batch: list[Prepared], brought: Brought) -> list[storing.Taken]:
    """What came in while a file waited for its job counts, too."""
    return storing.store(batch, replace(brought, judged=timezone.now()))


def _found_in_row(row: ReportFile) -> Iterator[Prepared]:
    about = about_row(row)
    try:
        data = zlib.decompress(bytes(row.content))
    except zlib.error:  # a fault of the disk, or of a restore; the row stays as it is
        return iter([unread(about.file(row.name, b""))])
    return found_in(row.name, data, about)


def found_in(name: str, data: bytes, about: About) -> Iterator[Prepared]:
    """The file itself, or of a ZIP its members and then itself."""
    if not is_bundle(data):
        return services.read_all([about.file(name, data)])
    packed = Packed(name, data, about)
    return chain(services.read_all(packed.files), _last(packed))


def _last(packed: Packed) -> Iterator[Prepared]:
    yield packed.itself()


def _by_size(ids: list[tuple[int, int]]) -> Iterator[list[int]]:
    """So that no more is in memory than one turn's bytes, or one file."""
    batch, size = list[int](), 0
    for pk, length in ids:
        batch.append(pk)
        size += length
        if size >= services.BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def about_row(row: ReportFile) -> About:
    """What is known of a file that is kept; its keys are those of when it came."""
    return About(
        received=row.at,
        zone=_zone(row.kit.case if row.kit else None),
        keys=services.keys(row.at),
        columns=services.columns(),
        knowledge=known_or_published(),
    )


def _about(run: Run) -> About:
    given = run.payload
    return About(
        received=run.job.created,
        zone=_zone(Case.objects.filter(name=run.job.case).first()),
        host=str(given.get("host", "")),
        operator=str(given.get("operator", "")),
        keys=services.keys(run.job.created),
        columns=services.columns(),
        knowledge=known_or_published(),
    )


def zone_of_all() -> ZoneInfo:
    """Of times in files that belong to no incident: of the newest that is open."""
    return _zone(Case.objects.filter(closed=None).order_by("pk").last())


def _zone(case: Case | None) -> ZoneInfo:
    zone = None if case is None else zone_of(case)
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("Asia/Tokyo")


def _count(counts: dict[str, Any], taken: list[storing.Taken]) -> None:
    counts["new"] += sum(one.new for one in taken)
    counts["scans"] += sum(one.scans for one in taken if one.new)
    counts["troubled"] += sum(bool(one.troubles) for one in taken)


def _word(given: dict[str, Any], key: str, **values: object) -> str:
    return say("web/sweep_kits", key, str(given.get("language", "ja")), **values)

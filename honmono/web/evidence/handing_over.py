"""What goes into a file for others: one state of the incident, from its tables.

    snapshot(case.pk)  → incident, log, values, as they were at one moment
    files_of(…)        → what stands in a bundle, or beside the incident in a folder

Values can be erased later, and a log that says so would not fit them, so both are read
while the incident's row is held.  Originals and lists never change and are streamed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import transaction

from honmono.incident.evidence import durable
from honmono.incident.evidence.bundle import Source, original
from honmono.incident.evidence.chain import Head
from honmono.incident.evidence.manifest import INCIDENT, LOG, VALUES
from honmono.incident.evidence.place import EvidenceError
from honmono.web.cases import lists, log
from honmono.web.cases.models import Case, ListFile, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import locked


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An incident at one moment."""

    case: Case
    incident: bytes
    log: bytes
    values: bytes
    head: Head
    originals: tuple[str, ...]
    lists: tuple[ListFile, ...]


@transaction.atomic
def snapshot(case_id: int) -> Snapshot:
    """The incident as it is now; nobody changes it meanwhile."""
    case = locked(case_id)
    kept = Original.objects.filter(case=case).order_by("sha256")
    incident = incident_of(case)
    named = (lists.file_of(case, incident, one.name) for one in incident.lists)
    return Snapshot(
        case,
        case.content.encode(),
        b"".join(log.lines(case)),
        b"".join(log.values(case)),
        Head(case.log_number, case.log_hash),
        tuple(kept.values_list("sha256", flat=True)),
        tuple(each for each in named if each is not None),
    )


def sources(shot: Snapshot, heard: Callable[[], None]) -> Iterator[Source]:
    """Yield every file, as a bundle names it; `heard` is called for each piece of one."""
    yield _of(INCIDENT, shot.incident)
    yield _of(LOG, shot.log)
    yield _of(VALUES, shot.values)
    store = store_of(shot.case.name)
    for sha256 in shot.originals:
        source = original(store, sha256)
        yield source._replace(chunks=partial(_heard, source.chunks, heard))
    for file in shot.lists:
        size = sum(map(len, lists.lines_of(file)))
        name = f"lists/{file.name}-{file.sha256}.jsonl"
        yield Source(name, size, partial(lists.lines_of, file))


def _heard(
    chunks: Callable[[], Iterable[bytes]], heard: Callable[[], None]
) -> Iterator[bytes]:
    for chunk in chunks():
        heard()
        yield chunk


def write_folder(
    shot: Snapshot, out: Path, heard: Callable[[], None]
) -> tuple[int, list[EvidenceError]]:
    """Write the incident as a folder in a ZIP: `ID.json`, and `ID/…` beside it.

    Args:
        shot: its state.
        out: the file.
        heard: called for each piece that is read.

    Returns:
        How many files there are in it, and which originals could not be read.

    Raises:
        OSError: the disk is full, or away.

    """
    name, count, lost = shot.case.name, 0, list[EvidenceError]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for source in sources(shot, heard):
            inside = f"{name}.json" if source.name == INCIDENT else source.name
            path = inside if source.name == INCIDENT else f"{name}/{inside}"
            try:
                _check(source)
            except EvidenceError as error:
                lost.append(error)
                continue
            with archive.open(path, "w", force_zip64=True) as file:
                for chunk in source.chunks():
                    file.write(chunk)
            count += 1
    durable.sync_file(out)
    return count, lost


def _check(source: Source) -> None:
    """An original is read once before: half of a damaged one would be in the ZIP."""
    if source.name.startswith("originals/"):
        for _ in source.chunks():
            pass


def _of(name: str, content: bytes) -> Source:
    def chunks() -> Iterable[bytes]:
        return (content,)

    return Source(name, len(content), chunks)

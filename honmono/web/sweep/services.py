"""What can be done with PCs and results.  Every write to them passes through this file.

    put_pc(pc, …)       a PC of the list is added or changed
    take(files, …)      files of results are kept, read, and their PCs judged anew

Reading a file happens before a transaction; what it says is stored in one, with its bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from honmono.sweep.importers import Read, ReportFile, read
from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_as_json, pc_from_json
from honmono.sweep.scan import Outcome, scan_as_json
from honmono.sweep.scan import Scan as ScanValue
from honmono.web.sweep import models
from honmono.web.sweep.judging import judge
from honmono.web.sweep.models import Kit, Pc, PcChange, PcMark, Scan, Sweep, Way


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought something, by which way, when."""

    way: Way
    by: str
    now: datetime
    kit: Kit | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    name: str
    sha256: str
    new: bool
    """False: the same bytes had come before, and count once."""

    format: str
    scans: int
    troubles: tuple[dict[str, Any], ...]


@transaction.atomic
def put_pc(value: PcValue, what: str, *, by: str, now: datetime) -> Pc:
    """Add a PC, or change the one of that id; its scans are found anew."""
    text = pc_as_json(value)
    row = Pc.objects.select_for_update().filter(key=value.id).first()
    before = row.value if row else ""
    if row is None:
        row = Pc(key=value.id, version=0)
    row.host, row.office, row.value = value.host, value.office, text
    row.version, row.changed = row.version + 1, now
    row.save()
    PcChange.objects.create(pc=row, at=now, by=by, what=what, before=before)
    old = set(PcMark.objects.filter(pc=row).values_list("mark", flat=True))
    new = set(value.marks())
    PcMark.objects.filter(pc=row, mark__in=old - new).delete()
    PcMark.objects.bulk_create(PcMark(pc=row, mark=mark) for mark in sorted(new - old))
    touched = _link(old | new)
    for sweep in Sweep.objects.filter(case__closed=None):
        judge(sweep, {row.pk, *touched}, now)
    return row


def take(files: Sequence[ReportFile], brought: Brought) -> list[Taken]:
    """Keep files of results, and judge the PCs that they speak of anew.

    What cannot be read is kept with its trouble; nothing of it counts.
    """
    found = [
        (file, hashlib.sha256(file.data).hexdigest(), read(file)) for file in files
    ]
    with transaction.atomic():
        return _store(found, brought)


def _store(found: list[tuple[ReportFile, str, Read]], brought: Brought) -> list[Taken]:
    taken, marks = [], set[str]()
    for file, sha256, result in found:
        row, new = models.ReportFile.objects.get_or_create(
            sha256=sha256, defaults=_file(file, result, brought)
        )
        if new:
            Scan.objects.bulk_create(
                _scan(row, n, scan) for n, scan in enumerate(result.scans)
            )
            marks |= {host_mark(scan.host) for scan in result.scans}
        taken.append(
            Taken(file.name, sha256, new, row.format, row.scans, tuple(row.troubles))
        )
    touched = _link(marks)
    for sweep in Sweep.objects.filter(case__closed=None):
        judge(sweep, touched, brought.now)
    return taken


def _file(file: ReportFile, result: Read, brought: Brought) -> dict[str, Any]:
    return {
        "name": file.name[:255],
        "size": len(file.data),
        "content": zlib.compress(file.data),
        "at": brought.now,
        "way": brought.way,
        "by": brought.by,
        "kit": brought.kit,
        "format": result.format,
        "scans": len(result.scans),
        "troubled": bool(result.troubles),
        "troubles": [
            {"code": t.code, "place": t.place, "values": dict(t.values)}
            for t in result.troubles
        ],
    }


def _scan(file: models.ReportFile, item: int, scan: ScanValue) -> Scan:
    return Scan(
        file=file,
        item=item,
        mark=host_mark(scan.host),
        product=scan.product,
        at=scan.at,
        found=scan.outcome in (Outcome.FOUND, Outcome.REMOVED) or bool(scan.detections),
        value=scan_as_json(scan),
    )


def _link(marks: Iterable[str]) -> set[int]:
    """Find the PC of every scan with one of these marks; the PCs that it changes for."""
    touched = set[int]()
    for mark in sorted(set(marks) - {""}):
        pcs = list(
            Pc.objects.select_for_update().filter(marks__mark=mark).order_by("pk")
        )
        scans = Scan.objects.filter(mark=mark)
        touched |= set(scans.exclude(pc=None).values_list("pc_id", flat=True))
        touched |= {pc.pk for pc in pcs}
        scans.update(pc=pcs[0] if len(pcs) == 1 else None)
    return touched


def pc_of(row: Pc) -> PcValue:
    """The value of a row."""
    return pc_from_json(row.value)

"""What can be done with PCs and results.  Every write to them passes through here.

    put_pc(pc, …)       a PC of the list is added or changed; `put_pcs` many of them
    take(files, …)      files of results are kept, read, and their PCs judged anew
    keep(file, …)       one file is kept; a job reads it
    put_rule(case, …)   what scans of an incident are held against

Files are read before a turn begins; what they say is stored in one, with their bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction

from honmono.engine import Failed, spread
from honmono.sweep.importers import ReportFile, about
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_as_json, pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.base.searched import folded
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.sweep import models
from honmono.web.sweep.ahead import ahead
from honmono.web.sweep.basis import basis
from honmono.web.sweep.bulk import put_new
from honmono.web.sweep.collecting import seldom
from honmono.web.sweep.errors import PcChangedError
from honmono.web.sweep.judging import judge_in_all
from honmono.web.sweep.linking import link, pieces
from honmono.web.sweep.models import ColumnMap, Kit, Pc, PcChange, PcMark, Sweep
from honmono.web.sweep.reading import Prepared, plain, prepare, unread
from honmono.web.sweep.storing import AT_ONCE, Brought, Taken, store
from honmono.web.sweep.turns import my_turn

__all__ = [
    "Brought",
    "Taken",
    "columns",
    "keep",
    "keys",
    "pc_of",
    "put_pc",
    "put_pcs",
    "put_rule",
    "take",
]

BATCH_BYTES: Final = 16 * 2**20
"""Of the files of one turn."""

MOST_SCANS: Final = 2_000
"""After which a turn takes no further file; a list of a console holds very many."""


def put_pc(
    value: PcValue, what: str, *, by: str, now: datetime, version: int | None = None
) -> Pc:
    """Add a PC, or change the one of that id; its scans are found anew.

    Args:
        value: as it is from now on.
        what: a code for the list of changes: `added`, `changed`, `excepted` …
        by: who does it.
        now: aware, UTC.
        version: of the PC that whoever does it had before him; None: whatever it is.

    Raises:
        PcChangedError: somebody else has changed it since.  Nothing has been changed.

    """
    with transaction.atomic():
        my_turn()
        row = Pc.objects.filter(key=value.id).first()
        if version is not None and version != (row.version if row else 0):
            raise PcChangedError(value.id)
        _put([(value, what)], by, now)
        return Pc.objects.get(key=value.id)


def put_pcs(values: Iterable[tuple[PcValue, str]], *, by: str, now: datetime) -> int:
    """Add or change many PCs, some hundred in a turn; what is so already stays untouched.

    Cut short, it goes on where it is called again with the same.

    Returns:
        How many were added or changed.

    """
    once = {value.id: (value, what) for value, what in values}
    count = 0
    for some in pieces(list(once.values()), AT_ONCE):
        with transaction.atomic():
            my_turn()
            count += _put(some, by, now)
    return count


def words_of(pc: PcValue) -> str:
    """By what a PC is found: whatever somebody may have of it on a slip of paper."""
    said = (pc.host, *pc.names, pc.id, pc.user, pc.office, *pc.ids, pc.os, pc.note)
    return folded(*said)


def _put(values: Sequence[tuple[PcValue, str]], by: str, now: datetime) -> int:
    rows = {
        row.key: row
        for row in Pc.objects.filter(key__in=[value.id for value, _ in values])
    }
    new, old, changes = list[Pc](), list[Pc](), list[tuple[Pc, str, str]]()
    for value, what in values:
        text, row = pc_as_json(value), rows.get(value.id)
        if row is not None and row.value == text:
            continue
        before = row.value if row else ""
        (old if row else new).append(row := row or Pc(key=value.id, version=0))
        row.host, row.office, row.value = value.host[:200], value.office, text
        row.version, row.changed, row.words = row.version + 1, now, words_of(value)
        changes.append((row, what, before))
    put_new(new)
    fields = ["host", "office", "value", "version", "changed", "words"]
    Pc.objects.bulk_update(old, fields, batch_size=100)
    put_new(
        [
            PcChange(pc=row, at=now, by=by, what=what, before=before)
            for row, what, before in changes
        ]
    )
    pcs = [row for row, _, _ in changes]
    touched = link(_mark(pcs))
    judge_in_all({*touched, *(row.pk for row in pcs)}, now)
    return len(changes)


def _mark(pcs: Sequence[Pc]) -> set[str]:
    """Write down what PCs are known by; all marks of those whose marks have changed."""
    old = dict[int, set[str]]()
    for pc, mark in PcMark.objects.filter(pc__in=pcs).values_list("pc_id", "mark"):
        old.setdefault(pc, set()).add(mark)
    new = {row.pk: set(pc_from_json(row.value).marks()) for row in pcs}
    gone = [(pk, mark) for pk in new for mark in sorted(old.get(pk, set()) - new[pk])]
    for pk, mark in gone:
        PcMark.objects.filter(pc=pk, mark=mark).delete()
    put_new(
        [
            PcMark(pc_id=pk, mark=mark)
            for pk in new
            for mark in sorted(new[pk] - old.get(pk, set()))
        ]
    )
    changed = [pk for pk in new if new[pk] != old.get(pk, set())]
    return {mark for pk in changed for mark in new[pk] | old.get(pk, set())}


def take(
    files: Iterable[ReportFile],
    brought: Brought,
    *,
    processes: int = 1,
    told: Callable[[int], None] = lambda count: None,
) -> list[Taken]:
    """Keep files of results, and judge the PCs that they speak of anew.

    What cannot be read is kept with its trouble; nothing of it counts.

    Args:
        files: fetched as needed.
        brought: who brought them, how, when.
        processes: so many read at once.
        told: called after each turn with how many files are stored.

    """
    taken = list[Taken]()
    found = batches(read_all(files, processes))
    with seldom():
        for batch in ahead(found) if processes > 1 else found:
            taken += store(batch, brought)
            told(len(taken))
    return taken


def read_all(files: Iterable[ReportFile], processes: int = 1) -> Iterator[Prepared]:
    """Read files, in their order.  One at which a reader dies is kept, and unread."""
    found = spread(prepare, files, jobs=processes, weight=lambda file: len(file.data))
    for one in found:
        yield unread(one.item) if isinstance(one, Failed) else one


def batches(found: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """As many as one turn takes."""
    batch, size, scans = list[Prepared](), 0, 0
    for one in found:
        batch.append(one)
        size += one.size
        scans += len(one.scans)
        if len(batch) >= AT_ONCE or scans >= MOST_SCANS or size >= BATCH_BYTES:
            yield batch
            batch, size, scans = [], 0, 0
    if batch:
        yield batch


def keep(
    name: str,
    data: bytes,
    brought: Brought,
    *,
    also: Callable[[], None] = lambda: None,
) -> tuple[models.ReportFile, bool]:
    """Keep one file; a job reads it within seconds.

    Args:
        name: what it was called.
        data: its bytes; whoever calls has looked at their number.
        brought: who brought it, how, when.
        also: done in the same transaction, where the file is new.

    Returns:
        Its row, and whether it is new: the same bytes count once.

    """
    sha256 = hashlib.sha256(data).hexdigest()
    last = name.replace("\\", "/").rpartition("/")[2]
    whose = about(ReportFile(last, data, brought.now, ZoneInfo("UTC")))
    with transaction.atomic():
        my_turn()
        there = models.ReportFile.objects.filter(sha256=sha256, about=whose).first()
        if there is not None:
            return there, False
        also()
        row = models.ReportFile.objects.create(
            sha256=sha256,
            about=whose,
            name=plain(name)[:255],
            size=len(data),
            content=zlib.compress(data, 3),
            at=brought.now,
            way=brought.way,
            by=brought.by,
            kit=brought.kit,
            waiting=True,
        )
    return row, True


def put_rule(case: Case, rule: Rule, *, now: datetime, by: str = "") -> Sweep:
    """Say what scans of an incident are held against; a job judges all PCs by it."""
    with transaction.atomic():
        my_turn()
        sweep, _ = Sweep.objects.get_or_create(case=case)
        value = rule_as_json(rule)
        if sweep.rule != value:
            sweep.rule = value
            sweep.save(update_fields=["rule"])
    if sweep.judged_by != basis(sweep, now):
        ask_to_judge(sweep, now=now, by=by)
    return sweep


def ask_to_judge(sweep: Sweep, *, now: datetime, by: str = "") -> None:
    """Have all PCs judged anew where that is due."""
    name = sweep.case.name
    jobs.put("sweep-judge", f"sweep-judge:{name}", now=now, case=name, by=by)


def keys(now: datetime) -> dict[str, bytes]:
    """Keys with which reports of today may be signed, by the name of their kit."""
    kits = Kit.objects.filter(revoked=None, until__gt=now)
    return {name: bytes.fromhex(key) for name, key in kits.values_list("name", "key")}


def columns() -> Mapping[str, Mapping[str, str]]:
    """What the columns of known CSV files mean."""
    found: dict[str, Any] = dict(ColumnMap.objects.values_list("name", "value"))
    return found


def pc_of(row: Pc) -> PcValue:
    """The value of a row."""
    return pc_from_json(row.value)

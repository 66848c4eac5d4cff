"""What the desk can do with evidence: add files, erase for good, note what was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from honmono.incident.evidence import EvidenceError
from honmono.incident.evidence.chain import Draft, utc
from honmono.incident.evidence.journal import ERASED
from honmono.incident.evidence.values import INCIDENT, Key, Row, read_row
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case, LogEntry, LogValue, Original, Version
from honmono.web.cases.originals import keep
from honmono.web.cases.services import Doing, add_originals, locked
from honmono.web.cases.signals import originals_erased
from honmono.web.evidence.models import Export
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job

_AT_ONCE = 500
"""Rows of one statement."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files that somebody added."""

    new: tuple[str, ...]
    """Hashes."""

    known: tuple[str, ...]
    """Names of files that were kept already, byte for byte."""

    lost: tuple[EvidenceError, ...]


def add(
    case: Case,
    files: Sequence[tuple[Path, str]],
    *,
    note: str,
    by: User,
    now: datetime,
) -> Added:
    """Keep files of an incident as they are, with a note that goes into the log.

    The files are on the disk before the log says so; what cannot be kept is named, and the
    rest is kept.
    """
    kept, lost = keep(case.name, files, "evidence")
    hashes = {one.kept.sha256 for one in kept}
    values = {"note": note} if note else {}
    with transaction.atomic():
        locked(case.pk)  # of two who bring the same file one is told
        there = set(
            Original.objects.filter(case=case, sha256__in=hashes).values_list(
                "sha256", flat=True
            )
        )
        if hashes - there:
            add_originals(case.pk, kept, Doing("added", by, now, values=values))
    known = tuple(one.name for one in kept if one.kept.sha256 in there)
    return Added(tuple(sorted(hashes - there)), known, tuple(lost))


@transaction.atomic
def erase(
    case_id: int,
    *,
    originals: Iterable[str],
    values: Iterable[Key],
    by: User,
    now: datetime,
) -> LogEntry:
    """Erase originals, and personal values of the log with their salts, for good.

    Earlier states of the incident go with the values: they name the same people.  The log
    says first what goes; a job then destroys the files, also after a kill.

    Raises:
        CaseError: there is nothing of it left to erase.  Nothing has been changed.

    """
    case = locked(case_id)
    kept = Original.objects.filter(case=case, sha256__in=list(originals))
    names = sorted(kept.values_list("sha256", flat=True))
    rows = _rows_to_erase(case, frozenset(values))
    if not names and not rows:
        raise CaseError("nothing-to-erase")
    keys = sorted([row.number, row.field] for row in rows)
    draft = Draft(ERASED, now, {"originals": names, "values": keys})
    entry = log.add(case, draft, by, {"by": by.called})
    case.save(update_fields=["log_number", "log_hash"])
    _erase_values(case, rows, utc(now))
    kept.delete()
    originals_erased.send(sender=Case, case=case, originals=frozenset(names))
    jobs.put(
        "destroy",
        f"destroy:{case.pk}:{entry.number}",
        now=now,
        case=case.name,
        by=by.called,
        originals=names,
    )
    return LogEntry.objects.get(case=case, number=entry.number)


def ask_for_check(case: Case, *, by: User, now: datetime) -> Job:
    """Let a job see whether log, values and files are as they were."""
    return jobs.put(
        "check-evidence", f"check:{case.pk}", now=now, case=case.name, by=by.called
    )


def ask_for_export(case: Case, form: str, *, by: User, now: datetime) -> Job:
    """Let a job make a bundle, or the incident as a folder."""
    return jobs.put(
        f"export-{form}",
        f"export-{form}:{case.pk}",
        now=now,
        case=case.name,
        by=by.called,
        user=by.pk,
    )


def export_file(job: int) -> Path:
    """Where the file that a job made lies."""
    return Path(settings.HOME) / "exports" / f"{job}.zip"


def remove_export(export: Export, *, now: datetime) -> None:
    """Take the file of an export away; the log keeps that it was made."""
    export_file(export.job).unlink(missing_ok=True)
    Export.objects.filter(pk=export.pk, removed=None).update(removed=now)


def _rows_to_erase(case: Case, wanted: frozenset[Key]) -> list[LogValue]:
    """Rows that are there and not erased yet; with any of them, earlier states, too."""
    if not wanted:
        return []
    rows = list(LogValue.objects.filter(case=case).order_by("number", "field"))
    now = max((r.number for r in rows if r.field == INCIDENT), default=0)
    return [
        row
        for row in rows
        if (Key(row.number, row.field) in wanted or row.field == INCIDENT)
        and (row.number, row.field) != (now, INCIDENT)
        and _is_left(row)
    ]


def _is_left(row: LogValue) -> bool:
    read = read_row(row.line.encode())
    return read is not None and read.erased is None


def _erase_values(case: Case, rows: list[LogValue], at: str) -> None:
    if not rows:
        return
    for row in rows:
        gone = Row(Key(row.number, row.field), None, None, at)
        row.line = gone.as_line().decode()
    LogValue.objects.bulk_update(rows, ["line"], batch_size=_AT_ONCE)
    Version.objects.filter(case=case).exclude(number=case.version).delete()
    _forget_people(case, [row.number for row in rows if row.field == "by"])
    _forget_names(case, [row.number for row in rows if row.field == "names"])


def _forget_people(case: Case, numbers: list[int]) -> None:
    for some in _batches(numbers):
        mine = {"case": case, "number__in": some}
        LogEntry.objects.filter(**mine).update(by=None)
        Original.objects.filter(case=case, entry__in=some).update(by=None)


def _forget_names(case: Case, numbers: list[int]) -> None:
    for some in _batches(numbers):
        Original.objects.filter(case=case, entry__in=some).update(name="")


def _batches(numbers: list[int]) -> Iterable[list[int]]:
    return (
        numbers[begin : begin + _AT_ONCE] for begin in range(0, len(numbers), _AT_ONCE)
    )

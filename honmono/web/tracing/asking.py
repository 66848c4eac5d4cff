"""The job that traces: reports are read, the archive is asked, the answer is stored once.

    originals of the incident ──▶ forged mails ──▶ honmono/trace ──▶ Trace, Told

Mail is parsed here and nowhere else of this folder: in the process of jobs.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.mail.source import RawMail, Unreadable, read
from honmono.mail.source.file import printable
from honmono.text import harmless, say
from honmono.trace.answer import (
    OUT_OF_DATE,
    Answer,
    answered,
    end_of,
    lacking,
    out_of_date,
)
from honmono.trace.archive._core import Level
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.partitions import Partitioned, opened
from honmono.trace.archive.status import condition
from honmono.trace.archive.store import Store
from honmono.trace.exposure._core import Kind
from honmono.trace.exposure.difference import Difference, difference
from honmono.trace.exposure.ledger import Entry, entry_of
from honmono.trace.exposure.ledger_file import entry_as_json, entry_from_json
from honmono.trace.exposure.lists import items
from honmono.trace.exposure.record import affected
from honmono.trace.forgery import Forgery
from honmono.trace.reports import forgeries_in, joined
from honmono.web.cases.models import Case
from honmono.web.cases.originals import path_of
from honmono.web.cases.services import Doing, record
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.tracing import archive
from honmono.web.tracing.indexing import organization_for, user_of
from honmono.web.tracing.models import Told, Trace
from honmono.web.tracing.selectors import (
    boxes_of_nobody,
    left_out_of,
    mails_of,
    unread_when_indexed,
)
from honmono.web.tracing.telling import is_stray, reports_of, words_of

MOST_ASKED: Final = 5_000
"""Files of reports that one trace asks; more take an hour, and say no more."""

MOST_TOLD: Final = 200
"""Reports of no use that are named; the rest are counted."""


@dataclass
class Reports:
    """The forged mails of an incident, and what could not be read."""

    forgeries: tuple[Forgery, ...] = ()
    unread: int = 0
    troubles: list[list[str]] = field(default_factory=list)
    started: datetime = field(default_factory=timezone.now)
    names: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of an original → what it was called."""

    def called(self, source: str) -> str:
        """`report-03.eml!1` for the name that a result has: `5c0f…!1`."""
        return self.names.get(source[:64], "") + source[64:]


def trace(run: Run) -> None:
    """Trace the reports of an incident, and keep the answer.

    Raises:
        FailedJobError: there is nothing to trace, or nothing to ask.

    """
    language = str(run.payload.get("language", "ja"))
    org = organization_for(language)
    case = Case.objects.get(name=run.job.case)
    folder, look = archive.folder(), archive.look()
    if not look.can_be_asked:
        raise FailedJobError(say("web/tracing", look.words, language))
    try:
        missing = lacking(condition(folder), folder)
        reports = _reports(run, case, org, language)
        with opened(folder, org) as store:
            answer = _answer(run, reports.forgeries, store, org, missing)
            rows = _Rows.of(answer, store)
    except ArchiveError as error:
        raise FailedJobError(error.told(language)) from None
    except sqlite3.DatabaseError as error:  # damaged in the middle
        why = type(error).__name__
        text = say("index", "archive-unreadable", language, path=folder.name, why=why)
        raise FailedJobError(text) from None
    _keep(run, _Asked(case, org, reports, look, answer, rows))


# -- the reports


def _reports(run: Run, case: Case, org: Organization, language: str) -> Reports:
    started, without = timezone.now(), left_out_of(case)
    files = [one for one in mails_of(case) if one.sha256 not in without]
    if len(files) > MOST_ASKED:
        most = f"{MOST_ASKED:,}"
        raise FailedJobError(say("web/tracing", "too-many", language, most=most))
    names = {one.sha256: harmless(one.name, 200) for one in files}
    reports = Reports(started=started, names=names)
    found, us = list[Forgery](), Portrait(org)
    run.total(len(files))
    for number, sha256 in enumerate(names, 1):
        for each in forgeries_in(_mails(case, sha256), us):
            if isinstance(each, Unreadable):
                reports.unread += 1
                if len(reports.troubles) < MOST_TOLD:
                    told = [
                        harmless(reports.called(each.source), 300),
                        each.trouble.value,
                    ]
                    reports.troubles.append(told)
            else:
                found.append(each)
        run.tell(number)
    reports.forgeries = joined(found)
    if not found:
        raise FailedJobError(say("web/tracing", "no-reports", language))
    return reports


def _mails(case: Case, sha256: str) -> Iterator[RawMail | Unreadable]:
    """The mails of one original, called by its hash: `5c0f…#3` is the fourth in it."""
    path = str(path_of(case.name, sha256))
    start = printable(path)
    for each in read(path):
        yield replace(each, source=sha256 + each.source.removeprefix(start))


# -- the answer


def _answer(
    run: Run,
    forgeries: tuple[Forgery, ...],
    store: Store | Partitioned,
    org: Organization,
    missing: tuple[str, ...],
) -> Answer:
    as_of, contained = run.payload.get("as_of"), run.payload.get("contained")
    until = end_of(forgeries, timezone.now()) if as_of is None else int(as_of)
    zone = ZoneInfo(org.timezone)
    if out_of_date(store, forgeries, until, zone, archive.folder()):
        missing = (*missing, OUT_OF_DATE)
    return answered(
        forgeries,
        store,
        org,
        level=Level(run.payload.get("level", Level.FULL.value)),
        until=until,
        contained=None if contained is None else int(contained),
        missing=missing,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lists of an answer, as the command line writes them."""

    affected: str
    persons: bytes

    @classmethod
    def of(cls, answer: Answer, store: Store | Partitioned) -> _Rows:
        persons = items(Kind.PERSONS, answer.exposure, store) or ()
        return cls(
            _lines(affected(answer.exposure)),
            _lines(asdict(each) for each in persons).encode(),
        )


def _lines(rows: Iterator[dict[str, Any]]) -> str:
    return "".join(line_of(row) for row in rows)


def line_of(row: Mapping[str, Any]) -> str:
    """One line of JSON; half a character becomes its escape, which JSON knows."""
    line = json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
    return line.encode("utf-8", "backslashreplace").decode()


# -- the row


@dataclass(frozen=True, slots=True)
class _Asked:
    """A trace that has ended and is not stored yet."""

    case: Case
    org: Organization
    reports: Reports
    look: archive.Look
    answer: Answer
    rows: _Rows


def _keep(run: Run, asked: _Asked) -> None:
    """Store the answer with its log entry: both, or neither."""
    now, user = timezone.now(), user_of(run)
    row = Trace(
        **_when_and_who(run, asked, now),
        **_asked_of(asked),
        **_said(asked, now),
    )
    told = _told(asked)
    with run.last_step():
        row.save()
        rows = (Told(trace=row, **each) for each in told)
        Told.objects.bulk_create(rows, batch_size=500)
        if user is not None:
            about = {"sha256": row.sha256, "reports": row.reports}
            record(asked.case.pk, Doing("traced", user, now, about))
        run.result(trace=row.pk)


def _when_and_who(run: Run, asked: _Asked, now: datetime) -> dict[str, Any]:
    basis = asked.answer.exposure.basis
    return {
        "case": asked.case,
        "job": run.job.pk,
        "started": asked.reports.started,
        "at": now,
        "by": user_of(run),
        "level": basis.level.value,
        "until": _moment(basis.until) or now,
        "contained": _moment(basis.contained),
    }


def _asked_of(asked: _Asked) -> dict[str, Any]:
    """Which reports were read, and what the archive was at that time."""
    reports, look, evidence = asked.reports, asked.look, asked.answer.traced.evidence
    dates = [each.date for each in evidence if each.date is not None]
    return {
        "reports": len(evidence),
        "unread": reports.unread,
        "troubles": reports.troubles,
        "left_out": len(left_out_of(asked.case)),
        "originals": [*reports.names],
        "newest": _moment(max(dates, default=None)),
        "missing": [*asked.answer.missing],
        "unindexed": unread_when_indexed(),
        "nobody": boxes_of_nobody(asked.org),
        "mails": look.status.messages if look.status else 0,
        "archive_first": look.first,
        "archive_last": look.last,
    }


def _said(asked: _Asked, now: datetime) -> dict[str, Any]:
    """The answer: as the command line writes it, and as the page tells it."""
    answer, rows = asked.answer, asked.rows
    entry = entry_of(answer.exposure, now)
    words = words_of(answer, ZoneInfo(asked.org.timezone), _since(asked.case, entry))
    result = line_of(answer.as_json(asked.reports.unread))
    return {
        "settled": words.settled,
        "result": result,
        "sha256": hashlib.sha256(result.encode()).hexdigest(),
        "affected": rows.affected,
        "packed_persons": zlib.compress(rows.persons),
        "packed_entry": zlib.compress(json.dumps(entry_as_json(entry)).encode()),
        "pages": words.pages,
        "picture_ja": words.pictures["ja"],
        "picture_en": words.pictures["en"],
    }


def _told(asked: _Asked) -> list[dict[str, Any]]:
    """What each report says, a row each; in words before anything is locked."""
    zone = ZoneInfo(asked.org.timezone)
    told = reports_of(asked.answer, zone, asked.reports.called)
    return [
        {
            "number": number,
            "original": evidence.source[:64],
            "stray": is_stray(evidence),
            "words": lines,
        }
        for number, (evidence, lines) in enumerate(told, 1)
    ]


def _since(case: Case, said: Entry) -> Difference | None:
    """What changed since the trace before."""
    before = Trace.objects.filter(case=case).only("packed_entry").first()
    if before is None:
        return None
    values = json.loads(zlib.decompress(bytes(before.packed_entry)))
    return difference(entry_from_json(values), said)


def _moment(seconds: int | None) -> datetime | None:
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None

"""One run of `honmono trace`: reports are read, traced, and told; files are written.

    archive looked over → reports read → traced → answer on standard output → files

What may fail for a reason of the user's (a date, a folder, a damaged ledger) is looked at
before the work begins.  The answer is printed before any file is written, so that a full
disk takes nothing of it away.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.cli._core import INTERRUPTED, SOME_UNREAD, Format, complain, stop
from honmono.cli.bar import Bar
from honmono.cli.output import traced as output
from honmono.cli.picture import check_ending
from honmono.cli.screen import layout_for
from honmono.cli.trace_files import Files
from honmono.cli.zip_passwords import ZipPasswords
from honmono.engine import Engine, EngineError, ShardError
from honmono.mail.source import Access, Unreadable, read
from honmono.text import harmless, say
from honmono.trace.answer import (
    BEING_WRITTEN,
    OUT_OF_DATE,
    UNFINISHED,
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
from honmono.trace.evidence import page_of
from honmono.trace.exposure.folder import contained_at
from honmono.trace.exposure.ledger import Ledger
from honmono.trace.exposure.ledger_file import LedgerError
from honmono.trace.exposure.ledger_file import read as read_ledger
from honmono.trace.forgery import Forgery
from honmono.trace.reports import forgeries_in, joined

_VALUES_BETWEEN = 200_000
"""Between two searches for garbage: a trace makes many small values and keeps them, and
looking at them every 700 takes a twentieth of its time."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run is to do; dates as they were typed."""

    reports: tuple[str, ...]
    archive: Path
    org: Organization
    level: str
    language: str
    as_of: str
    contained: str
    for_programs: bool
    explain: bool
    picture: Path | None
    exposure: Path | None
    with_subjects: bool
    ledger: Path | None
    jobs: int = 1
    engine: Engine | None = None
    key: bytes | None = field(default=None, repr=False)
    """Of a keyed archive."""

    @property
    def zone(self) -> ZoneInfo:
        """In which a day begins and ends."""
        return ZoneInfo(self.org.timezone)

    def say(self, key: str, **values: object) -> str:
        """A sentence about a trace, in the user's language."""
        return say("trace", key, self.language, **values)


def run(errand: Errand, access: Access) -> int:
    """Trace and tell; return the exit status."""
    gc.set_threshold(_VALUES_BETWEEN)
    as_of = _moment("--as-of", errand.as_of, errand)
    contained = _moment("--contained", errand.contained, errand)
    known = _checked(errand)
    try:
        missing = _look_over(errand)
        with opened(
            errand.archive,
            errand.org,
            key=errand.key,
            jobs=errand.jobs,
            engine=errand.engine,
        ) as store:
            return _run(errand, access, store, as_of, contained, known, missing)
    except ArchiveError as error:
        stop(error.told(errand.language))
    except sqlite3.DatabaseError as error:  # damaged in the middle
        values = {"path": errand.archive, "why": error}
        stop(say("index", "archive-unreadable", errand.language, **values))
    except (EngineError, ShardError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        complain(errand.say("interrupted"))
        return INTERRUPTED


def _run(
    errand: Errand,
    access: Access,
    store: Store | Partitioned,
    as_of: int | None,
    contained: int | None,
    known: Ledger | None,
    missing: tuple[str, ...],
) -> int:
    """Read, trace and tell, with everything at hand.

    `missing`: why mail of the archive is not compared, as results name it.
    """
    bar = Bar(errand.reports, errand.language, errand.say("progress-reports"))
    with bar:
        forgeries, unread = _forgeries(errand, access, bar)
        if not forgeries:
            _without_reports(errand)
        bar.wait(errand.say("progress-archive"))
        until = end_of(forgeries, datetime.now(UTC)) if as_of is None else as_of
        missing += _compare_dates(errand, store, forgeries, until, bar)
        answer = answered(
            forgeries,
            store,
            errand.org,
            level=Level(errand.level),
            until=until,
            contained=contained,
            missing=missing,
        )
    files = Files(errand.language, answer.exposure, known)
    _tell(errand, answer, files, unread)
    written = files.write(
        answer.traced,
        store,
        picture=errand.picture,
        folder=errand.exposure,
        ledger=errand.ledger,
        for_programs=errand.for_programs,
        with_subjects=errand.with_subjects,
        zone=errand.zone,
    )
    for line in files.complaints:
        complain(line)
    if not errand.for_programs and (section := files.section(written)):
        layout = layout_for(Format.text, errand.language)
        sys.stdout.write(output.show_sections([section], layout))
    return SOME_UNREAD if unread or files.complaints else 0


# -- before the work begins


def _moment(option: str, text: str, errand: Errand) -> int | None:
    if not text:
        return None
    try:
        return contained_at(text, errand.zone)
    except (ValueError, OverflowError):
        stop(errand.say("wrong-date", option=option, text=harmless(text)))


def _checked(errand: Errand) -> Ledger | None:
    """Look whether the files can be written; return what the ledger says so far."""
    if errand.picture:
        check_ending(errand.picture, errand.language)
    for option, file in (("--picture", errand.picture), ("--ledger", errand.ledger)):
        if file and (file.is_dir() or not file.absolute().parent.is_dir()):
            stop(errand.say("no-place", option=option, path=_shown(file)))
    folder = errand.exposure
    if folder and folder.exists() and not folder.is_dir():
        stop(errand.say("no-folder", option="--exposure", path=_shown(folder)))
    try:
        return read_ledger(errand.ledger) if errand.ledger else None
    except LedgerError as error:
        stop(error.told(errand.language))


def _look_over(errand: Errand) -> tuple[str, ...]:
    """Say and return what of the archive is missing; end where nothing is there."""
    found = condition(errand.archive)
    missing = lacking(found, errand.archive)
    if BEING_WRITTEN in missing:
        complain(say("index", "archive-being-written", errand.language))
    if UNFINISHED in missing:
        count = f"{found.unfinished:,}"
        complain(say("index", "archive-unfinished", errand.language, count=count))
    return missing


# -- the reports


def _forgeries(
    errand: Errand, access: Access, bar: Bar
) -> tuple[tuple[Forgery, ...], int]:
    """Forged mails, each once, and how many reports were of no use."""
    access = replace(
        access,
        password_for=ZipPasswords(errand.language, bar.aside).password_for,
        tell=lambda line: bar.complain(f"honmono: {line}\n"),
        expect=bar.expect,
    )
    us, found, unread, done = Portrait(errand.org), list[Forgery](), 0, 0
    raws = (raw for source in errand.reports for raw in read(source, access))
    for number, raw in enumerate(raws, 1):
        done += 0 if isinstance(raw, Unreadable) else len(raw.data)
        for each in forgeries_in([raw], us):
            if isinstance(each, Unreadable):
                unread += 1
                line = f"{harmless(each.source, 300)}: {harmless(str(each), 300)}"
                bar.complain(f"honmono: {line}\n")
            else:
                found.append(each)
        bar.move(done, number)
    return joined(found), unread


def _without_reports(errand: Errand) -> NoReturn:
    where = ", ".join(harmless(source, 100) for source in errand.reports[:5])
    stop(f"{where}: {errand.say('no-reports')}")


def _compare_dates(
    errand: Errand,
    store: Store | Partitioned,
    forgeries: tuple[Forgery, ...],
    until: int,
    bar: Bar,
) -> tuple[str, ...]:
    """Say where the index is out of date; end where no mail is old enough."""
    newest = out_of_date(store, forgeries, until, errand.zone, errand.archive)
    if newest is None:
        return ()
    line = say("index", "archive-stale", errand.language, day=newest.date())
    bar.complain(f"honmono: {line}\n")
    return (OUT_OF_DATE,)


# -- the answer


def _tell(errand: Errand, answer: Answer, files: Files, unread: int) -> None:
    if errand.for_programs:
        told = answer.as_json(unread)
        if files.known is not None:
            told["changes"] = files.changes()
        sys.stdout.write(output.jsonl(told))
    else:
        layout = layout_for(Format.text, errand.language)
        page = page_of(
            answer.traced,
            files.leaked(),
            errand.language,
            zone=errand.zone,
            everything=errand.explain,
            not_indexed=answer.not_indexed,
        )
        sys.stdout.write(output.show(page, layout))
    sys.stdout.flush()


def _shown(path: Path) -> str:
    return harmless(str(path), 300)

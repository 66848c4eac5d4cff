"""One run of `honmono trace`: reports are read, traced, and told; files are written."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.cli._core import SOME_UNREAD, Format, stop
from honmono.cli.output import traced as output
from honmono.cli.picture import check_ending, save_picture
from honmono.cli.screen import layout_for
from honmono.cli.zip_passwords import ZipPasswords
from honmono.engine import Engine, EngineError, ShardError
from honmono.mail.source import Access, Unreadable, read
from honmono.text import harmless, say
from honmono.trace.archive._core import Archive, Level
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.partitions import opened
from honmono.trace.evidence.picture import draw
from honmono.trace.exposure._core import Count, Exposure, Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.difference import difference
from honmono.trace.exposure.folder import contained_at, write_all
from honmono.trace.exposure.ledger import Entry, Ledger, entry_of
from honmono.trace.exposure.ledger_file import LedgerError
from honmono.trace.exposure.ledger_file import read as read_ledger
from honmono.trace.exposure.ledger_file import save as save_ledger
from honmono.trace.exposure.lists import Form
from honmono.trace.exposure.record import record
from honmono.trace.exposure.saving import CannotSaveError
from honmono.trace.exposure.wording import changes
from honmono.trace.forgery import Forgery
from honmono.trace.pipeline import trace
from honmono.trace.reports import forgeries_in, joined
from honmono.trace.traced import Traced

DAY = 86_400

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

    @property
    def zone(self) -> ZoneInfo:
        """In which a day begins and ends."""
        return ZoneInfo(self.org.timezone)


def run(errand: Errand, access: Access) -> int:
    """Trace and tell; return the exit status."""
    gc.set_threshold(_VALUES_BETWEEN)
    moment = _moment("--as-of", errand.as_of, errand)
    contained = _moment("--contained", errand.contained, errand)
    if errand.picture:
        check_ending(errand.picture)
    known = _ledger(errand.ledger)
    forgeries, unread = _forgeries(errand, access)
    if not forgeries:
        stop(say("trace", "no-reports", errand.language))
    try:
        with opened(
            errand.archive, errand.org, jobs=errand.jobs, engine=errand.engine
        ) as store:
            as_of = moment if moment is not None else _newest(forgeries)
            traced = trace(forgeries, store, Level(errand.level), as_of)
            exposure = work_out(
                traced,
                store,
                forgeries,
                level=Level(errand.level),
                contained=contained,
            )
            _tell(errand, traced, exposure)
            _write(errand, traced, exposure, store, known)
    except (ArchiveError, CannotSaveError, EngineError, ShardError) as error:
        stop(str(error))
    return SOME_UNREAD if unread else 0


def _moment(option: str, text: str, errand: Errand) -> int | None:
    if not text:
        return None
    try:
        return contained_at(text, errand.zone)
    except ValueError as error:
        stop(f"{option} {error}")


def _forgeries(errand: Errand, access: Access) -> tuple[tuple[Forgery, ...], int]:
    """Forged mails, each once, and how many reports were of no use."""
    access = replace(
        access,
        password_for=ZipPasswords(errand.language).password_for,
        tell=_complain,
    )
    us, found, unread = Portrait(errand.org), list[Forgery](), 0
    for source in errand.reports:
        for each in forgeries_in(read(source, access), us):
            if isinstance(each, Unreadable):
                unread += 1
                _complain(f"{harmless(each.source, 300)}: {harmless(str(each), 300)}")
            else:
                found.append(each)
    return joined(found), unread


def _newest(forgeries: tuple[Forgery, ...]) -> int:
    """The end of the newest report's day: what is newer was not stolen before it."""
    dates = [each.date for each in forgeries if each.date is not None]
    return (max(dates) if dates else int(datetime.now(UTC).timestamp())) + DAY


def _tell(errand: Errand, traced: Traced, exposure: Exposure) -> None:
    if errand.for_programs:
        sys.stdout.write(output.jsonl(traced, record(exposure)))
    else:
        layout = replace(
            layout_for(Format.text, errand.language), explain=errand.explain
        )
        sys.stdout.write(output.show(traced, _counts(exposure), layout, errand.zone))
    sys.stdout.flush()


def _counts(exposure: Exposure) -> Mapping[str, Count | None]:
    return {kind.value: exposure.counts[kind] for kind in Kind}


def _write(
    errand: Errand,
    traced: Traced,
    exposure: Exposure,
    archive: Archive,
    known: Ledger | None,
) -> None:
    """Write the files that were asked for; the ledger last, when the rest is there."""
    if errand.picture:
        save_picture(errand.picture, draw(traced, errand.language, errand.zone))
    if errand.exposure:
        write_all(
            errand.exposure,
            exposure,
            archive,
            Form.CSV,
            with_subjects=errand.with_subjects,
        )
    if errand.ledger and known is not None:
        entry = entry_of(exposure, datetime.now(UTC))
        for line in _changed(known, entry, errand):
            sys.stderr.write(line + "\n")
        save_ledger(errand.ledger, known.with_entry(entry))


def _ledger(path: Path | None) -> Ledger | None:
    """What was said before; empty when there is no file yet."""
    if path is None:
        return None
    try:
        return read_ledger(path) if path.exists() else Ledger()
    except LedgerError as error:
        stop(str(error))


def _changed(known: Ledger, entry: Entry, errand: Errand) -> Iterator[str]:
    newest = known.newest
    if newest is not None:
        yield from changes(difference(newest, entry), errand.language)


def _complain(line: str) -> None:
    sys.stderr.write(f"honmono: {line}\n")

"""One trace from its reports to its answer, as every door gives it.

    archive looked over → reports → traced, exposed → Answer → words, JSON, picture

What of the archive was missing is part of the answer: mail that nobody compared is no
sign that nothing was stolen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.check.org import Organization
from honmono.trace.archive._core import Level
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.partitions import Partitioned
from honmono.trace.archive.status import Condition
from honmono.trace.archive.store import Store
from honmono.trace.evidence.record import as_json
from honmono.trace.exposure._core import Exposure
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.record import record
from honmono.trace.forgery import Forgery
from honmono.trace.pipeline import trace
from honmono.trace.traced import Traced

DAY: Final = 86_400
STALE: Final = 7 * DAY
"""How old the newest mail of the archive may be when the first forged mail came."""

BEING_WRITTEN: Final = "being-written"
UNFINISHED: Final = "unfinished"
OUT_OF_DATE: Final = "stale"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a trace found, and what it stands under."""

    traced: Traced
    exposure: Exposure
    not_indexed: Mapping[str, str]
    """Address → name of our people of whom no mailbox was looked at."""

    missing: tuple[str, ...]
    """Why mail of the archive was not compared: codes, as results name them."""

    def as_json(self, unread: int) -> dict[str, Any]:
        """The object that `honmono trace --format jsonl` prints.

        `unread`: reports that were of no use.
        """
        answer = as_json(self.traced, record(self.exposure))
        answer["not_indexed"] = [*self.not_indexed]
        answer["not_read"] = {"reports": unread, "archive": [*self.missing]}
        return answer


def lacking(found: Condition, folder: Path) -> tuple[str, ...]:
    """What an archive says of itself that is missing in it.

    Raises:
        ArchiveError: nothing is in it.

    """
    if not found.has_mail:
        raise ArchiveError("archive-empty", folder=folder)
    if found.being_written:
        return (BEING_WRITTEN,)
    return (UNFINISHED,) if found.unfinished else ()


def end_of(forgeries: tuple[Forgery, ...], now: datetime) -> int:
    """The end of the newest report's day: what is newer was not stolen before it."""
    dates = [each.date for each in forgeries if each.date is not None]
    return (max(dates) if dates else int(now.timestamp())) + DAY


def out_of_date(
    store: Store | Partitioned,
    forgeries: tuple[Forgery, ...],
    until: int,
    zone: ZoneInfo,
    folder: Path,
) -> datetime | None:
    """The day of the newest mail, where the archive ends long before the reports begin.

    Raises:
        ArchiveError: no mail in it is old enough, so that nothing can be compared.

    """
    first, last = store.span()
    if first > until:
        day = datetime.fromtimestamp(first, zone).date()
        raise ArchiveError("archive-too-new", folder=folder, day=day)
    dates = [each.date for each in forgeries if each.date is not None]
    if last and dates and last < min(dates) - STALE:
        return datetime.fromtimestamp(last, zone)
    return None


def answered(
    forgeries: tuple[Forgery, ...],
    store: Store | Partitioned,
    org: Organization,
    *,
    level: Level,
    until: int,
    contained: int | None,
    missing: tuple[str, ...],
) -> Answer:
    """Trace, count what leaked, and name whom the answer is about."""
    traced = trace(forgeries, store, level, until)
    traced = replace(traced, names=store.names_of(set(_people(traced))))
    exposure = work_out(traced, store, forgeries, level=level, contained=contained)
    return Answer(traced, exposure, dict(_not_indexed(org, store)), missing)


def _people(traced: Traced) -> Iterator[str]:
    """Everybody whom the answer names."""
    yield from (*traced.next, *traced.credible)
    for check in traced.checks:
        yield from check.persons
    for evidence in traced.evidence:
        yield from (*evidence.shown, *evidence.recipients)
        for clue in evidence.clues:
            if clue.match:
                yield from (*clue.match.note.participants, *clue.match.note.holders)


def _not_indexed(
    org: Organization, store: Store | Partitioned
) -> Iterator[tuple[str, str]]:
    """(Address, name) of our people whose mailbox is not in the archive."""
    indexed = {each.person for each in store.mailboxes()}
    for person in org.people:
        if person.addresses and person.addresses[0].lower() not in indexed:
            yield person.addresses[0].lower(), person.name

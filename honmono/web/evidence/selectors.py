"""What pages read of originals, the log and files for others; nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from honmono.incident.case import Incident, Record
from honmono.incident.evidence import said
from honmono.incident.evidence.chain import EntryError, read_entry
from honmono.incident.evidence.journal import ERASED, originals_of
from honmono.incident.evidence.values import INCIDENT, Key, read_row
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import (
    Case,
    LogEntry,
    LogMention,
    LogValue,
    Original,
    Version,
)
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs.models import Job, State

PAGE: Final = 50
_HASH: Final = re.compile(r'"([0-9a-f]{64})"')


class Citing(NamedTuple):
    """A record that names an original."""

    part: str
    record: Record


def originals(case: Case, kind: str = "", text: str = "") -> QuerySet[Original]:
    """Its originals, the newest first."""
    found = Original.objects.filter(case=case).select_related("by")
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(sha256__startswith=text.lower())
        )
    return found.order_by("-added", "-pk")


def kinds(case: Case) -> list[str]:
    """Kinds of originals that there are."""
    found = Original.objects.filter(case=case).order_by("kind")
    return list(found.values_list("kind", flat=True).distinct())


def cited_by(case: Case) -> Mapping[str, list[Citing]]:
    """For each original the records that name it, wherever in them."""
    key = (case.pk, case.version, case.log_hash)
    known = _cited.get(key)
    if known is None:
        while len(_cited) >= _INCIDENTS:
            _cited.pop(next(iter(_cited), key), None)
        known = _cited[key] = _cited_in(incident_of(case))
    return known


_INCIDENTS: Final = 16
_cited: Final[dict[tuple[int, int, str], dict[str, list[Citing]]]] = {}
"""Of the states that were looked at last: a state never changes."""


def _cited_in(incident: Incident) -> dict[str, list[Citing]]:
    found: dict[str, list[Citing]] = {}
    for part, record in incident.records():
        for sha256 in dict.fromkeys(_HASH.findall(record.model_dump_json())):
            found.setdefault(sha256, []).append(Citing(part, record))
    return found


def erased_at(case: Case, sha256: str) -> datetime | None:
    """When an original was erased the last time; None: it never was."""
    rows = LogEntry.objects.filter(case=case, what=ERASED, line__contains=sha256)
    last = rows.order_by("-number").first()
    with suppress(EntryError):
        if last and sha256 in originals_of(read_entry(last.line.encode())):
            return last.at
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the log, for people."""

    row: LogEntry
    what: str
    at: datetime
    """Both as the chain has them."""

    who: str | None
    """None: it was erased."""

    numbers: Mapping[str, str]
    """What stands in `about`, but ids and hashes."""

    records: tuple[Label, ...]
    """Those in `about` that are records now, for links."""

    originals: tuple[str, ...]
    named: Mapping[str, str | None]
    """What names persons or files; None where it was erased."""

    version: int | None = None
    """The version that this change made."""

    broken: str = ""
    """Why the entry cannot be believed; a key of `web/evidence`."""

    @property
    def deed(self) -> str:
        """What was done, as every door says it."""
        return said.deed(self.what, files=bool(self.originals) or bool(self.broken))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the log somebody wants to see."""

    what: str = ""
    by: int | None = None
    records: tuple[str, ...] | None = None
    """Entries about any of these; None: about anything."""

    since: date | None = None
    until: date | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


def log_rows(case: Case, wanted: Wanted) -> QuerySet[LogEntry]:
    """Entries of the log, the newest first."""
    found = LogEntry.objects.filter(case=case).select_related("by")
    if wanted.what:
        found = found.filter(what=wanted.what)
    if wanted.by is not None:
        found = found.filter(by=wanted.by)
    if wanted.records is not None:
        named = LogMention.objects.filter(case=case, record__in=wanted.records)
        found = found.filter(number__in=named.values("number"))
    if wanted.since:
        found = found.filter(at__gte=_start(wanted.since, wanted.zone))
    if wanted.until:
        found = found.filter(at__lt=_start(wanted.until + timedelta(1), wanted.zone))
    return found.order_by("-number")


def log_lines(
    case: Case, rows: Iterable[LogEntry], incident: Incident
) -> tuple[Line, ...]:
    """Entries with their values and versions: two queries, however many they are."""
    rows = list(rows)
    numbers = [row.number for row in rows]
    named = _values(case, numbers)
    versions = dict(
        Version.objects.filter(case=case, entry__in=numbers).values_list(
            "entry", "number"
        )
    )
    labels = Labels(incident, language())
    return tuple(
        _line(row, named.get(row.number, {}), versions.get(row.number), labels)
        for row in rows
    )


def whats(case: Case) -> list[str]:
    """Kinds of entries that there are."""
    found = LogEntry.objects.filter(case=case).order_by("what")
    return list(found.values_list("what", flat=True).distinct())


def people_of_log(case: Case) -> list[User]:
    """Who has done something."""
    names = LogEntry.objects.filter(case=case, by__isnull=False).values("by")
    return list(User.objects.filter(pk__in=names).order_by("username"))


def values_before(case: Case, day: date, zone: ZoneInfo) -> list[Key]:
    """Values that name persons, in entries before a day, that are not erased yet."""
    before = LogEntry.objects.filter(case=case, at__lt=_start(day, zone))
    rows = (
        LogValue.objects.filter(case=case, number__in=before.values("number"))
        .exclude(field=INCIDENT)
        .order_by("number", "field")
    )
    found = (read_row(line.encode()) for line in rows.values_list("line", flat=True))
    return [row.key for row in found if row and row.erased is None]


def latest_job(case: Case, kind: str, *, ended: bool = False) -> Job | None:
    """The newest job of a kind, or the newest that was done."""
    jobs = Job.objects.filter(case=case.name, kind=kind).order_by("-pk")
    return (jobs.filter(state=State.DONE) if ended else jobs).first()


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _values(case: Case, numbers: list[int]) -> dict[int, dict[str, str | None]]:
    found: dict[int, dict[str, str | None]] = {}
    rows = LogValue.objects.filter(case=case, number__in=numbers)
    for line in rows.order_by("number", "field").values_list("line", flat=True):
        row = read_row(line.encode())
        if row and row.key.field != INCIDENT:
            found.setdefault(row.key.number, {})[row.key.field] = row.value
    return found


def _line(
    row: LogEntry,
    named: Mapping[str, str | None],
    version: int | None,
    labels: Labels,
) -> Line:
    try:
        entry = read_entry(row.line.encode())
    except EntryError as error:  # somebody changed it: told, and nothing of it believed
        return Line(row, row.what, row.at, None, {}, (), (), {}, broken=error.why)
    words = list(_words(entry.about))
    return Line(
        row,
        entry.what,
        datetime.fromisoformat(entry.at),
        named.get("by"),
        {k: v for k, v in _told(words) if not said.is_record(k, v, labels)},
        labels.of(dict.fromkeys(v for k, v in words if said.is_record(k, v, labels))),
        tuple(dict.fromkeys(v for _, v in words if _is_hash(v))),
        {k: v and said.readable(v) for k, v in named.items() if k != "by"},
        version,
    )


def _words(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every value of `about` with its name; of a list each one."""
    for name, value in about.items():
        if name == "values" and isinstance(
            value, list
        ):  # of an erasure: numbers of entries and names of fields
            yield name, str(len(value))
        elif isinstance(value, list):
            yield from ((name, str(each)) for each in value)
        else:
            yield name, str(value)


def _told(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is worth reading: no hashes, and no name of a form that was sent."""
    return ((k, v) for k, v in words if k != "form" and not _is_hash(v))


def _is_hash(value: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", value) is not None

"""What pages read of incidents; nothing here writes."""

from __future__ import annotations

import hashlib
import zlib
from collections import OrderedDict
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from honmono.incident.case import Incident, Record, parse_incident
from honmono.incident.case.checks import ListState, World
from honmono.incident.case.clocks import Clock, clocks
from honmono.incident.evidence.chain import EntryError, canonical, read_entry
from honmono.incident.evidence.journal import ERASED, originals_of
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, ListFile, LogEntry, Original, Version
from honmono.web.rights import Right


def cases_for(user: User) -> QuerySet[Case]:
    """Every incident that this person may see."""
    if user.may(Right.ADMINISTER):
        return Case.objects.all()
    return Case.objects.filter(Q(restricted=False) | Q(members=user)).distinct()


K = TypeVar("K")
V = TypeVar("V")


class _Recent(Generic[K, V]):
    """The values that were worked out last: an incident is a value and never changes."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: K, value: V) -> V:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


_incidents: Final[_Recent[bytes, Incident]] = _Recent(32)
_clocks: Final[_Recent[tuple[bytes, datetime], tuple[Clock, ...]]] = _Recent(64)


def incident_of(case: Case) -> Incident:
    """The incident of a row."""
    return _parsed(case.content.encode())


def _parsed(content: bytes) -> Incident:
    key = hashlib.sha256(content).digest()
    known = _incidents.get(key)
    return known or _incidents.put(key, parse_incident(content))


def incident_at(case: Case, version: int) -> Incident:
    """The incident as it was after a change.

    Raises:
        Version.DoesNotExist: there is no such version, or it was erased.

    """
    row = Version.objects.get(case=case, number=version)
    return _parsed(zlib.decompress(row.content))


def clocks_of(case: Case, now: datetime) -> tuple[Clock, ...]:
    """Its clocks as they stand in this minute."""
    minute = now.replace(second=0, microsecond=0)
    key = (hashlib.sha256(case.content.encode()).digest(), minute)
    known = _clocks.get(key)
    if known is None:
        known = _clocks.put(key, clocks(incident_of(case), minute))
    return known


def zone_of(case: Case) -> ZoneInfo:
    """The time zone of its organization."""
    return ZoneInfo(incident_of(case).organization.timezone)


def world_of(case: Case, now: datetime) -> World:
    """What is so outside the incident: which originals are kept, how its lists are.

    An original that was erased is no missing one: the log says that it went, and when.
    """
    kept = Original.objects.filter(case=case).values_list("sha256", flat=True)
    originals = frozenset(kept) | erased_originals(case)
    lists = dict.fromkeys(
        ListFile.objects.filter(case=case).values_list("sha256", flat=True),
        ListState.WHOLE,
    )
    return World(now, originals=originals, lists=lists)


def erased_originals(case: Case) -> frozenset[str]:
    """Originals that were erased at some time; one that came again is kept as well.

    An entry that somebody changed tells nothing: its originals are missing ones.
    """
    rows = LogEntry.objects.filter(case=case, what=ERASED)
    found = set[str]()
    for line in rows.values_list("line", flat=True):
        with suppress(EntryError):
            found |= originals_of(read_entry(line.encode()))
    return frozenset(found)


def fingerprint(record: Record | None) -> str:
    """Names what a record says; a form carries it, so that nobody overwrites unseen."""
    if record is None:
        return "-"
    data = record.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(canonical(data)).hexdigest()[:16]


def last_change(case: Case, record: str) -> tuple[str, datetime | None]:
    """Who changed a record last, and when, as far as it was a correction."""
    for each in reversed(incident_of(case).corrections):
        if each.record == record:
            return each.by, each.at
    return "", None

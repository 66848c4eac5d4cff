"""What pages read of incidents; nothing here writes."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from honmono.incident.case import Incident, Record, parse_incident
from honmono.incident.case.checks import ListState, Problem, World, problems
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


_HASH: Final = re.compile(r'"([0-9a-f]{64})"')
_FEW: Final = 500
"""Originals that a query names one by one."""


class Recent(Generic[K, V]):
    """The values that were worked out last: an incident is a value and never changes."""

    def __init__(self, most: int, heaviest: int = 0) -> None:
        """Keep at most so many, and of what has a weight at most so much."""
        self._most, self._heaviest, self._lock = most, heaviest, Lock()
        self._values: OrderedDict[K, V] = OrderedDict()
        self._weights: dict[K, int] = {}

    def get(self, key: K) -> V | None:
        """What was worked out for this; None where that was never, or long ago."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: K, value: V, weight: int = 0) -> V:
        """Remember it; what nobody asked for longest is forgotten."""
        with self._lock:
            self._values[key], self._weights[key] = value, weight
            while self._is_full():
                oldest, _ = self._values.popitem(last=False)
                del self._weights[oldest]
        return value

    def _is_full(self) -> bool:
        if len(self._values) < 2:
            return False
        heavy = sum(self._weights.values()) > self._heaviest > 0
        return heavy or len(self._values) > self._most


_incidents: Final[Recent[bytes, Incident]] = Recent(32, heaviest=16 * 2**20)
"""Weighed by their files, of which they take up to 30 times as much in memory."""

_clocks: Final[Recent[tuple[bytes, datetime], tuple[Clock, ...]]] = Recent(64)


def incident_of(case: Case) -> Incident:
    """The incident of a row."""
    return _parsed(case.content.encode())


def content_key(case: Case) -> bytes:
    """Names what an incident says: what follows from that alone is remembered by it."""
    return hashlib.sha256(case.content.encode()).digest()


def _parsed(content: bytes) -> Incident:
    key = hashlib.sha256(content).digest()
    known = _incidents.get(key)
    return known or _incidents.put(key, parse_incident(content), len(content))


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
    key = (content_key(case), minute)
    known = _clocks.get(key)
    if known is None:
        known = _clocks.put(key, clocks(incident_of(case), minute))
    return known


def zone_of(case: Case) -> ZoneInfo:
    """The time zone of its organization."""
    return ZoneInfo(incident_of(case).organization.timezone)


def problems_of(case: Case, now: datetime) -> tuple[Problem, ...]:
    """What cannot be so, and what somebody should look at; as every page tells it."""
    cited = frozenset(_HASH.findall(case.content))
    return problems(incident_of(case), world_of(case, now, cited))


def world_of(case: Case, now: datetime, cited: Collection[str] | None = None) -> World:
    """What is so outside the incident: which originals are kept, how its lists are.

    An original that was erased is no missing one: the log says that it went, and when.

    Args:
        case: the incident.
        now: aware.
        cited: originals that are asked about; None: any of them may be.

    """
    rows = Original.objects.filter(case=case)
    if cited is not None and len(cited) <= _FEW:
        rows = rows.filter(sha256__in=cited)
    kept = rows.values_list("sha256", flat=True)
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

"""How the number of PCs that are covered grew, by hour or by day.

    10-14 09:00   3 of 45
    10-14 10:00  11 of 45

Counted over the list of PCs as it is now.  Of up to `EXACT` PCs each is judged at every
moment at which something of it changed: so a PC that was covered and then had a detection
goes down again.  Of more PCs only those are counted that are covered now, by the later of
their two results; the page says which of both it shows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from honmono.sweep.coverage import State, known_since, standing
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import KeptScan
from honmono.web.sweep.models import Pc, PcState, Sweep
from honmono.web.sweep.selectors import kept_scans

EXACT: Final = 500
"""PCs up to which each is judged at every moment of its own."""

_MOMENTS: Final = 60
"""Of one PC, the newest; who scans a PC more often than that is not counted exactly."""

_POINTS: Final = 500
_BY_HOUR: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Point:
    """How many were covered at the end of an hour or a day."""

    at: datetime
    """Its begin, in the organization's zone."""

    covered: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All of them."""

    points: tuple[Point, ...]
    total: int
    hourly: bool
    exact: bool


def progress(
    sweep: Sweep | None, rule: Rule, now: datetime, zone: ZoneInfo
) -> Progress:
    """How it went until now."""
    total = Pc.objects.count()
    exact = total <= EXACT
    if exact:
        steps = sorted(_exactly(rule, now))
        total -= _not_ours(rule, now)
    else:
        rows = PcState.objects.filter(sweep=sweep, counted=True)
        steps, total = sorted(_roughly(rows)), rows.count()
    if not steps:
        return Progress((), total, hourly=False, exact=exact)
    hourly = steps[-1][0] - steps[0][0] <= _BY_HOUR
    points = tuple(_points(steps, now, zone, hourly=hourly))
    return Progress(points, total, hourly, exact=exact)


Step = tuple[datetime, int]
"""A moment, and by how many more PCs are covered from then on."""


def _exactly(rule: Rule, now: datetime) -> Iterator[Step]:
    rows = list(Pc.objects.all()[:EXACT])
    scans = kept_scans(row.pk for row in rows)
    for row in rows:
        pc, was = pc_from_json(row.value), False
        for at in _moments(pc, scans[row.pk], rule, now):
            one = standing(pc, scans[row.pk], rule, at)
            if (is_ := one.state is State.COVERED) != was:
                yield at, 1 if is_ else -1
            was = is_


def _moments(
    pc: PcValue, kept: Sequence[KeptScan], rule: Rule, now: datetime
) -> list[datetime]:
    """When something of a PC changed; before the first forged mail none is covered."""
    every = {one.at for one in pc.released} | {one.at for one in pc.handled}
    every |= {known_since(one) for one in kept}
    begin = rule.since
    return sorted(at for at in every if (not begin or at >= begin) and at <= now)[
        -_MOMENTS:
    ]


def _not_ours(rule: Rule, now: datetime) -> int:
    values = map(pc_from_json, Pc.objects.values_list("value", flat=True)[:EXACT])
    held = (pc.release(now) for pc in values)
    return sum(one is not None and one.release.value == "not-ours" for one in held)


def _roughly(rows: QuerySet[PcState]) -> Iterator[Step]:
    covered = rows.filter(state=State.COVERED.value)
    for row in covered.values_list("row", flat=True).iterator(chunk_size=2_000):
        times = [m["at"] for m in json.loads(row)["marks"] if m and m["at"]]
        if times:
            yield max(map(datetime.fromisoformat, times)), 1


def _points(
    steps: Sequence[Step], now: datetime, zone: ZoneInfo, *, hourly: bool
) -> Iterator[Point]:
    by = Counter[datetime]()
    for at, change in steps:
        by[_begin(at.astimezone(zone), hourly=hourly)] += change
    width = timedelta(hours=1) if hourly else timedelta(days=1)
    end = _begin(min(now, max(by) + width).astimezone(zone), hourly=hourly)
    at = max(min(by), _begin(end - _POINTS * width, hourly=hourly))
    covered = sum(change for moment, change in by.items() if moment < at)
    while at <= end:
        covered += by[at]
        yield Point(at, covered)
        at = _begin((at + width).astimezone(zone), hourly=hourly)


def _begin(at: datetime, *, hourly: bool) -> datetime:
    at = at.replace(minute=0, second=0, microsecond=0)
    return at if hourly else at.replace(hour=0)

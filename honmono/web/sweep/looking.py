"""The state of the sweep at any moment, judged from the scans: for replays and snapshots.

Pages show what is kept of each PC; what documents cite, and what somebody asks for another
moment, is worked out here.  PCs and decisions are those of today, each with its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q

from honmono.sweep.coverage import Standing, Totals, Unlisted, standing, totals
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.status import status
from honmono.sweep.why import Why
from honmono.web.sweep.linking import pieces
from honmono.web.sweep.models import Pc, PcMark, Scan
from honmono.web.sweep.selectors import is_reading, kept_scans

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """All PCs at one moment."""

    rule: Rule
    totals: Totals
    standings: tuple[Standing, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract's form."""
        return status(self.totals, self.standings, self.rule)


def look(rule: Rule, offices: Sequence[str], as_of: datetime) -> Looked:
    """Judge every PC as it was known then; what nobody has read yet may be about it."""
    standings = tuple(_standings(rule, as_of))
    counted = totals(
        standings, offices=offices, unlisted=unlisted_at(as_of), rule=rule, as_of=as_of
    )
    if is_reading():
        counted = replace(counted, gaps=(*counted.gaps, Why("gap-reading")))
    return Looked(rule, counted, standings)


def unlisted_at(as_of: datetime) -> tuple[Unlisted, ...]:
    """Hosts with results that no PC answers to, or several do, as it was known then."""
    known = Q(at__lte=as_of) | Q(file__at__lte=as_of)
    rows = Scan.objects.filter(known, pc=None).values("mark")
    counts = {
        row["mark"]: row["scans"]
        for row in rows.annotate(scans=Count("id")).order_by("mark")
    }
    ours = {
        mark
        for some in pieces(list(counts))
        for mark in PcMark.objects.filter(mark__in=some).values_list("mark", flat=True)
    }
    return tuple(
        Unlisted(mark.partition(":")[2], count, ambiguous=mark in ours)
        for mark, count in counts.items()
    )


def _standings(rule: Rule, as_of: datetime) -> Iterator[Standing]:
    rows = list(Pc.objects.order_by("office", "host", "key").values_list("pk", "value"))
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        scans = kept_scans(pk for pk, _ in some)
        for pk, value in some:
            yield standing(pc_from_json(value), scans[pk], rule, as_of)

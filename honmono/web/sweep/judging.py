"""How PCs stand in an incident, judged and kept: `honmono.sweep.coverage` does it.

What is kept follows from PCs, scans, the rule and our tables; `basis` is a hash of the last
two, and where it is another, `sweep-judge` judges every PC anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from honmono.sweep.coverage import Standing, State, known_since, standing
from honmono.sweep.coverage.totals import is_ours
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import KeptScan
from honmono.sweep.status import pc_row
from honmono.web.sweep.basis import rule_of
from honmono.web.sweep.bulk import put_new
from honmono.web.sweep.linking import pieces
from honmono.web.sweep.models import Pc, PcState, Sweep
from honmono.web.sweep.selectors import kept_scans


def judge_in_all(pc_ids: Iterable[int], now: datetime) -> None:
    """Judge some PCs anew in every open incident, in the transaction of whoever calls.

    An incident that is closed is judged when somebody opens it again.
    """
    ids = sorted(set(pc_ids))
    if not ids:
        return
    closed = Sweep.objects.exclude(case__closed=None).exclude(judged_by="")
    closed.update(judged_by="")
    sweeps = list(Sweep.objects.filter(case__closed=None))
    for some in pieces(ids) if sweeps else ():
        known = list(_known(some))
        for sweep in sweeps:
            _keep(sweep, known, now)


def judge(sweep: Sweep, pc_ids: Iterable[int], now: datetime) -> None:
    """The same in one incident."""
    for some in pieces(sorted(set(pc_ids))):
        _keep(sweep, list(_known(some)), now)


Known = tuple[int, str, PcValue, list[KeptScan]]
"""Row, office, value and scans of a PC."""


def _known(pc_ids: Collection[int]) -> Iterator[Known]:
    scans = kept_scans(pc_ids)
    rows = Pc.objects.filter(pk__in=list(pc_ids)).order_by("pk")
    for pk, office, value in rows.values_list("pk", "office", "value"):
        yield pk, office, pc_from_json(value), scans[pk]


def _keep(sweep: Sweep, known: Sequence[Known], now: datetime) -> None:
    rule = rule_of(sweep)
    states = []
    for pk, office, pc, scans in known:
        one = standing(pc, scans, rule, now)
        states.append(
            PcState(
                sweep=sweep,
                pc_id=pk,
                office=office,
                host=pc.host[:200],
                words=f"{pc.host} {pc.user}".casefold()[:500],
                state=one.state.value,
                counted=is_ours(one.pc, now) or one.state is State.DETECTED,
                row=json.dumps(pc_row(one), ensure_ascii=False),
                until=_until(one, pc, scans, rule, now),
            )
        )
    PcState.objects.filter(sweep=sweep, pc__in=[pk for pk, *_ in known]).delete()
    put_new(states)


def _until(
    one: Standing, pc: PcValue, scans: Sequence[KeptScan], rule: Rule, now: datetime
) -> datetime | None:
    """The next moment at which it may stand differently although nothing came.

    A decision begins or ends, a scan's time is reached (a PC's clock may be ahead of ours
    by minutes), somebody who is away comes back.
    """
    moments = [at for r in pc.released for at in (r.at, r.until) if at is not None]
    moments += [handled.at for handled in pc.handled]
    moments += [known_since(kept) for kept in scans]
    moments += [] if one.valid_until is None else [one.valid_until]
    if pc.absent_until is not None:
        moments.append(_begin(pc.absent_until, rule))
    return min((at for at in moments if at > now), default=None)


def _begin(day: date, rule: Rule) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(rule.zone)).astimezone(UTC)

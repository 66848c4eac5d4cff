"""How PCs stand in an incident, judged and kept: `honmono.sweep.coverage` does it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from honmono.sweep.coverage import State, standing
from honmono.sweep.coverage.totals import is_ours
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.status import pc_row
from honmono.web.sweep.models import Pc, PcState, Sweep
from honmono.web.sweep.selectors import kept_scans


def rule_of(sweep: Sweep) -> Rule:
    """The rule as it is kept."""
    return rule_from_json(sweep.rule)


def rule_from_json(kept: dict[str, Any]) -> Rule:
    """What `rule_as_json` wrote."""
    return Rule(
        since=_moment(kept.get("since")),
        first_report=_moment(kept.get("first_report")),
        style=kept.get("style", "unknown"),
        zone=kept.get("zone", "Asia/Tokyo"),
        earliest=_moment(kept.get("earliest")),
    )


def judge(sweep: Sweep, pc_ids: Iterable[int], now: datetime) -> None:
    """Judge some PCs anew, in the transaction of whoever calls."""
    rule, ids = rule_of(sweep), sorted(pc_ids)
    scans = kept_scans(ids)
    states = []
    for row in Pc.objects.filter(pk__in=ids):
        one = standing(pc_from_json(row.value), scans[row.pk], rule, now)
        states.append(
            PcState(
                sweep=sweep,
                pc=row,
                office=row.office,
                state=one.state.value,
                counted=is_ours(one.pc, now) or one.state is State.DETECTED,
                row=json.dumps(pc_row(one), ensure_ascii=False),
                until=one.valid_until,
            )
        )
    PcState.objects.bulk_create(
        states,
        update_conflicts=True,
        unique_fields=["sweep", "pc"],
        update_fields=["office", "state", "counted", "row", "until"],
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

"""The sweep of an incident: the rule that the facts propose, and its first judging.

    seen 2026-10-13 10:20, reported 10:05      since 10:05, first report 10:05, the style

No page writes when it is only looked at: without a row the proposed rule is shown, and
the first thing that somebody does (files, a statement, `judge`) makes the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, tzinfo
from typing import Final

from django.db import transaction

from honmono.incident.case import Incident
from honmono.incident.case.moment import Moment
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, zone_of
from honmono.web.sweep.judging import judge, rule_of
from honmono.web.sweep.models import Pc, Sweep

AT_ONCE: Final = 500
"""PCs that are judged in one transaction, and while somebody waits."""

_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)

_SEEN: Final = frozenset({"spoof_mail_observed", "spoof_mail_reported_by_outsider"})
_REPORTED: Final = frozenset({"spoof_mail_reported_by_outsider"})


def proposed(case: Case) -> Rule:
    """The rule as the incident's facts have it."""
    incident, zone = incident_of(case), zone_of(case)
    return Rule(
        since=_first(incident, _SEEN, zone),
        first_report=_first(incident, _REPORTED, zone),
        style=incident.style,
        zone=str(zone),
    )


def rule_for(case: Case) -> tuple[Sweep | None, Rule]:
    """The sweep of an incident where there is one, and the rule that holds."""
    sweep = Sweep.objects.filter(case=case).first()
    if sweep is None or not sweep.rule:
        return sweep, proposed(case)
    return sweep, rule_of(sweep)


def opened(case: Case) -> Sweep:
    """The sweep of an incident, its rule as the facts have it now.

    It is made where there is none.  Where the facts have changed, every judgement by the
    old rule has run out.
    """
    rule = rule_as_json(proposed(case))
    with transaction.atomic():
        sweep, _ = Sweep.objects.get_or_create(case=case, defaults={"rule": rule})
        if sweep.rule != rule:
            sweep.rule = rule
            sweep.save(update_fields=["rule"])
            sweep.pcstate_set.update(until=_LONG_AGO)
    return sweep


def overdue(case: Case, sweep: Sweep | None, now: datetime) -> int:
    """PCs that were never judged by these facts, or whose judgement has run out."""
    if sweep is None or sweep.rule != rule_as_json(proposed(case)):
        return Pc.objects.count()
    stale = sweep.pcstate_set.filter(until__lte=now).count()
    return Pc.objects.count() - sweep.pcstate_set.count() + stale


def judge_all(sweep: Sweep, now: datetime) -> Iterable[int]:
    """Judge every PC anew, step by step; yields how many each time.

    What was judged by an older rule is judged again: the facts may have changed.
    """
    last = 0
    while True:
        ids = list(
            Pc.objects.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", flat=True)[:AT_ONCE]
        )
        if not ids:
            return
        with transaction.atomic():
            judge(sweep, ids, now)
        last = ids[-1]
        yield len(ids)


def _first(incident: Incident, kinds: frozenset[str], zone: tzinfo) -> datetime | None:
    moments = [e.when for e in incident.events if e.kind in kinds and e.when]
    return min(filter(None, (_latest(m, zone) for m in moments)), default=None)


def _latest(moment: Moment, zone: tzinfo) -> datetime | None:
    """The latest that it may have been: only what surely looked after it counts."""
    at, day = moment.at(zone), moment.last_day()
    if at is not None:
        return at.astimezone(UTC)
    if day is None:
        return None
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)

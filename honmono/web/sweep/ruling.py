"""The rule of a sweep follows its incident; a home without one has a rule of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from honmono.incident.case import Incident
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs import services as jobs
from honmono.web.sweep.judging import judge, rule_from_json
from honmono.web.sweep.models import Pc, StandingRule, Sweep
from honmono.web.sweep.proposing import rule_from

AT_ONCE: Final = 300
"""PCs that are judged in the transaction of the change; more of them are a job."""


def sweep_of(case: Case, now: datetime) -> Sweep:
    """The sweep of an incident; made, with all PCs judged, where there is none yet."""
    sweep = Sweep.objects.filter(case=case).first()
    if sweep is not None:
        return sweep
    with transaction.atomic():
        rule = rule_as_json(rule_from(incident_of(case)))
        sweep, new = Sweep.objects.get_or_create(case=case, defaults={"rule": rule})
        if new:
            judge_all(sweep, now)
    return sweep


def follow(
    sender: type[Case], *, case: Case, incident: Incident, now: datetime, **_: Any
) -> None:
    """An incident has changed: where its rule is another now, every PC is judged anew."""
    del sender
    rule = rule_as_json(rule_from(incident))
    sweep = (
        Sweep.objects.select_for_update().filter(case=case).exclude(rule=rule).first()
    )
    if sweep is not None:
        sweep.rule = rule
        sweep.save(update_fields=["rule"])
        judge_all(sweep, now)


def standing_rule() -> Rule | None:
    """The rule of a home that has no incident; None where nobody has said one."""
    kept = StandingRule.objects.first()
    return None if kept is None else rule_from_json(kept.rule)


def set_standing_rule(rule: Rule, now: datetime) -> None:
    """Keep it."""
    values = {"rule": rule_as_json(rule), "at": now}
    StandingRule.objects.update_or_create(only=True, defaults=values)


def judge_all(sweep: Sweep, now: datetime) -> None:
    """Judge every PC anew: here where they are few, else by a job."""
    ids = list(Pc.objects.values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(ids) <= AT_ONCE:
        judge(sweep, ids, now)
    else:
        jobs.put("judge-pcs", f"judge-pcs:{sweep.pk}", now=now, sweep=sweep.pk)

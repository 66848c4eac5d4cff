"""The rule of a sweep follows its incident; a home without one has a rule of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from honmono.incident.case import Incident
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.sweep.basis import rule_from_json
from honmono.web.sweep.models import StandingRule, Sweep
from honmono.web.sweep.proposing import rule_from
from honmono.web.sweep.services import put_rule


def sweep_of(case: Case, now: datetime) -> Sweep:
    """The sweep of an incident; made by its facts where there is none yet."""
    sweep = Sweep.objects.filter(case=case).first()
    return sweep or put_rule(case, rule_from(incident_of(case)), now=now)


def follow(
    sender: type[Case], *, case: Case, incident: Incident, now: datetime, **_: Any
) -> None:
    """An incident has changed: where its rule is another now, all PCs are judged anew.

    Until that is done nothing is called complete.
    """
    del sender
    rule = rule_from(incident)
    if Sweep.objects.filter(case=case).exclude(rule=rule_as_json(rule)).exists():
        put_rule(case, rule, now=now)


def standing_rule() -> Rule | None:
    """The rule of a home that has no incident; None where nobody has said one."""
    kept = StandingRule.objects.first()
    return None if kept is None else rule_from_json(kept.rule)


def set_standing_rule(rule: Rule, now: datetime) -> None:
    """Keep it."""
    values = {"rule": rule_as_json(rule), "at": now}
    StandingRule.objects.update_or_create(only=True, defaults=values)

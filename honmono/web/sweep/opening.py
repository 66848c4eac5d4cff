"""The sweep of an incident as pages find it: its rule, and what is still to be judged.

No page writes when it is only looked at: without a row the rule of the facts is shown, and
the first thing that somebody does (files, a statement, `judge`) makes the row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from honmono.sweep.rule import Rule
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.sweep.basis import basis, rule_of
from honmono.web.sweep.models import Pc, Sweep
from honmono.web.sweep.proposing import rule_from

AT_ONCE: Final = 500
"""PCs that are frozen while somebody waits."""


def rule_for(case: Case) -> tuple[Sweep | None, Rule]:
    """The sweep of an incident where there is one, and the rule that holds."""
    sweep = Sweep.objects.filter(case=case).first()
    if sweep is None or not sweep.rule:
        return sweep, rule_from(incident_of(case))
    return sweep, rule_of(sweep)


def overdue(sweep: Sweep | None, now: datetime) -> int:
    """PCs that were never judged by these facts, or whose judgement has run out."""
    if sweep is None or sweep.judged_by != basis(sweep, now):
        return Pc.objects.count()
    stale = sweep.pcstate_set.filter(until__lte=now).count()
    return Pc.objects.count() - sweep.pcstate_set.count() + stale

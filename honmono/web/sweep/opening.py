"""The sweep of an incident as pages find it: its rule, and what is still to be judged.

No page writes when it is only looked at: without a row the rule of the facts is shown, and
the first thing that somebody does (files, a statement, `judge`) makes the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.sweep.rule import Rule
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs.models import OPEN, Job
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


@dataclass(frozen=True, slots=True)
class Unjudged:
    """How far the numbers of a board are from how it is now."""

    count: int
    """PCs that nobody judged, or whose judgement has run out."""

    anew: bool
    """Nothing was judged by these facts: no number says anything."""

    running: bool
    """A job is at it."""


def unjudged(case: Case, sweep: Sweep | None, now: datetime) -> Unjudged:
    """What is still to be judged, and whether somebody is at it."""
    count = Pc.objects.count()
    anew = sweep is None or sweep.judged_by != basis(sweep, now)
    if sweep is not None and not anew:
        stale = sweep.pcstate_set.filter(until__lte=now).count()
        count = count - sweep.pcstate_set.count() + stale
    jobs = Job.objects.filter(kind="sweep-judge", case=case.name, state__in=OPEN)
    return Unjudged(count, anew=anew and count > 0, running=jobs.exists())

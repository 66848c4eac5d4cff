"""Job: every PC of an incident is judged anew, since the rule or a table is another."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from honmono.web.jobs.running import Run
from honmono.web.sweep.basis import basis
from honmono.web.sweep.judging import judge as judge_pcs
from honmono.web.sweep.models import Pc, PcState, Sweep
from honmono.web.sweep.turns import my_turn

AT_ONCE: Final = 300
"""PCs of one turn."""


def judge(run: Run) -> None:
    """Judge all that is due; where the rule changes meanwhile, begin again with it."""
    sweep = Sweep.objects.filter(case__name=run.job.case).first()
    if sweep is None:
        return  # the incident is gone
    if sweep.judged_by != basis(sweep, timezone.now()):
        _all(run, sweep)
    _overdue(run, sweep)


def _all(run: Run, sweep: Sweep) -> None:
    run.total(Pc.objects.count())
    begun = run.job.result
    by, last = str(begun.get("by", "")), int(begun.get("last", 0))
    while True:
        with run.step():
            my_turn()
            sweep.refresh_from_db()
            now = timezone.now()
            wanted = basis(sweep, now)
            if wanted != by:
                by, last = wanted, 0
            ids = list(
                Pc.objects.filter(pk__gt=last)
                .order_by("pk")
                .values_list("pk", flat=True)[:AT_ONCE]
            )
            judge_pcs(sweep, ids, now)
            last = ids[-1] if ids else last
            run.result(by=by, last=last)
            if not ids:
                Sweep.objects.filter(pk=sweep.pk).update(judged_by=by)
                return
        run.tell(Pc.objects.filter(pk__lte=last).count())


def _overdue(run: Run, sweep: Sweep) -> None:
    now = timezone.now()
    while True:
        with run.step():
            my_turn()
            ids = list(overdue(sweep, now).values_list("pc", flat=True)[:AT_ONCE])
            judge_pcs(sweep, ids, timezone.now())
        if not ids:
            return


def overdue(sweep: Sweep, now: datetime) -> QuerySet[PcState]:
    """States that time alone has made doubtful."""
    return PcState.objects.filter(sweep=sweep, until__lte=now).order_by("until")

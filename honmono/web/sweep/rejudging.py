"""A rule has changed, and the PCs are many: they are judged anew in steps."""

from __future__ import annotations

from django.utils import timezone

from honmono.web.jobs.running import Run
from honmono.web.sweep.judging import judge
from honmono.web.sweep.models import Pc, Sweep

STEP = 500
"""PCs of one transaction."""


def judge_pcs(run: Run) -> None:
    """Judge every PC of a sweep; from the start where its rule changes meanwhile."""
    while True:
        sweep = Sweep.objects.filter(pk=run.payload["sweep"]).first()
        if sweep is None:
            return
        ids = list(Pc.objects.order_by("pk").values_list("pk", flat=True))
        run.total(len(ids))
        run.tell(0)
        for begin in range(0, len(ids), STEP):
            some = ids[begin : begin + STEP]
            with run.step(len(some)):
                judge(sweep, some, timezone.now())
        with run.step():
            now = Sweep.objects.select_for_update().get(pk=sweep.pk)
            if now.rule == sweep.rule:
                return

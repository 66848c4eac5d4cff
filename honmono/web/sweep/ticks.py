"""Every few seconds: does a file wait to be read, or a PC to be judged?"""

from __future__ import annotations

from datetime import datetime

from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.sweep.models import Pc, Sweep
from honmono.web.sweep.ruling import sweep_of
from honmono.web.sweep.selectors import is_judged, is_waiting
from honmono.web.sweep.services import ask_to_judge


def look(now: datetime) -> None:
    """Put down the jobs that are due."""
    if is_waiting():
        jobs.put("sweep-read", "sweep-read", now=now)
    _begin(now)
    for sweep in Sweep.objects.filter(case__closed=None).select_related("case"):
        if not is_judged(sweep, now):
            ask_to_judge(sweep, now=now)


def _begin(now: datetime) -> None:
    """PCs that came by the command line or a share are judged without being asked for."""
    cases = Case.objects.filter(closed=None, sweep=None)
    if cases.exists() and Pc.objects.exists():
        for case in cases:
            sweep_of(case, now)

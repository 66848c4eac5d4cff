"""Stories of a desk, each told twice: calmly, and by processes that die all the time.

Called in a process of its own, for a home and a database of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from honmono.web.jobs.models import Job
from honmono.web.jobs.worker import work
from tests.web.serving import killed_jobs, killed_sweep, mortal

Wait = Callable[[], None]

JOBS: Final = ("prepare", "go_on", "hand_over", "clear_up", "look")


def jobs(seed: int | None) -> dict[str, Any]:
    """Every kind of job of mails, index, trace, evidence, people."""
    died = list[str]()
    for step in JOBS:
        getattr(killed_jobs, step)()
        died += _done(seed)
    return {"story": killed_jobs.story(), "died": died, "halves": mortal.halves()}


def sweep(seed: int | None) -> dict[str, Any]:
    """Every kind of job of the sweep."""
    killed_sweep.prepare()
    died = _done(seed)
    return {"story": killed_sweep.story(), "died": died, "halves": mortal.halves()}


def _done(seed: int | None) -> list[str]:
    """Do all jobs; with a seed, by the dying."""
    if seed is None:
        work(threading.Event(), until_empty=True)
        return []
    return mortal.storm(_one_life, seed)


def _one_life() -> None:
    """What was left is taken at once: nobody waits for the end of a lease."""
    past = timezone.now() - timedelta(hours=1)
    Job.objects.filter(state="running").update(lease=past, tries=0)
    work(threading.Event(), until_empty=True)
    tried = list(
        Job.objects.exclude(failure="").values_list("kind", "state", "failure")
    )
    assert not tried, tried

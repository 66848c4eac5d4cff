"""HOME/run: what lives only as long as the processes: the lock, and what they count."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from honmono.web.serving.errors import ServingError
from honmono.web.serving.plan import Plan
from honmono.web.watching.room import COUNTS


def make_run_folder(plan: Plan, port: int) -> Path:
    """Make it, with an empty folder for the counts of this port.

    Raises:
        ServingError: the home cannot be written, or a restore was cut short in it.

    """
    if plan.restoring.exists():
        raise ServingError("restore-unfinished", home=plan.home)
    counts = plan.run / f"counts-{port}"
    try:
        plan.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        plan.run.mkdir(mode=0o700, exist_ok=True)
        shutil.rmtree(counts, ignore_errors=True)
        counts.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ServingError("no-home", home=plan.home, why=error.strerror) from None
    os.environ[COUNTS] = str(counts)
    return counts

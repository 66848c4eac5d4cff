"""A job that says who is at it, and waits until it may end."""

from __future__ import annotations

import os
import time
from pathlib import Path

from honmono.web.jobs.running import Run


def wait(run: Run) -> None:
    """Stores a step, then waits for a file."""
    folder = Path(os.environ["HONMONO_DRILL"])
    with run.step(1):
        pass
    (folder / f"at-it-{os.getpid()}").touch()
    while not (folder / "go").exists():
        time.sleep(0.05)
        run.hold()

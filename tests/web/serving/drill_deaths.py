"""Deaths of job processes, as by `kill -9`: each kind of job dies once in each place.

within   a step: all of it is written, nothing is committed
behind   a step: it is committed, and nobody was told
between  steps, when it says how far it is
at-end   all of it is done, and the job is not ended yet
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from honmono.web.jobs import running, services, worker
from honmono.web.jobs.registry import Handler, handler_of
from honmono.web.jobs.running import Run
from honmono.web.serving import children

SHORT = timedelta(seconds=3)
"""Of a lease: nobody wants to wait twenty seconds for each."""


def install() -> None:
    """Let this process die."""
    shorten(SHORT.total_seconds())
    setattr(children, "_LONGEST_WAIT", 1.0)  # noqa: B010 - and one of the parent's
    step, tell = Run.step, Run.tell

    @contextmanager
    def mortal_step(run: Run, count: int = 0) -> Iterator[None]:
        with step(run, count):
            yield
            _die_once(run, "within")
        _die_once(run, "behind")

    def mortal_tell(run: Run, *words: Any, **named: Any) -> None:
        tell(run, *words, **named)
        _die_once(run, "between")

    def mortal_handler(kind: str) -> Handler:
        handler = handler_of(kind)

        def handle(run: Run) -> None:
            handler(run)
            _die_once(run, "at-end")

        return handle

    setattr(worker, "handler_of", mortal_handler)  # noqa: B010 - it looks it up there
    Run.step, Run.tell = mortal_step, mortal_tell  # type: ignore[assignment, method-assign]


def shorten(seconds: float) -> None:
    """Let a lease last so long."""
    for module in (running, services, worker):
        lease = timedelta(seconds=seconds)
        setattr(module, "LEASE", lease)  # noqa: B010 - a constant of theirs


def freeze(place: str) -> None:
    """Let the first who makes a file for others stop: as it begins, or when it is there."""
    from honmono.web.evidence import handing_over, jobs

    snapshot, note = handing_over.snapshot, jobs._note

    def frozen_snapshot(case: int) -> Any:
        if place == "begun":
            _freeze_once()
        return snapshot(case)

    def frozen_note(*words: Any) -> None:
        if place == "written":
            _freeze_once()
        note(*words)

    setattr(handing_over, "snapshot", frozen_snapshot)  # noqa: B010
    setattr(jobs, "_note", frozen_note)  # noqa: B010


def _freeze_once() -> None:
    marks = Path(os.environ["HONMONO_DRILL"])
    if not list(marks.glob("froze-*")):
        (marks / f"froze-{os.getpid()}").touch()
        os.kill(os.getpid(), signal.SIGSTOP)


def _die_once(run: Run, place: str) -> None:
    marks = Path(os.environ["HONMONO_DRILL"])
    try:
        (marks / f"died-{run.job.kind}-{place}").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)

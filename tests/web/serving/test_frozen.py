"""Who is frozen in the middle (SIGSTOP) is believed dead, and writes nothing when he wakes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.serving.conftest import Desk, lives, until

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)
OURS = "from tests.web.serving import killed_jobs, storms\n"
EXPORTED = """
from django.conf import settings
import hashlib, pathlib
from honmono.web.evidence.models import Export
from honmono.web.evidence.services import export_file
from tests.web.serving import killed_jobs
from honmono.web.cases.models import Case
made = Export.objects.get()
data = export_file(made.job).read_bytes()
print(json.dumps([
    hashlib.sha256(data).hexdigest() == made.sha256,
    sorted(p.name for p in (pathlib.Path(settings.HOME) / "exports").iterdir())
        == [f"{made.job}.zip"],
    killed_jobs.whats(Case.objects.get()).count("exported"),
]))
"""


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_frozen_worker_writes_nothing_when_it_wakes(desk: Desk) -> None:
    desk.environ["HONMONO_DRILL_LEASE"] = "1"
    desk.start("--job-processes", "2")
    desk.put_job()
    (first,) = until(desk.workers_at_it, "somebody at the job")

    with frozen(first):
        until(lambda: len(desk.workers_at_it()) == 2, "somebody else at it")
        (desk.home.parent / "go").touch()
        until(lambda: desk.jobs() == [["done", 2, 2]], "its end")

    until(lambda: "is somebody else's now" in desk.log.read_text(), "that it woke")
    assert desk.jobs() == [["done", 2, 2]]
    assert lives(first)


@pytest.mark.long
@pytest.mark.parametrize("form", ["bundle", "folder"])
@pytest.mark.parametrize("place", ["begun", "written"])
def test_a_file_that_was_handed_over_outlives_a_worker_that_wakes(
    desk: Desk, form: str, place: str
) -> None:
    """He is frozen before he begins to write, or behind it."""
    desk.environ |= {"HONMONO_DRILL_LEASE": "1", "HONMONO_DRILL_FREEZE": place}
    desk.home.mkdir(parents=True)
    desk.run(f"{OURS}storms.prepare(); storms._opens(); print(1)")
    desk.run(f"{OURS}storms.hand_over('{form}'); print(1)")
    desk.start("--job-processes", "2")
    until(lambda: list(desk.home.parent.glob("froze-*")), "the frozen one")
    (mark,) = desk.home.parent.glob("froze-*")
    until(lambda: desk.jobs()[0][0] == "done", "the end of the job")

    os.kill(int(mark.name.removeprefix("froze-")), signal.SIGCONT)
    until(lambda: "is somebody else's now" in desk.log.read_text(), "that it woke")

    assert desk.run(EXPORTED) == [True, True, 1]


def test_a_process_that_says_nothing_is_ended_and_replaced(desk: Desk) -> None:
    """Also where it holds what others wait for."""
    desk.environ["HONMONO_DRILL_LEASE"] = "1"
    desk.silent = 4.0
    desk.start()
    desk.put_job()
    (first,) = until(desk.workers_at_it, "somebody at the job")

    os.kill(first, signal.SIGSTOP)

    until(lambda: not lives(first), "its end")
    until(lambda: len(desk.workers_at_it()) == 2, "somebody else at the job")
    (desk.home.parent / "go").touch()
    until(lambda: desk.jobs() == [["done", 2, 2]], "its end")
    assert "does not answer; it is ended" in desk.log.read_text()

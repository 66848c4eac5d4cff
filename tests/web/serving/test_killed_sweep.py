"""Job processes die in the middle of work on PCs and results: nothing is lost or twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)
OURS = "from tests.web.serving import killed_sweep\n"
DIED = {
    f"{kind}-{place}"
    for kind in ("sweep-import", "sweep-read", "inventory-apply")
    for place in ("within", "behind", "at-end")
}


def do(desk: Desk, what: str) -> Any:
    return desk.run(f"{OURS}print(json.dumps(killed_sweep.{what}()))")


@pytest.mark.long
def test_jobs_of_the_sweep_outlive_their_process(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    calmly = Desk(tmp_path / "calm" / "home", fresh_database())
    for one in (calmly, desk):
        one.home.mkdir(parents=True)
        do(one, "prepare")
    calmly.run(
        f"{OURS}from tests.web.keeping.whole import do_jobs\ndo_jobs(); print(1)"
    )
    desk.environ["HONMONO_DRILL_DEATHS"] = "1"
    desk.start("--web-processes", "1", "--job-processes", "3")
    assert do(desk, "wait"), "never seen: the end of all jobs"
    calm, stormy = do(calmly, "story"), do(desk, "story")

    died = {mark.name.removeprefix("died-") for mark in tmp_path.glob("died-*")}
    assert died >= DIED
    assert {state for _, state in calm["jobs"]} == {"done"}
    assert len(calm["files"]) == 211
    assert len(calm["scans"]) == len({host for _, host in calm["scans"]}) == 210
    assert (calm["let_in"], calm["changes"]) == (10, 700)
    assert calm["list"] == ["applied", 700, 0]
    assert {version for _, version in calm["pcs"]} == {1}
    assert len(calm["standings"]) == 700
    assert stormy == calm

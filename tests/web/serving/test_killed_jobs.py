"""Job processes die in the middle of every kind of work; nothing is lost, nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)
OURS = "from tests.web.serving import killed_jobs\n"
DIED = {
    *(
        f"{kind}-{place}"
        for kind in ("mail", "index", "trace", "import-incident")
        for place in ("within", "behind", "between")
    ),
    *(
        f"{kind}-{place}"
        for kind in ("list-persons", "destroy", "forget-mailbox")
        for place in ("within", "behind")
    ),
    "check-evidence-between",
    "export-bundle-between",
    "export-folder-between",
    *(
        f"{kind}-at-end"
        for kind in ("mail", "index", "list-persons", "import-incident", "destroy")
    ),
    "check-evidence-at-end",
    *(
        f"export-{form}-{place}"
        for form in ("bundle", "folder")
        for place in ("within", "behind")
    ),
}


def do(desk: Desk, what: str) -> Any:
    return desk.run(f"{OURS}print(json.dumps(killed_jobs.{what}()))")


def worked(desk: Desk, wait: Callable[[Desk], None]) -> dict[str, Any]:
    desk.home.mkdir(parents=True)
    do(desk, "prepare")
    wait(desk)
    for more in ("go_on", "hand_over", "clear_up", "look"):
        do(desk, more)
        wait(desk)
    found: dict[str, Any] = do(desk, "story")
    return found


def by_itself(desk: Desk) -> None:
    desk.run(f"{OURS}from tests.web.keeping.whole import do_jobs\ndo_jobs(); print(1)")


def by_the_desk(desk: Desk) -> None:
    assert do(desk, "wait"), "never seen: the end of all jobs"


@pytest.mark.long
def test_every_kind_of_job_outlives_its_process(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    calm = worked(Desk(tmp_path / "calm" / "home", fresh_database()), by_itself)
    desk.environ["HONMONO_DRILL_DEATHS"] = "1"

    def start_first(desk: Desk) -> None:
        if desk.process is None:
            desk.start("--job-processes", "3")
        by_the_desk(desk)

    stormy = worked(desk, start_first)

    assert {mark.name.removeprefix("died-") for mark in tmp_path.glob("died-*")} == DIED
    assert {state for _, state in calm["jobs"]} == {"done"}
    assert calm["exports"] == [["bundle", True, False], ["folder", True, False]]
    assert (calm["erased"], calm["forgotten"] > 0) == ([False, False], True)
    assert calm["taken_over"] == [1, 2_500, 0]
    assert calm["check"]["entries"] == calm["check"]["number"] == len(calm["log"])
    assert calm["check"]["missing"] == calm["check"]["unlogged"] == []
    assert stormy == calm

"""Work is done by processes that die at every commit and every file; the end is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from honmono.web.jobs.registry import HANDLERS
from tests.web.postgres import fresh_database
from tests.web.serving import storms
from tests.web.serving.conftest import Desk

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="forks, and looks at processes"
)


def told(home: Path, story: str, seed: int | None) -> dict[str, Any]:
    """Tell a story in a home of its own."""
    desk = Desk(home, fresh_database())
    desk.home.mkdir(parents=True)
    found: dict[str, Any] = desk.run(
        "from tests.web.serving import mortal, storms\n"
        f"mortal.adopt()\nmortal.told(storms.{story}({seed}))"
    )
    return found


def ends_alike(story: str, seed: int, tmp_path: Path) -> list[str]:
    """Where somebody died on the way."""
    calm = told(tmp_path / "calm" / "home", story, None)
    stormy = told(tmp_path / "home", story, seed)
    assert stormy["story"] == calm["story"]
    assert stormy["halves"] == calm["halves"] == []
    died: list[str] = stormy["died"]
    return died


def test_who_dies_wherever_people_store_something_ends_as_who_lives(
    tmp_path: Path,
) -> None:
    assert len(ends_alike("hands", 0, tmp_path)) > 25


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_people_are_cut_off_at_some_time_or_other(seed: int, tmp_path: Path) -> None:
    print(f"seed {seed}: {len(ends_alike('hands', seed, tmp_path))} deaths")


def test_every_kind_of_job_is_in_a_storm() -> None:
    assert set.union(*storms.KINDS.values()) == set(HANDLERS)


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("story", ["jobs", "sweep", "again"])
def test_jobs_die_at_every_commit_and_every_file(
    story: str, seed: int, tmp_path: Path
) -> None:
    died = ends_alike(story, seed, tmp_path)
    print(f"{story}, seed {seed}: {len(died)} deaths")
    if not seed:  # then everywhere; else where chance has it
        assert storms.KINDS[story] <= {place.split()[0] for place in died}

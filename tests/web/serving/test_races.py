"""Two do the same at the same moment: one wins, the other is told, the chain holds."""

from __future__ import annotations

import pytest

from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk

ENDS = {
    "first_accounts": ["founded", "won"],
    "corrections": ["changed-meanwhile", "won"],
    "same_forms": ["inquiry-1 False", "inquiry-1 True"],
    "approvals": ["is-approved", "won"],
    "issues": ["is-issued", "won"],
    "uploads": ["known", "stored"],
    "additions": ["0 new, 1 known, 0 lost", "1 new, 0 known, 0 lost"],
    "erasures": [],
    "destructions": [],
    "puts": ["1", "4", "1", "1", "1", "1"],
    "chain": [],
    "openings": ["name-taken", "won"],
    "imports": ["done", "failed"],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What all were told, in a database that lies in a file or on a server."""
    desk = Desk(tmp_path_factory.mktemp("races") / "home", fresh_database())
    desk.home.mkdir()
    found: dict[str, list[str]] = desk.run(
        "from tests.web.serving import races\nprint(json.dumps(races.every()))"
    )
    return found


@pytest.mark.parametrize("name", ENDS)
def test_of_two_one_wins(told: dict[str, list[str]], name: str) -> None:
    assert told[name] == ENDS[name]


def test_every_race_was_run(told: dict[str, list[str]]) -> None:
    assert told.keys() == ENDS.keys()


SWEEP = {
    "listings": ["40", "listed 40"],
    "same_files": ["40"] * 3,
    "stale": [],
    "rules": [],
    "kept": ["360", "360", "0", "360", "360"],
}


@pytest.fixture(scope="module")
def of_the_sweep(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The same of PCs and results."""
    desk = Desk(tmp_path_factory.mktemp("sweep") / "home", fresh_database())
    desk.home.mkdir()
    found: dict[str, list[str]] = desk.run(
        "from tests.web.serving import races_sweep\n"
        "print(json.dumps(races_sweep.every()))"
    )
    return found


@pytest.mark.parametrize("name", SWEEP)
def test_whoever_comes_first_every_pc_stands_as_its_results_say(
    of_the_sweep: dict[str, list[str]], name: str
) -> None:
    assert of_the_sweep[name] == SWEEP[name]

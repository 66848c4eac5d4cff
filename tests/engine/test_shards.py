"""Engine: each shard has to succeed, and an error names the one that did not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from honmono.engine import Failed, ShardError, crew, shards
from honmono.engine.shards import ATTEMPTS
from tests.engine import functions


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_all_shards_need_goes_along(jobs: int) -> None:
    task = partial(functions.add, 100)

    assert list(shards(task, [1, 2, 3], jobs=jobs)) == [101, 102, 103]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_names_the_shard(jobs: int) -> None:
    with pytest.raises(ShardError, match="shard 7: ValueError: seven"):
        list(shards(functions.refuse_seven, [5, 6, 7, 8], jobs=jobs))


def test_a_disk_that_stumbles_once_is_asked_again(tmp_path: Path) -> None:
    assert list(shards(functions.stumble, [str(tmp_path / "mark")])) == ["read"]


def test_a_disk_that_is_gone_is_an_error(tmp_path: Path) -> None:
    asked = list[int]()

    def gone(shard: int) -> int:
        asked.append(shard)
        raise OSError("input/output error")

    with pytest.raises(ShardError, match="shard 1: OSError: input/output error"):
        list(shards(gone, [1, 2]))
    assert asked == [1] * ATTEMPTS


def test_a_mistake_of_ours_is_not_repeated() -> None:
    asked = list[int]()

    def wrong(shard: int) -> int:
        asked.append(shard)
        raise TypeError("no")

    with pytest.raises(ShardError):
        list(shards(wrong, [1]))
    assert asked == [1]


def test_progress_is_told() -> None:
    seen = list[tuple[int, int]]()
    list(shards(functions.double, [1, 2], progress=lambda *at: seen.append(at)))

    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crew_stays_from_one_run_to_the_next(jobs: int) -> None:
    with crew(functions.process_id, jobs=jobs) as they:
        first = list(they.spread(range(20)))
        second = list(they.spread(range(20)))

    assert set(first) == set(second)
    assert len(set(first)) == jobs


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_was_abandoned_leaves_nothing_in_the_next(jobs: int) -> None:
    with crew(functions.refuse_seven, jobs=jobs) as they:
        assert next(they.spread(range(100, 200))) == 100
        results = list(they.spread(range(5, 9)))

    assert results == [5, 6, Failed(7, "ValueError: seven"), 8]

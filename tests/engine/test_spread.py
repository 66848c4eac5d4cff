"""Engine: results in the order of the items, in one process or several."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from honmono.engine import EngineError, Failed, spread
from honmono.engine._core import BATCH_ITEMS, WAITING_BATCHES, WAITING_BYTES
from tests.engine import functions

MANY = 5 * BATCH_ITEMS


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    results = spread(functions.sleepy_when_even, range(MANY), jobs=jobs)

    assert list(results) == list(range(MANY))


def test_more_processes_than_one_really_work(tmp_path: Path) -> None:
    items = [functions.Meeting(str(tmp_path), 2)] * MANY
    ids = set(spread(functions.met, items, jobs=2))

    assert len(ids) == 2
    assert os.getpid() not in ids


def test_a_handful_of_items_starts_no_process() -> None:
    assert set(spread(functions.process_id, range(3), jobs=2)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_is_no_result(jobs: int) -> None:
    assert list(spread(functions.double, [], jobs=jobs)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_takes_the_place_of_one_result(jobs: int) -> None:
    results = list(spread(functions.refuse_seven, range(MANY), jobs=jobs))

    assert results[7] == Failed(7, "ValueError: seven")
    assert results[:7] + results[8:] == [n for n in range(MANY) if n != 7]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_process_is_prepared_before_its_first_item(jobs: int) -> None:
    results = spread(
        functions.remembered,
        range(MANY),
        jobs=jobs,
        initializer=functions.remember,
        initargs=("hello",),
    )

    assert set(results) == {"hello"}


def test_a_worker_that_cannot_be_prepared_is_an_error_with_its_reason() -> None:
    results = spread(
        functions.double, range(MANY), jobs=2, initializer=functions.cannot_start
    )

    with pytest.raises(EngineError, match=r"no honmono\.toml"):
        next(results)


def test_a_worker_that_dies_at_its_start_is_not_started_for_ever() -> None:
    results = spread(
        functions.double, range(MANY), jobs=2, initializer=functions.ends_the_process
    )

    with pytest.raises(EngineError, match="at its start"):
        next(results)


def test_fewer_than_one_job_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        next(spread(functions.double, [1], jobs=0))


def test_items_are_fetched_only_as_far_as_the_bounds_allow() -> None:
    fetched = 0

    def source() -> Iterator[int]:
        nonlocal fetched
        for number in range(100_000):
            fetched = number
            yield number

    results = spread(functions.double, source(), jobs=2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]

    assert fetched <= (2 * WAITING_BATCHES + 2) * BATCH_ITEMS


def test_heavy_items_are_bounded_by_their_weight() -> None:
    in_memory: weakref.WeakSet[functions.Heavy] = weakref.WeakSet()
    most = 0

    def source() -> Iterator[functions.Heavy]:
        nonlocal most
        for number in range(60):
            item = functions.Heavy(number)
            in_memory.add(item)
            most = max(most, len(in_memory))
            yield item

    results = spread(
        functions.number_of, source(), jobs=2, weight=lambda _: WAITING_BYTES // 4
    )

    assert list(results) == list(range(60))
    assert 1 <= most <= 4 + 2  # under way; the next batch, and the item behind it


def test_one_item_beyond_every_bound_is_still_done() -> None:
    items = [b"a", bytes(WAITING_BYTES + 1), b"bc"]

    assert list(spread(functions.length, items, jobs=2)) == [
        1,
        WAITING_BYTES + 1,
        2,
    ]


def test_whoever_takes_the_results_slowly_holds_the_source_back() -> None:
    fetched = 0

    def source() -> Iterator[int]:
        nonlocal fetched
        for number in range(20_000):
            fetched = number
            yield number

    results = spread(functions.double, source(), jobs=2)
    for taken in range(600):
        next(results)
        assert fetched - taken <= (2 * WAITING_BATCHES + 2) * BATCH_ITEMS
    results.close()  # type: ignore[attr-defined]


def test_an_error_of_the_source_ends_the_run_and_the_processes() -> None:
    def source() -> Iterator[int]:
        yield from range(MANY)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(spread(functions.double, source(), jobs=2))

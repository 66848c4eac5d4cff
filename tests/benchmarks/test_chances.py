"""What chance may add to a figure; values that can be computed by hand."""

from __future__ import annotations

import random
from math import isnan

import pytest

from benchmarks.chances import bootstrap, ece, ece_band, macro_interval, most, wilson


def test_the_interval_of_a_share_is_wilson_s() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[1] == pytest.approx(1)
    assert wilson(0, 0) == (0, 1)


@pytest.mark.parametrize(
    ("chances", "at_most"),
    [
        ([], 0),
        ([0.05], 0),  # nothing happens with 0.95: just enough
        ([0.06], 1),
        ([0.5, 0.5], 2),  # 0.25, 0.75, 1
        ([0.1, 0.1], 1),  # 0.81, 0.99
        ([0.0] * 50, 0),
        ([1.0] * 3, 3),
        ([0.03] * 40, 3),  # binomial: 0.296, 0.662, 0.882, 0.969
    ],
)
def test_so_many_of_unlikely_things_may_be_chance(
    chances: list[float], at_most: int
) -> None:
    assert most(chances) == at_most


def test_the_calibration_error_of_ten_answers_is_their_mean_distance() -> None:
    said = [0.5] * 10
    hits = [True, False] * 5

    assert ece(said, hits) == pytest.approx(0.5)


def test_within_a_bin_hits_and_misses_make_good_for_each_other() -> None:
    said = [b / 10 for b in range(10) for _ in range(10)]
    hits = [place < b for b in range(10) for place in range(10)]

    assert ece(said, hits) == pytest.approx(0)


def test_no_answers_have_no_error() -> None:
    assert isnan(ece([], []))
    assert isnan(bootstrap([])[0])
    assert isnan(macro_interval([])[0])


@pytest.mark.parametrize("seed", range(5))
def test_honest_confidences_lie_below_the_band_s_top_and_boasts_above(
    seed: int,
) -> None:
    rng = random.Random(seed)
    said = [rng.uniform(0.3, 1) for _ in range(600)]
    hits = [rng.random() < p for p in said]
    boasted = [min(1.0, p + 0.12) for p in said]

    assert ece(said, hits) < ece_band(said)[1] * 1.3
    assert ece(boasted, hits) > ece_band(boasted)[1]


def test_nine_of_ten_honest_answerers_lie_in_the_band() -> None:
    rng = random.Random(7)
    said = [rng.random() for _ in range(200)]
    low, high = ece_band(said)

    inside = sum(
        low <= ece(said, [rng.random() < p for p in said]) <= high for _ in range(300)
    )

    assert 250 <= inside <= 290


def test_the_interval_of_a_mean_holds_it_and_is_always_the_same() -> None:
    values = [0.0, 0.5, 1.0] * 20

    low, high = bootstrap(values)

    assert low < 0.5 < high
    assert bootstrap(values) == (low, high)
    assert bootstrap([0.3] * 5) == pytest.approx((0.3, 0.3))


def test_a_small_group_counts_as_much_as_a_large_one() -> None:
    low, high = macro_interval([[1.0] * 200, [0.0] * 4])

    assert low == high == 0.5

"""What a check is expected to tell."""

from __future__ import annotations

import pytest

from honmono.trace.model.checks import Quality, information


def test_a_perfect_test_of_an_even_chance_gives_one_bit() -> None:
    assert information(0.5, Quality(1.0, 0.0)) == pytest.approx(1)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_what_is_sure_already_gives_nothing(chance: float) -> None:
    assert information(chance, Quality(0.7, 0.02)) == pytest.approx(0)


def test_a_test_that_cannot_tell_gives_nothing() -> None:
    assert information(0.5, Quality(0.3, 0.3)) == pytest.approx(0)


def test_a_better_test_tells_more() -> None:
    assert information(0.4, Quality(0.9, 0.02)) > information(0.4, Quality(0.4, 0.02))

"""How far two spellings are apart."""

from __future__ import annotations

import pytest

from honmono.check.org.lookalikes.spelling import FAR, distance, drawn


@pytest.mark.parametrize(
    ("theirs", "far"),
    [
        ("tsukimine", 0),
        ("tsuk1mine", 0.1),
        ("tsukimnie", 0.4),
        ("stukimine", 0.4),
        ("tsukimiine", 0.4),
        ("tsukinine", 0.6),
        ("tsukimune", 0.8),
        ("tsukimne", 0.75),
        ("tsukimin", 0.75),
        ("tsukiminex", 1.0),
        ("tsukifine", 1.0),
        ("tusikmine", 0.8),
    ],
)
def test_a_slip_costs_less_than_another_letter(theirs: str, far: float) -> None:
    assert distance("tsukimine", theirs, 2.0) == pytest.approx(far)


def test_a_letter_twice_costs_more_where_names_have_it() -> None:
    assert distance("hofman", "hofmann", 2.0) > distance("hofman", "hofmaan", 2.0)


def test_one_number_for_another_is_another_number() -> None:
    assert distance("x3071", "x3072", 2.0) == pytest.approx(1.0)


def test_beyond_the_limit_nothing_is_counted() -> None:
    assert distance("tsukimine", "hatsukari", 2.0) == FAR
    assert distance("a" * 63, "b" * 63, 2.0) == FAR
    assert distance("tsukimine", "t", 2.0) == FAR


@pytest.mark.parametrize(
    ("a", "b"),
    [("rnodel", "model"), ("vvind", "wind"), ("clay", "day"), ("p4y", "pay")],
)
def test_what_is_drawn_alike_becomes_equal(a: str, b: str) -> None:
    assert drawn(a) == drawn(b)


def test_two_numbers_never_become_equal() -> None:
    assert len({drawn(digit) for digit in "0123456789"}) == 10

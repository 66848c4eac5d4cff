"""Decibans in words."""

from __future__ import annotations

import pytest

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.weight import decibans, leader, times
from tests.trace.evidence.traces import HARBOR, SATO, clue, evidence, office

TELL = Teller(office(1), "en")


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (10.0, "about 10 times as likely"),
        (20.0, "about 100 times as likely"),
        (3.0, "about 2 times as likely"),
        (33.0, "about 2,000 times as likely"),
        (-10.0, "about 1/10 as likely"),
        (45.0, "more than 10,000 times as likely"),
        (-45.0, "less than 1/10,000 as likely"),
        (float("inf"), "more than 10,000 times as likely"),
        (1.9, "says nothing either way"),
        (0.0, "says nothing either way"),
        (float("nan"), "says nothing either way"),
    ],
)
def test_ten_decibans_are_ten_times(weight: float, words: str) -> None:
    assert words in times(weight, TELL)


def test_a_weight_is_always_a_number() -> None:
    assert decibans(float("inf")) == 200
    assert decibans(float("-inf")) == -200
    assert decibans(float("nan")) == 0


def test_a_report_that_hardly_says_anything_points_to_nobody() -> None:
    assert leader(evidence(1, (clue(SATO, 1.5, None),))) is None
    assert leader(evidence(1, ())) is None
    assert leader(evidence(1, (clue(SATO, 2, None), clue(HARBOR, 9, None)))) == HARBOR

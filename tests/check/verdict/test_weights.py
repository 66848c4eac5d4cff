"""The one table of weights."""

from __future__ import annotations

import pytest

from honmono.check.signals import ALL, Role
from honmono.check.verdict.weights import BASE, probability, weights


def test_every_signal_about_identity_has_a_weight_and_no_weight_is_left_over() -> None:
    weighed = {signal.name for signal in ALL if signal.role is not Role.HAZARD}

    assert set(weights()) == weighed | {BASE}


def test_proofs_speak_against_forgery_and_kinds_for_it() -> None:
    table = weights()

    assert all(table[s.name] < 0 for s in ALL if s.role is Role.PROOF)
    assert all(table[s.name] > 0 for s in ALL if s.kind)


@pytest.mark.parametrize(
    ("decibans", "prior", "expected"),
    [(0, 0.5, 0.5), (10, 0.5, 10 / 11), (-10, 0.5, 1 / 11), (20, 1 / 101, 0.5)],
)
def test_ten_decibans_make_ten_times_the_odds(
    decibans: float, prior: float, expected: float
) -> None:
    assert probability(decibans, prior) == pytest.approx(expected)

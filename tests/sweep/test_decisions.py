"""Decisions about a PC: a reason, a name, an end, and never over what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from honmono.sweep.decisions import (
    DecisionError,
    Signed,
    counted_again,
    excepted,
    handled,
    not_ours,
)
from honmono.sweep.pc import Pc, Release, Verdict
from honmono.text import say

NOW = datetime(2026, 10, 15, 3, 0, tzinfo=UTC)
PC = Pc(id="a", host="PC1")
GOOD = Signed("育休中", "山田 花子", NOW)
JUNE = NOW + timedelta(days=30)


def test_an_exception_holds_until_its_end() -> None:
    left = excepted(PC, GOOD, JUNE, is_open=False)

    holding = left.release(NOW)
    assert holding is not None
    assert (holding.release, holding.by) == (Release.EXCEPTION, "山田 花子")
    assert left.release(JUNE) is None


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (NOW, "end-past"),
        (NOW - timedelta(days=1), "end-past"),
        (NOW + timedelta(days=180, seconds=1), "end-too-late"),
    ],
)
def test_an_end_that_is_over_or_far_is_refused(until: datetime, code: str) -> None:
    with pytest.raises(DecisionError) as error:
        excepted(PC, GOOD, until, is_open=False)

    assert error.value.code == code
    assert say("sweep_inventory", code, "ja")


def test_the_longest_exception_is_taken() -> None:
    assert excepted(PC, GOOD, NOW + timedelta(days=180), is_open=False).released


def test_what_was_found_is_not_decided_away() -> None:
    decisions: list[Callable[[], Pc]] = [
        lambda: excepted(PC, GOOD, JUNE, is_open=True),
        lambda: not_ours(PC, GOOD, is_open=True),
    ]
    for decide in decisions:
        with pytest.raises(DecisionError, match="open-detection"):
            decide()


DECISIONS: list[Callable[[Signed], Pc]] = [
    lambda signed: excepted(PC, signed, JUNE, is_open=False),
    lambda signed: not_ours(PC, signed, is_open=False),
    lambda signed: handled(PC, Verdict.CLEANED, signed),
    lambda signed: counted_again(not_ours(PC, GOOD, is_open=False), signed),
]


@pytest.mark.parametrize("decide", DECISIONS)
@pytest.mark.parametrize(
    ("signed", "code"),
    [(Signed(" \n", "山田", NOW), "no-reason"), (Signed("x", " ", NOW), "no-name")],
)
def test_without_a_reason_or_a_name_nothing_is_decided(
    decide: Callable[[Signed], Pc], signed: Signed, code: str
) -> None:
    with pytest.raises(DecisionError, match=code):
        decide(signed)


def test_a_pc_is_counted_again_and_the_old_decision_stays_on_record() -> None:
    out = not_ours(PC, GOOD, is_open=False)
    back = counted_again(out, Signed("間違い", "山田", JUNE))

    assert out.release(JUNE) is not None
    assert back.release(JUNE) is None
    assert back.released[0].until == JUNE


def test_what_is_not_left_out_is_not_counted_again() -> None:
    with pytest.raises(DecisionError, match="not-left-out"):
        counted_again(PC, GOOD)


def test_what_was_handled_says_by_whom() -> None:
    (one,) = handled(PC, Verdict.FALSE_ALARM, GOOD).handled

    assert (one.verdict, one.by, one.at) == (Verdict.FALSE_ALARM, "山田 花子", NOW)

"""Benchmark: forwards by another hand, and mail that is no report."""

from __future__ import annotations

from benchmarks.forwards_blind.cases import cases
from benchmarks.forwards_blind.outcomes import (
    BATCHES,
    decoy_outcomes,
    outcomes,
    prepare_for_cases,
)


def test_the_cases_are_always_the_same_and_each_has_its_name() -> None:
    for batch in BATCHES:
        first, second = list(cases(batch)), list(cases(batch))

        assert [case.raw for case in first] == [case.raw for case in second]
        assert len({case.name for case in first}) == len(first) >= 200


def test_mail_that_is_no_report_is_judged_as_itself() -> None:
    prepare_for_cases()

    assert [one.case for one in decoy_outcomes() if one.wrong] == []


def test_nobody_who_reports_is_taken_for_the_forger() -> None:
    prepare_for_cases()
    every = [one for batch in BATCHES for one in outcomes(batch)]

    assert [one.case for one in every if "blamed" in one.wrong] == []
    assert sum(bool(one.wrong) for one in every) <= len(every) // 50

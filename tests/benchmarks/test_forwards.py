"""Benchmark: the forwards that reports are measured on."""

from __future__ import annotations

from benchmarks.forwards import cases
from benchmarks.reports import wrong_in


def test_there_are_enough_cases_of_every_kind_and_always_the_same() -> None:
    first, second = list(cases()), list(cases())

    assert [case.raw for case in first] == [case.raw for case in second]
    assert len(first) >= 400
    assert len({case.name for case in first}) == len(first)
    assert sum(case.truth is None for case in first) >= 30


def test_another_draw_is_read_as_well() -> None:
    wrong = [case.name for case in cases(seed=7) if wrong_in(case)]

    assert len(wrong) <= 4

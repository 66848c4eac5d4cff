"""Days and times as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.case import MeaningError
from honmono.incident.case.typed import moment_typed

TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-14", "2026-10-14"),
        ("2026-10-14T09:30", "2026-10-14T09:30"),
        ("2026-10-14 09:30", "2026-10-14T09:30"),
        ("2026-10-14 9:30", "2026-10-14T09:30"),
        ("2026/10/14", "2026-10-14"),
        ("２０２６／１０／１４　９：３０", "2026-10-14T09:30"),
        ("10/14", "2026-10-14"),
        ("10月14日", "2026-10-14"),
        ("10月14日 9時", "2026-10-14T09:00"),
        ("10月14日9時半頃", "2026-10-14T09:30~"),
        ("10月14日（水）午後3時", "2026-10-14T15:00"),
        ("2026年10月14日 9時5分", "2026-10-14T09:05"),
        ("令和8年10月14日", "2026-10-14"),
        ("令和元年5月", "2019-05"),
        ("10月上旬", "2026-10-early"),
        ("2026年10月", "2026-10"),
        ("2026年", "2026"),
        ("12月30日", "2026-12-30"),
        ("1月5日", "2027-01-05"),
        ("昨日", "2026-10-19"),
        ("今日 9:30", "2026-10-20T09:30"),
        ("yesterday 3 pm", "2026-10-19T15:00"),
        ("14 October 2026", "2026-10-14"),
        ("Oct 14, 2026 9:30 am", "2026-10-14T09:30"),
        ("early October 2026", "2026-10-early"),
        ("around 14 October", "2026-10-14~"),
        ("10月14日 18時以降", "2026-10-14T18:00/.."),
        ("10月14日から16日まで", "2026-10-14/2026-10-16"),
        ("10月14日～11月2日", "2026-10-14/2026-11-02"),
        ("10月14日 9時～11時", "2026-10-14T09:00/11:00"),
        ("14 October to 16 October", "2026-10-14/2026-10-16"),
        ("XXXX-10-14", "XXXX-10-14"),
        ("2026-10-14/2026-10-16", "2026-10-14/2026-10-16"),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert str(moment_typed(typed, TODAY)) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "14日", "13月1日", "2026-02-30", "10月14日 25時", "9時", "8年10月",
     "14 Foo 2026", "10月14日 午後13時", "x" * 200, "10月上旬 9時"],
)  # fmt: skip
def test_what_nobody_can_tell_is_refused(typed: str) -> None:
    with pytest.raises(MeaningError):
        moment_typed(typed, TODAY)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_crashes(typed: str) -> None:
    try:
        moment = moment_typed(typed, TODAY)
    except MeaningError:
        return
    assert moment_typed(str(moment), TODAY) == moment


@given(st.dates(min_value=date(2026, 5, 1), max_value=date(2027, 3, 1)))
def test_a_day_without_a_year_is_the_nearest(day: date) -> None:
    assert str(moment_typed(f"{day.month}月{day.day}日", TODAY)) == day.isoformat()

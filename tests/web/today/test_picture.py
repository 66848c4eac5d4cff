"""The line of days of a clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from honmono.web.today.picture import WIDTH, picture_of
from tests.incident.case.clocks.make import NOW, case, sure_clock, theft


@pytest.mark.parametrize("days", [0, 2, 60, 400, 20_000])
def test_everything_stands_on_the_line_in_its_order(days: int) -> None:
    now = NOW + timedelta(days=days)
    clock = sure_clock(theft(), "ppc-preliminary", now=now)

    found = picture_of(clock, now)

    assert found is not None
    assert 0 < found.start < found.due <= found.latest < WIDTH
    assert found.start <= found.now < WIDTH
    assert found.is_over is (days > 3)
    assert (found.over > 0) is (days > 3)
    assert len(found.marks) <= 200


def test_the_last_day_itself_is_not_over() -> None:
    now = NOW.replace(day=22, hour=23, minute=59)

    found = picture_of(sure_clock(theft(), "ppc-preliminary", now=now), now)

    assert found is not None
    assert not found.is_over


def test_a_limit_has_no_window() -> None:
    found = picture_of(sure_clock(theft(), "ppc-final"), NOW)

    assert found is not None
    assert found.window == 0


@pytest.mark.parametrize("code", ["persons-notice", "ppc-final"])
def test_without_a_start_or_an_end_there_is_no_picture(code: str) -> None:
    clock = sure_clock(case(aware=None, affected=[{"data": ["name"]}]), code)

    assert picture_of(clock, NOW) is None

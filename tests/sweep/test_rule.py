"""The rule of one incident."""

from __future__ import annotations

from datetime import UTC, date, datetime

from honmono.sweep.rule import Rule

EVENING = datetime(2022, 5, 18, 16, 0, tzinfo=UTC)


def test_a_day_is_that_of_the_place() -> None:
    assert Rule().day(EVENING) == date(2022, 5, 19)
    assert Rule(zone="Europe/Paris").day(EVENING) == date(2022, 5, 18)


def test_the_wave_is_told_by_the_first_fake_or_else_by_the_question() -> None:
    later = datetime(2023, 3, 20, tzinfo=UTC)

    assert Rule(since=EVENING).wave_day(later) == date(2022, 5, 19)
    assert Rule().wave_day(later) == date(2023, 3, 20)

"""Days: closed days, rolling, and a second calendar to hold the first against."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import jpholiday
from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.case.clocks import State, standard
from honmono.incident.case.clocks.days import is_closed, rolled
from honmono.incident.case.clocks.law import Calendar
from tests.incident.case.clocks.make import TOKYO, sure_clock, theft
from tests.incident.case.clocks.vectors import wrong_sending

JAPAN = standard().laws[0].calendar
SECOND = holidays.country_holidays("JP", years=range(2014, 2037))
DAYS = st.dates(date(2022, 4, 1), date(2034, 12, 31))
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 12, 31))  # noqa: DTZ001


def closed_by_the_second_calendar(day: date) -> bool:
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or day in SECOND or year_end


def test_two_calendars_agree_on_every_day_of_21_years() -> None:
    day, apart = date(2015, 1, 1), []
    while day.year < 2036:
        if bool(jpholiday.is_holiday(day)) != (day in SECOND):
            apart.append(day)
        day += timedelta(days=1)

    assert apart == []


def test_the_year_end_closure_is_ours() -> None:
    shut = [date(2026, 12, 28) + timedelta(days=n) for n in range(8)]

    assert [is_closed(day, JAPAN) for day in shut] == [
        *(False, True, True, True, True, True, True, False)
    ]


def test_rolling_back() -> None:
    assert rolled(date(2022, 7, 18), JAPAN, -1) == date(2022, 7, 15)


def test_a_calendar_without_closed_days_rolls_nothing() -> None:
    assert rolled(date(2022, 7, 17), Calendar()) == date(2022, 7, 17)


@given(DAYS)
def test_the_window_is_the_third_to_the_fifth_day(aware: date) -> None:
    found = sure_clock(theft(aware=aware.isoformat()), "ppc-preliminary")

    assert found.due == aware + timedelta(days=2)
    assert found.latest == aware + timedelta(days=4)


@given(DAYS, st.booleans())
def test_the_final_report_ends_on_the_first_open_day(aware: date, stolen: bool) -> None:
    text = aware.isoformat()
    incident = theft(aware=text) if stolen else wrong_sending(1_001, text)
    end = sure_clock(incident, "ppc-final").latest
    counted = aware + timedelta(days=59 if stolen else 29)

    assert end is not None
    assert not closed_by_the_second_calendar(end)
    assert counted <= end <= counted + timedelta(days=10)
    day = counted
    while day < end:
        assert closed_by_the_second_calendar(day)
        day += timedelta(days=1)


@given(DAYS)
def test_a_day_later_never_ends_earlier(aware: date) -> None:
    one = sure_clock(theft(aware=aware.isoformat()), "ppc-final").latest
    later = (aware + timedelta(days=1)).isoformat()
    other = sure_clock(theft(aware=later), "ppc-final").latest

    assert one is not None
    assert other is not None
    assert one <= other


@given(INSTANTS, st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/New_York"]))
def test_72_hours_are_elapsed_hours(naive: datetime, zone: str) -> None:
    aware = naive.replace(tzinfo=UTC, microsecond=0, second=0)
    text = aware.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")
    incident = theft(aware=text, zone=zone, replies={"gdpr-applies": "yes"})
    end = sure_clock(incident, "gdpr-authority").latest

    assert isinstance(end, datetime)
    assert end.astimezone(UTC) - aware == timedelta(hours=72)
    assert end.utcoffset() == end.astimezone(ZoneInfo(zone)).utcoffset()


@given(DAYS, st.lists(st.integers(0, 24 * 90), min_size=2, max_size=4))
def test_time_moves_a_clock_forward_only(aware: date, hours: list[int]) -> None:
    order = [State.RUNNING, State.DUE, State.OVERDUE]
    midnight = datetime.combine(aware, datetime.min.time(), TOKYO)
    seen = [
        order.index(
            sure_clock(
                theft(aware=aware.isoformat()),
                "ppc-final",
                now=midnight + timedelta(hours=hour),
            ).state
        )
        for hour in sorted(hours)
    ]

    assert seen == sorted(seen)

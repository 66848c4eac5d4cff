"""When: as precisely as it is known."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from honmono.incident.case import Moment

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-05-18", date(2022, 5, 18), date(2022, 5, 18)),
        ("2022-05-18T11:14+09:00", date(2022, 5, 18), date(2022, 5, 18)),
        ("2022-06-early", date(2022, 6, 1), date(2022, 6, 10)),
        ("2022-02-late", date(2022, 2, 21), date(2022, 2, 28)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-06-10~", date(2022, 6, 10), date(2022, 6, 10)),
        ("2022-06-29/2022-07-02", date(2022, 6, 29), date(2022, 7, 2)),
        ("2022-05-18T18:00/..", date(2022, 5, 18), date(2022, 5, 18)),
        ("2022-05-18/..", date(2022, 5, 18), None),
        ("XXXX-06-10", None, None),
        ("06-10", None, None),
        ("--06-early", None, None),
        ("--06", None, None),
        ("XXXX-XX-XXT00:00/11:15", None, None),
    ],
)
def test_the_days_that_it_may_be(
    text: str, first: date | None, last: date | None
) -> None:
    moment = Moment(text)

    assert (moment.first_day(), moment.last_day()) == (first, last)
    assert str(moment) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-13-01", "no such month"),
        ("2022-02-30", "no such day"),
        ("2022-00", "no such month"),
        ("2022-05-18T25:00", "no such time"),
        ("2022-05-18/2022-05-17", "ends before it begins"),
        ("2022-05-18T11:00/10:00", "ends before it begins"),
        ("2022-05-18/10:00", "begins at none"),
        ("2022-05-earlyT10:00", "a time and no day"),
        ("XXXX-XX-10", "a day and no month"),
        ("0000-01-01", "1900 to 2999"),
        ("0001-01-01T00:00+14:00", "1900 to 2999"),
        ("9999-12-31T23:00-12:00", "1900 to 2999"),
        ("yesterday", "is no moment"),
        ("", "is no moment"),
        ("２０２２-05-18", "is no moment"),
    ],
)
def test_what_is_no_moment_says_why(text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Moment(text)


def test_the_29th_of_february_of_an_unknown_year_may_be() -> None:
    assert Moment("XXXX-02-29").start.day == 29


def test_a_time_without_a_zone_is_the_organizations() -> None:
    assert Moment("2022-05-18T11:14").at(TOKYO) == datetime(
        2022, 5, 18, 11, 14, tzinfo=TOKYO
    )
    assert Moment("2022-05-18T02:14Z").at(TOKYO) == datetime(
        2022, 5, 18, 11, 14, tzinfo=TOKYO
    )


@pytest.mark.parametrize("text", ["2022-05-18", "2022-05-early", "XXXX-05-18T11:14"])
def test_what_is_not_exact_has_no_instant(text: str) -> None:
    assert Moment(text).at(TOKYO) is None


def test_a_timeline_begins_with_the_earliest_and_ends_with_what_has_no_year() -> None:
    right = [
        "2021",
        "2022-05",
        "2022-05-18",
        "2022-05-18T09:00",
        "2022-05-18T11:14+09:00",
        "2022-05-mid~",
        "2022-05-19",
        "XXXX-01-01",
    ]
    right.sort(key=lambda text: Moment(text).order())

    assert right.index("2022-05-18") < right.index("2022-05-18T09:00")
    assert right.index("2022-05-18T09:00") < right.index("2022-05-18T11:14+09:00")
    assert right[0] == "2021"
    assert right[-1] == "XXXX-01-01"

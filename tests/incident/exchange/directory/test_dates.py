"""Dates of directories: what is doubtful is no date."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from honmono.incident.exchange.directory.dates import NoDateError, changed_at

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2022, 5, 20, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-05-19T09:00:00Z", "2022-05-19T18:00:00+09:00"),
        ("2022-05-19T09:00:00.1234567Z", "2022-05-19T18:00:00+09:00"),
        ("2022-05-19T09:00:00+02:00", "2022-05-19T16:00:00+09:00"),
        ("2022-05-19 18:00:00", "2022-05-19T18:00:00+09:00"),
        ("132974244000000000", "2022-05-19T18:00:00+09:00"),
        ("/Date(1652950800000)/", "2022-05-19T18:00:00+09:00"),
        ("/Date(1652950800000+0900)/", "2022-05-19T18:00:00+09:00"),
        ("2022/05/19 18:00:00", "2022-05-19T18:00:00+09:00"),
        ("2022/5/9 9:05", "2022-05-09T09:05:00+09:00"),
        ("2022年5月19日 18:00", "2022-05-19T18:00:00+09:00"),
        ("2022/05/19", "2022-05-19"),
        ("5/19/2022 6:00:00 PM", "2022-05-19T18:00:00+09:00"),
        ("5/19/2022 12:30:00 AM", "2022-05-19T00:30:00+09:00"),
        ("19/05/2022 18:00:00", "2022-05-19T18:00:00+09:00"),
        ("05/05/2022", "2022-05-05"),
        ("06.05.2022 18:00:00", "2022-05-06T18:00:00+09:00"),
    ],
)
def test_each_way_of_writing_is_one_moment(text: str, moment: str) -> None:
    assert str(changed_at(text, TOKYO, NOW)) == moment


@pytest.mark.parametrize("text", ["", " ", "0", "null", "-"])
def test_no_date_is_none(text: str) -> None:
    assert changed_at(text, TOKYO, NOW) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5/6/2022 6:00:00 PM", "ambiguous"),
        ("06/05/2022", "ambiguous"),
        ("1.32974E+17", "rounded"),
        ("9223372036854775807", "no-date"),
        ("1652950800", "too-old"),
        ("20220519", "too-old"),
        ("1601-01-01T00:00:00Z", "too-old"),
        ("0001-01-01T00:00:00Z", "too-old"),
        ("2022-05-20T03:00:01Z", "in-future"),
        ("2022/05/21", "in-future"),
        ("9999-12-31T23:59:59Z", "no-date"),
        ("2022-02-30", "no-date"),
        ("13/13/2022", "no-date"),
        ("5/19/2022 13:00 PM", "no-date"),
        ("yesterday", "no-date"),
        ("TRUE", "no-date"),
        ("٢٠٢٢-٠٥-١٩", "no-date"),
        ("9" * 5_000, "no-date"),
    ],
)
def test_what_is_doubtful_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NoDateError, match=f"^{reason}$"):
        changed_at(text, TOKYO, NOW)


def test_an_hour_that_comes_twice_is_taken_as_the_earlier_one() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2023, 1, 1, tzinfo=UTC)

    found = changed_at("2022-10-30 02:30", berlin, now)

    assert str(found) == "2022-10-30T02:30:00+02:00"

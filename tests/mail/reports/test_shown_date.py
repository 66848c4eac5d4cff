"""Reports: dates as mail programs show them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from honmono.mail.reports.shown_date import read

JST = timezone(timedelta(hours=9))
REPORT = datetime(2026, 6, 9, 12, 0, tzinfo=JST)
EVENING = datetime(2026, 6, 8, 22, 5, tzinfo=JST)


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月8日 22:05",
        "2026. június 8., hétfő 22:05",
        "понедельник, 8 июня 2026 г. 22:05",
        "8 червня 2026 р. 22:05",
        "8 Haziran 2026 Pazartesi 22:05",
        "maanantai 8. kesäkuuta 2026 22.05",
        "mandag den 8. juni 2026 22:05",
        "pondělí 8. června 2026 22:05",
        "poniedziałek, 8 czerwca 2026 22:05",
        "lunes, 8 de junio de 2026 10:05 p. m.",
        "2026年6月8日(月) 22時05分",
        "2026年6月8日月曜日 午後10:05",
        "月曜日, 6月 8, 2026 10:05 午後",
        "2026/06/08 22:05",
        "2026/6/8, Mon 22:05",
        "2026-06-08 22:05:00",
        "Monday, June 8, 2026 10:05 PM",
        "Mon, Jun 8, 2026 at 10:05 PM",
        "June 8, 2026 at 10:05:00\u202fPM GMT+9",
        "8 June 2026 22:05",
        "Mon, 8 Jun 2026 22:05:00 +0900",
        "Mon, 8 Jun 2026 13:05:00 GMT",
        "Mo., 8. Juni 2026 um 22:05 Uhr",
        "Montag, 8. Juni 2026 22:05",
        "08.06.2026 22:05",
        "lundi 8 juin 2026 22:05",
        "lunes, 8 de junio de 2026 22:05",
        "segunda-feira, 8 de junho de 2026 22:05",
        "06/08/2026 10:05:00 PM",
        "08/06/2026 22:05",
        "8/6/26 22:05",
        "6/8/26, 10:05 PM (GMT+09:00)",
        "26/06/08 22:05",
        "2026년 6월 8일 월요일 오후 10:05",
        "2026年6月8日(星期一) 下午10:05",
    ],
)
def test_a_shown_date_is_read(text: str) -> None:
    assert read(text, REPORT) == EVENING


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Invoice 5582",
        "99/99/2026",
        "31 February 2026 10:00",
        "9" * 500,
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text, REPORT) is None


def test_day_and_month_are_those_before_the_report() -> None:
    assert read("03/04/2026", datetime(2026, 3, 20, tzinfo=UTC)) == datetime(
        2026, 3, 4, tzinfo=UTC
    )
    assert read("03/04/2026", datetime(2026, 4, 20, tzinfo=UTC)) == datetime(
        2026, 4, 3, tzinfo=UTC
    )


def test_two_digits_of_a_year_are_read_as_in_other_dates() -> None:
    assert read("12/17/99 1:25 PM", datetime(2000, 1, 13, tzinfo=UTC)) == datetime(
        1999, 12, 17, 13, 25, tzinfo=UTC
    )


def test_without_a_report_the_time_is_utc() -> None:
    assert read("2026-06-08 22:05", None) == datetime(2026, 6, 8, 22, 5, tzinfo=UTC)

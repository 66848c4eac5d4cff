"""Dates of header fields, as real programs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from honmono.mail.message.dates import parse_date


@pytest.mark.parametrize(
    "value",
    [
        b" Mon, 23 Nov 2026 09:15:07 +0900",
        b"Mon, 23 Nov 2026 09:15:07 +0900 (JST)",
        b"Mon,\r\n 23 Nov 2026 09:15:07\r\n +0900",
        b"23 Nov 2026 09:15:07 JST",
        b"Mon 23 Nov 2026 00:15:07 GMT",
        b"Monday, 23-Nov-26 00:15:07 UT",
        b"Mon, 23 nov 126 00:15:07 Z",
        b"Sun, 22 November 2026 19:15:07 EST",
        b"Sun, 22 Nov 2026 17:15:07 -0700",
        b"Mon, 23 Nov 2026 0:15:7 -0000",
        b"Mon, 23 Nov 2026 00.15.07 +0000",
        b"Mon, 23 Nov 2026 00:15:07",
        b"Mon, 23 Nov 2026 00:15:07 XYZ",
        b"Mon Nov 23 00:15:07 2026",
        b"Monday, November 23, 2026 00:15:07",
        b"Mon, 23 Nov 2026 00:15:07 +9999",
    ],
)
def test_a_date_is_read(value: bytes) -> None:
    date = parse_date(value)

    assert date == datetime(2026, 11, 23, 0, 15, 7, tzinfo=UTC)
    assert date.tzinfo is not None


def test_the_zone_of_the_mail_is_kept() -> None:
    date = parse_date(b"Mon, 23 Nov 2026 09:15:00 +0900")

    assert date is not None
    assert date.isoformat() == "2026-11-23T09:15:00+09:00"


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (b"1 Jan 49 0:00 Z", 2049),
        (b"1 Jan 50 0:00 Z", 1950),
        (b"1 Jan 99 0:00 Z", 1999),
    ],
)
def test_two_digits_of_a_year(value: bytes, year: int) -> None:
    date = parse_date(value)

    assert date is not None
    assert date.year == year


def test_a_leap_second_is_the_second_before() -> None:
    date = parse_date(b"Sat, 31 Dec 2016 23:59:60 +0000")

    assert date == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *(b"", b" ", b"yesterday", b"0", b"-", b",", b"11-06-2023", b"\xff\0"),
        b"Tue, 31 Feb 2026 01:01:01 +0000",
        b"Mon, 23 Foo 2026 09:15:00 +0900",
        b"Mon, 23 Nov 2026 25:15:00 +0900",
        b"1 Jan 0001 00:00:00 +0900",
        b"31 Dec 9999 23:59:59 -0900",
        b"23 Nov 99999999999999999999 00:00:00 +0000",
        b"Mon, 23 Nov 2026 :: +",
    ],
)
def test_what_is_no_date_is_none(value: bytes) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize("sign", [b"(", b" ", b"1", b":", b",", b"Mon, ", b"-", b"a1"])
def test_any_value_takes_little_time(sign: bytes) -> None:
    start = process_time()
    parse_date(sign * 200_000)

    assert process_time() - start < 10

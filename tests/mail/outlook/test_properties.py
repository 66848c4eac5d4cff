"""Values of Outlook: of the right type and length, or not there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.mail.outlook.properties import Properties, Tag, Type, label_of
from tests.mail.outlook.make_msg import values


def of(tag: Tag, kind: int, data: bytes, charset: str = "") -> Properties:
    return Properties({int(tag): (kind, data)}, charset)


@pytest.mark.parametrize(
    ("kind", "data", "charset", "expected"),
    [
        (Type.UNICODE, "日本\0rest".encode("utf-16-le"), "", "日本"),
        (Type.UNICODE, b"a\0b", "", "a\ufffd"),
        (Type.STRING8, "日本".encode("cp932"), "cp932", "日本"),
        (Type.STRING8, b"abc\0def", "", "abc"),
        (Type.BINARY, b"abc", "", ""),
        (0x7777, b"abc", "", ""),
    ],
)
def test_texts(kind: int, data: bytes, charset: str, expected: str) -> None:
    assert of(Tag.SUBJECT, kind, data, charset).text(Tag.SUBJECT) == expected


def test_numbers_and_bytes() -> None:
    assert (
        of(Tag.RECIPIENT_TYPE, Type.LONG, b"\2\0\0\0\0\0\0\0").number(
            Tag.RECIPIENT_TYPE
        )
        == 2
    )
    assert of(Tag.RECIPIENT_TYPE, Type.LONG, b"\2").number(Tag.RECIPIENT_TYPE) is None
    assert (
        of(Tag.RECIPIENT_TYPE, Type.BINARY, b"\2\0\0\0").number(Tag.RECIPIENT_TYPE)
        is None
    )
    assert Properties().number(Tag.RECIPIENT_TYPE) is None
    assert of(Tag.HTML, Type.UNICODE, b"x").binary(Tag.HTML) == b""


@pytest.mark.parametrize("ticks", [0, 2**63, 0x0CB34557A3DD4000, 2**64 - 1])
def test_times_that_mean_none(ticks: int) -> None:
    found = of(Tag.CLIENT_SUBMIT_TIME, Type.TIME, ticks.to_bytes(8, "little"))

    assert found.time(Tag.CLIENT_SUBMIT_TIME) is None


def test_a_time() -> None:
    when = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)

    assert (
        Properties(dict(values(CLIENT_SUBMIT_TIME=when))).time(Tag.CLIENT_SUBMIT_TIME)
        == when
    )


@pytest.mark.parametrize(
    ("page", "locale", "expected"),
    [
        (932, 0, "cp932"),
        (0, 0x411, "cp932"),
        (1200, 0x411, "cp932"),
        (0, 0x404, "cp950"),
        (0, 0x804, "gb18030"),
        (0, 0x409, "windows-1252"),
        (0, 0, ""),
        (99999, 0, ""),
    ],
)
def test_who_says_what_the_code_page_is(page: int, locale: int, expected: str) -> None:
    found = Properties(dict(values(MESSAGE_CODEPAGE=page, MESSAGE_LOCALE_ID=locale)))

    assert found.find_charset() == expected


def test_unicode_stays_where_both_are_there() -> None:
    found = Properties()
    found.put(Tag.SUBJECT, Type.UNICODE, b"a\0")
    found.put(Tag.SUBJECT, Type.STRING8, b"b")

    assert found.text(Tag.SUBJECT) == "a"


def test_every_code_page_is_one_that_is_read() -> None:
    assert label_of(50220) == "iso-2022-jp"
    assert label_of(-1) == ""

"""Whom a mail shows: Internet addresses, and never a made one."""

from __future__ import annotations

import struct

import pytest

from honmono.mail.outlook import people
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.people import Person
from honmono.mail.outlook.properties import Properties
from tests.mail.outlook.make_msg import Value, values

EX = "/O=EXCHANGELABS/OU=FIRST/CN=RECIPIENTS/CN=YAMADA"
ONE_OFF = bytes.fromhex("00000000 812B1FA4BEA310199D6E00DD010F5402 0000")


def of(**named: Value) -> Properties:
    return Properties(dict(values(**named)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"SENDER_ADDRESS_TYPE": "SMTP", "SENDER_EMAIL_ADDRESS": "a@example.net"},
            "a@example.net",
        ),
        ({"SENDER_EMAIL_ADDRESS": "a@example.net"}, "a@example.net"),
        ({"SENDER_ADDRESS_TYPE": "EX", "SENDER_EMAIL_ADDRESS": EX}, ""),
        (
            {"SENDER_ADDRESS_TYPE": "EX", "SENDER_EMAIL_ADDRESS": EX + "@example.net"},
            "",
        ),
        ({"SENDER_EMAIL_ADDRESS": EX + "@example.net"}, ""),
        (
            {
                "SENDER_ADDRESS_TYPE": "EX",
                "SENDER_EMAIL_ADDRESS": EX,
                "SENDER_SMTP_ADDRESS": "y@example.jp",
            },
            "y@example.jp",
        ),
        ({"SENDER_ADDRESS_TYPE": "FAX", "SENDER_EMAIL_ADDRESS": "a@+81-3"}, ""),
    ],
)
def test_an_address_of_exchange_is_none(given: dict[str, Value], expected: str) -> None:
    assert people.writer(of(SENDER_NAME="山田", **given)) == Person("山田", expected)


def test_who_is_represented_comes_first() -> None:
    found = of(
        SENT_REPRESENTING_NAME="President",
        SENT_REPRESENTING_SMTP_ADDRESS="president@example.co.jp",
        SENDER_NAME="Secretary",
        SENDER_SMTP_ADDRESS="sec@example.co.jp",
    )

    assert people.writer(found).address == "president@example.co.jp"
    assert people.sender(found).address == "sec@example.co.jp"


def test_recipients_by_their_kind_whatever_the_flags() -> None:
    item = Item(
        of(DISPLAY_TO="nobody asks"),
        [
            of(DISPLAY_NAME="a", SMTP_ADDRESS="a@example.net", RECIPIENT_TYPE=1),
            of(
                DISPLAY_NAME="b",
                SMTP_ADDRESS="b@example.net",
                RECIPIENT_TYPE=0x10000002,
            ),
            of(DISPLAY_NAME="c", SMTP_ADDRESS="c@example.net", RECIPIENT_TYPE=3),
            of(DISPLAY_NAME="d", SMTP_ADDRESS="d@example.net"),
        ],
    )

    assert [p.name for p in people.recipients(item, people.TO)] == ["a", "d"]
    assert [p.name for p in people.recipients(item, people.CC)] == ["b"]
    assert [p.name for p in people.recipients(item, people.BCC)] == ["c"]


def test_without_a_list_the_line_that_is_shown() -> None:
    item = Item(of(DISPLAY_TO="佐藤; tanaka@example.net"))

    assert people.recipients(item, people.TO) == [
        Person("佐藤", ""),
        Person("tanaka@example.net", "tanaka@example.net"),
    ]


@pytest.mark.parametrize("wide", [True, False])
def test_where_answers_go(wide: bool) -> None:
    texts = ("返信先", "SMTP", "reply@example.net")
    charset, nul = ("utf-16-le", b"\0\0") if wide else ("cp932", b"\0")
    entry = (
        ONE_OFF
        + struct.pack("<H", 0x9000 if wide else 0)
        + b"".join(t.encode(charset) + nul for t in texts)
    )
    padded = struct.pack("<I", len(entry)) + entry + bytes(-len(entry) % 4)
    found = Properties(
        dict(
            values(
                REPLY_RECIPIENT_ENTRIES=struct.pack("<II", 2, len(padded) * 2)
                + padded * 2
            )
        ),
        "cp932",
    )

    assert people.reply_to(found) == [Person("返信先", "reply@example.net")] * 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 30,
        bytes(200),
        struct.pack("<III", 1, 9, 30) + ONE_OFF + b"\0\x80" + b"a" * 6,
    ],
)
def test_a_broken_list_is_no_answer(data: bytes) -> None:
    assert [
        p for p in people.reply_to(of(REPLY_RECIPIENT_ENTRIES=data)) if p.address
    ] == []

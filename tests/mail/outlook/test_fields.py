"""The header: as it travelled without the fields of the body, or written anew."""

from __future__ import annotations

import pytest

from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.outlook import fields
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.properties import Properties
from honmono.mail.source import RawMail
from tests.mail.outlook.make_msg import Value, values


def travelled(header: str) -> bytes:
    return fields.header_as_it_travelled(
        Properties(dict(values(TRANSPORT_MESSAGE_HEADERS=header)))
    )


def written(**named: Value) -> Message:
    lines = b"".join(
        line for _, line in fields.fields(Item(Properties(dict(values(**named)))))
    )
    return parse(RawMail(lines + b"\r\n", "x"))


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("A: 1\r\nB: 2\r\n", b"A: 1\r\nB: 2\r\n"),
        ("A: 1", b"A: 1\r\n"),
        ("A: 1\r\nContent-Type: x;\r\n boundary=y\r\nB: 2\r\n", b"A: 1\r\nB: 2\r\n"),
        ("A: 1\r\nMIME-Version: 1.0\r\nCONTENT-id : z\r\n", b"A: 1\r\n"),
        ("A: 1\r\n\r\nbody\r\n", b"A: 1\r\n"),
        ("\r\n A: 1\n", b"A: 1\n"),
        (
            "Microsoft Mail Internet Headers Version 2.0\r\nA: 1\r\n",
            b"Microsoft Mail Internet Headers Version 2.0\r\nA: 1\r\n",
        ),
        ("A: 日本\r\n", "A: 日本\r\n".encode()),
        ("no header at all", b""),
        ("", b""),
    ],
)
def test_what_is_kept(header: str, kept: bytes) -> None:
    assert travelled(header) == kept


@pytest.mark.parametrize(
    "subject",
    [
        "plain",
        "日本語の件名" * 20,
        '"quotes" and \\ backslash',
        "=?utf-8?B?5pel?= as it stands",
        "😀" * 40,
        "a" * 2_000,
    ],
)
def test_a_subject_comes_back(subject: str) -> None:
    assert written(SUBJECT=subject).subject.text == subject


@pytest.mark.parametrize(
    "name",
    [
        "Yamada, Taro",
        'A "B" C',
        "山田 太郎",
        "a@example.co.jp",
        "=?utf-8?B?5pel?=",
        "x;y:z<a>(c)",
    ],
)
def test_a_name_comes_back(name: str) -> None:
    found = written(SENDER_NAME=name, SENDER_SMTP_ADDRESS="a@example.net")

    assert [(a.name, a.address) for a in found.authors] == [(name, "a@example.net")]


def test_a_subject_of_a_data_file_loses_its_mark() -> None:
    assert written(SUBJECT="\x01\x05Re: hello").subject.text == "Re: hello"
    assert (
        written(SUBJECT_PREFIX="Re: ", NORMALIZED_SUBJECT="hello").subject.text
        == "Re: hello"
    )


def test_a_draft_says_that_it_was_never_sent() -> None:
    assert written(MESSAGE_FLAGS=9).values("X-Unsent") == (b" 1",)
    assert not written(MESSAGE_FLAGS=1).values("X-Unsent")


def test_who_hands_it_in_is_told_when_it_is_another() -> None:
    found = written(
        SENT_REPRESENTING_SMTP_ADDRESS="president@example.co.jp",
        SENDER_SMTP_ADDRESS="sec@example.co.jp",
    )

    assert [a.address for a in found.senders] == ["sec@example.co.jp"]
    assert not written(SENDER_SMTP_ADDRESS="a@example.net").senders

"""A `.msg`: what stands in the file stands in the mail, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from honmono.mail.message import Defect
from honmono.mail.outlook import jobs, msg
from honmono.mail.outlook.item import MAX_DEPTH
from honmono.mail.sandbox import FailureKind, Refused
from tests.mail.outlook.build import of_msg, people
from tests.mail.outlook.make_msg import Parts, Tree, compound, file, inner, mail, values
from tests.mail.outlook.make_msg import msg as made

MONDAY = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
TO = values(DISPLAY_NAME="佐藤", SMTP_ADDRESS="sato@example.net", RECIPIENT_TYPE=1)
CC = values(
    DISPLAY_NAME="鈴木",
    ADDRESS_TYPE="SMTP",
    EMAIL_ADDRESS="suzuki@example.net",
    RECIPIENT_TYPE=2,
)


def test_a_sent_mail() -> None:
    message = of_msg(
        made(
            mail(
                SUBJECT="見積書の件 ①㈱",
                SENT_REPRESENTING_NAME="山田 太郎",
                SENT_REPRESENTING_ADDRESS_TYPE="SMTP",
                SENT_REPRESENTING_EMAIL_ADDRESS="yamada@example.co.jp",
                CLIENT_SUBMIT_TIME=MONDAY,
                INTERNET_MESSAGE_ID="<1@example.co.jp>",
                IN_REPLY_TO_ID="<0@example.net>",
                BODY="髙橋様\r\n本文です。\r\n",
            ),
            [TO, CC],
            [file("見積書.pdf", b"%PDF-1.7" * 2_000)],
        )
    )

    assert message.subject.text == "見積書の件 ①㈱"
    assert people(message, "from") == [("山田 太郎", "yamada@example.co.jp")]
    assert people(message, "to") == [("佐藤", "sato@example.net")]
    assert people(message, "cc") == [("鈴木", "suzuki@example.net")]
    assert message.date == MONDAY
    assert message.message_id == "1@example.co.jp"
    assert [body.source for body in message.bodies] == ["髙橋様\n本文です。\n"]
    assert [(f.name, f.magic, f.size) for f in message.attachments] == [
        ("見積書.pdf", "pdf", 16_000)
    ]
    assert message.defects == (Defect.REBUILT, Defect.HEADER_REBUILT)


@pytest.mark.parametrize(
    "said",
    [{"MESSAGE_CODEPAGE": 932}, {"MESSAGE_LOCALE_ID": 0x411}, {}],
    ids=["code page", "locale", "nobody says"],
)
def test_texts_in_a_code_page(said: dict[str, int]) -> None:
    message = of_msg(
        made(
            mail(
                "cp932",
                SUBJECT="見積書の件です",
                BODY="高橋様、本文です。",
                SENDER_NAME="山田太郎です",
                **said,
            )
        )
    )

    assert message.subject.text == "見積書の件です"
    assert message.bodies[0].source == "高橋様、本文です。"
    assert people(message, "from") == [("山田太郎です", "")]


def test_html_keeps_its_bytes_and_gets_its_charset() -> None:
    html = "<p>日本語</p>".encode("cp932")
    message = of_msg(made(mail(HTML=html, INTERNET_CODEPAGE=932, BODY="日本語")))

    assert [(b.html, b.source) for b in message.bodies] == [
        (False, "日本語"),
        (True, "<p>日本語</p>"),
    ]


def test_a_mail_in_a_mail_in_a_mail() -> None:
    third = Parts(mail(SUBJECT="third", BODY="3"), files=[file("c.txt", b"ccc")])
    second = Parts(mail(SUBJECT="second", BODY="2"), files=[inner("third", third)])
    message = of_msg(
        made(mail(SUBJECT="first", BODY="1"), (), [inner("second", second)])
    )

    assert [b.source for b in message.bodies] == ["1"]
    assert [f.name for f in message.attachments] == ["second", "c.txt"]
    assert [p.content_type for p in message.parts].count("message/rfc822") == 2


def test_too_many_mails_in_each_other_are_named_and_said() -> None:
    parts = Parts(mail(SUBJECT="last"))
    for number in range(MAX_DEPTH + 3):
        parts = Parts(mail(SUBJECT=str(number)), files=[inner(str(number), parts)])
    answer = jobs.mail_of_msg(made(parts.values, (), parts.files))

    assert b"Subject: last" not in answer
    assert answer.count(b"message/rfc822") == MAX_DEPTH
    assert of_msg(made(parts.values, (), parts.files)).defects


def test_an_object_of_ole_gives_the_file_that_was_dragged_in() -> None:
    native = (
        b"\0\0\0\0\2\0a.exe\0C:\\a.exe\0\0\0\3\0\4\0\0\0cmd\0"
        + (5).to_bytes(4, "little")
        + b"MZ\x90\0\3"
    )
    native = len(native).to_bytes(4, "little") + native[4:]
    tree: Tree = {"\x01Ole10Native": native, "\x01CompObj": b"x" * 100}
    message = of_msg(made(mail(SUBJECT="x"), (), [inner("a.exe", tree, method=6)]))

    assert [(f.name, f.magic, f.size) for f in message.attachments] == [
        ("a.exe", "mz", 5)
    ]


@pytest.mark.parametrize(
    ("message_class", "said"),
    [
        ("IPM.Contact", "contact"),
        ("IPM.StickyNote", "note"),
        ("IPM.Task", "task"),
        ("ipm.distlist", "distribution list"),
    ],
)
def test_what_is_no_mail_is_refused_by_name(message_class: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        jobs.mail_of_msg(made(mail(MESSAGE_CLASS=message_class, SUBJECT="x")))

    assert refused.value.kind is FailureKind.NOT_A_MAIL
    assert said in refused.value.detail


@pytest.mark.parametrize(
    "message_class",
    [
        "IPM.Note",
        "",
        "REPORT.IPM.Note.NDR",
        "IPM.Schedule.Meeting.Request",
        "IPM.TaskRequest",
        "IPM.Appointment",
    ],
)
def test_what_shows_a_sender_is_read(message_class: str) -> None:
    assert (
        of_msg(made(mail(MESSAGE_CLASS=message_class, SUBJECT="x"))).subject.text == "x"
    )


def test_a_word_document_is_none() -> None:
    with pytest.raises(Refused) as refused:
        msg.read(compound({"WordDocument": b"x" * 5_000}))

    assert refused.value.kind is FailureKind.NOT_A_MAIL
    assert "Office" in refused.value.detail


def test_two_thousand_recipients_take_no_time() -> None:
    many = [
        values(DISPLAY_NAME=f"n{n}", SMTP_ADDRESS=f"n{n}@example.net", RECIPIENT_TYPE=1)
        for n in range(500)
    ]
    data = made(mail(SUBJECT="all"), many)
    start = process_time()
    message = of_msg(data)

    assert len(message.to) == 500
    assert process_time() - start < 10

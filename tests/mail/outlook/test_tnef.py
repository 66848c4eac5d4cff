"""A capsule of Outlook: what stands in it stands in the mail, up to where it is broken."""

from __future__ import annotations

import random
import struct
from datetime import UTC, datetime

import pytest

from honmono.mail.message import Defect
from honmono.mail.outlook import tnef
from honmono.mail.outlook.item import MAX_DEPTH
from honmono.mail.outlook.properties import Tag
from honmono.mail.sandbox import Refused
from tests.mail.outlook.build import of_tnef, people
from tests.mail.outlook.make_msg import attribute, mail, values
from tests.mail.outlook.make_msg import tnef as made

HEAD = bytes.fromhex("789F3E22") + b"\1\0"
TO = values(DISPLAY_NAME="佐藤", SMTP_ADDRESS="sato@example.net", RECIPIENT_TYPE=1)


def test_a_mail_with_files_and_a_mail_inside() -> None:
    inside = made(mail(SUBJECT="inner", BODY="deep"))
    message = of_tnef(
        made(
            mail(
                SUBJECT="見積書",
                SENDER_NAME="山田",
                SENDER_ADDRESS_TYPE="SMTP",
                SENDER_EMAIL_ADDRESS="yamada@example.co.jp",
                BODY="本文",
            ),
            [TO],
            [
                (
                    values(
                        ATTACH_METHOD=1,
                        ATTACH_LONG_FILENAME="資料.txt",
                        ATTACH_DATA=b"hello",
                    ),
                    None,
                ),
                (values(ATTACH_METHOD=5, DISPLAY_NAME="inner"), inside),
            ],
        )
    )

    assert message.subject.text == "見積書"
    assert people(message, "from") == [("山田", "yamada@example.co.jp")]
    assert people(message, "to") == [("佐藤", "sato@example.net")]
    assert [b.source for b in message.bodies] == ["本文"]
    assert [f.name for f in message.attachments] == ["資料.txt", "inner"]
    assert message.defects[-2:] != ()


def test_attributes_of_the_old_form() -> None:
    name, address = b"Yamada\0", b"SMTP:yamada@example.co.jp\0"
    triple = struct.pack("<4H", 4, 16, len(name), len(address)) + name + address
    data = (
        HEAD
        + attribute(1, 0x00069007, struct.pack("<II", 932, 0))
        + attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
        + attribute(1, 0x00018004, "見積書".encode("cp932") + b"\0")
        + attribute(1, 0x00008000, triple)
        + attribute(1, 0x00038005, struct.pack("<7H", 2026, 4, 6, 9, 0, 0, 1))
        + attribute(1, 0x0002800C, "本文".encode("cp932"))
        + attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, b"A.TXT\0")
        + attribute(2, 0x0006800F, b"hello")
    )
    message = of_tnef(data)

    assert message.subject.text == "見積書"
    assert people(message, "from") == [("Yamada", "yamada@example.co.jp")]
    assert message.date == datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
    assert message.bodies[0].source == "本文"
    assert [(f.name, f.size) for f in message.attachments] == [("A.TXT", 5)]
    assert message.defects == (Defect.REBUILT, Defect.HEADER_REBUILT)


def test_values_with_names_and_several_values_are_passed() -> None:
    named = (
        struct.pack("<HH16sII", 0x1F, 0x8001, bytes(16), 1, 6)
        + "abc".encode("utf-16-le")
        + b"\0\0"
    )
    named += struct.pack("<II", 1, 4) + "x".encode("utf-16-le") + b"\0\0"
    several = (
        struct.pack("<HHIII", 0x101E, 0x1234, 2, 2, 0)[:-4]
        + struct.pack("<I", 2)
        + b"a\0\0\0"
    )
    several = (
        struct.pack("<HHI", 0x101E, 0x1234, 2) + (struct.pack("<I", 2) + b"a\0\0\0") * 2
    )
    subject = struct.pack("<HHII", 0x1E, Tag.SUBJECT, 1, 3) + b"hi\0\0"
    data = HEAD + attribute(
        1, 0x00069003, struct.pack("<I", 3) + named + several + subject
    )

    assert of_tnef(data).subject.text == "hi"


@pytest.mark.parametrize("data", [b"", b"PK\3\4", HEAD, HEAD + b"\7" * 20])
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        tnef.read(data)


def test_what_is_cut_is_read_as_far_as_it_goes() -> None:
    whole = made(mail(SUBJECT="here", BODY="x" * 1_000), [TO], [])
    cut = of_tnef(whole[: len(whole) - 200])

    assert cut.subject.text == "here"


def test_mails_in_mails_have_an_end() -> None:
    data = made(mail(SUBJECT="last"))
    for number in range(MAX_DEPTH + 5):
        data = made(mail(SUBJECT=str(number)), (), [(values(ATTACH_METHOD=5), data)])
    item, depth = tnef.read(data), 0
    while item.files and item.files[0].mail is not None:
        item, depth = item.files[0].mail, depth + 1

    assert depth == MAX_DEPTH


def test_a_giant_count_is_not_believed() -> None:
    data = (
        HEAD
        + attribute(1, 0x00069004, b"\xff" * 40)
        + attribute(1, 0x00069003, b"\xff" * 400)
    )

    assert tnef.read(data).recipients is not None


def test_whatever_is_changed_is_a_value() -> None:
    whole = made(
        mail(SUBJECT="s", BODY="b" * 50),
        [TO],
        [(values(ATTACH_METHOD=5), made(mail(SUBJECT="i")))],
    )
    chance = random.Random(5)  # noqa: S311
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(6, len(data))] = chance.choice(
                (0, 1, 0x1E, 0x7F, 0xFF)
            )
        try:
            of_tnef(bytes(data[: chance.randint(8, len(data))]))
        except Refused:
            continue

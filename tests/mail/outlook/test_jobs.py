"""What the sandbox is asked: whatever the bytes, an answer or a refusal, soon."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import process_time

import pytest

from honmono.mail.message.parse import parse
from honmono.mail.outlook import jobs
from honmono.mail.sandbox import Refused
from honmono.mail.source import RawMail
from tests.mail.outlook.make_msg import (
    Parts,
    file,
    inner,
    mail,
    mela,
    msg,
    tnef,
    values,
)

RTF = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}text\par}"
INSIDE = Parts(mail(SUBJECT="i", HTML=b"<p>"), files=[file("b", b"b" * 5_000)])
MSG = msg(
    mail(SUBJECT="s", BODY="b" * 3_000, RTF_COMPRESSED=mela(RTF), SENDER_NAME="n"),
    [values(DISPLAY_NAME="a", SMTP_ADDRESS="a@example.net")],
    [file("a.txt", b"a" * 300), inner("i", INSIDE)],
)
TNEF = tnef(
    mail(SUBJECT="s", RTF_COMPRESSED=mela(RTF)),
    [values(DISPLAY_NAME="a", SMTP_ADDRESS="a@example.net")],
    [(values(ATTACH_METHOD=5), tnef(mail(SUBJECT="i", BODY="b")))],
)


@pytest.mark.parametrize(
    ("job", "whole"),
    [(jobs.mail_of_msg, MSG), (jobs.mail_of_tnef, TNEF)],
    ids=["msg", "tnef"],
)
def test_whatever_is_changed_is_an_answer_or_a_refusal(
    job: Callable[[bytes], bytes], whole: bytes
) -> None:
    chance, answers = random.Random(11), 0  # noqa: S311
    start = process_time()
    for _ in range(300):
        try:
            answer = job(changed(whole, chance))
        except Refused:
            continue
        answers += 1
        notes, _, data = answer.partition(b"\n")
        assert notes.startswith(b"rebuilt")
        parse(RawMail(data, "x"))
    assert answers > 30
    assert process_time() - start < 120


def changed(whole: bytes, chance: random.Random) -> bytes:
    """Bytes set, numbers put, pieces cut out, doubled, or the end cut off."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(min(8, len(data) - 1), len(data)) if len(data) > 1 else 0
        kind = chance.randrange(5)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            data[at : at + 4] = chance.choice(
                (b"\xff\xff\xff\x7f", b"\xfe\xff\xff\xff", bytes(4))
            )
        elif kind == 2:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 3:
            data[at:at] = data[at : at + chance.randint(1, 600)]
        elif chance.random() < 0.3:
            del data[max(at, 600) :]
    return bytes(data)


def test_the_answer_begins_with_its_notes() -> None:
    assert jobs.mail_of_msg(MSG).startswith(b'rebuilt header-rebuilt\nFrom: "n"\r\n')

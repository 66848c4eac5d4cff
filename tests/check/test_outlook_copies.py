"""A copy from Outlook: what it does not hold is not held against its sender, nor for him."""

from __future__ import annotations

import pytest

from honmono.check.pipeline import judge
from honmono.check.verdict import Answer, Verdict
from honmono.mail.outlook import jobs
from honmono.mail.source import RawMail
from tests.check.test_attacks import BLOCK
from tests.check.test_honest import THREAD
from tests.mail.outlook.make_msg import Value, mail, msg
from tests.make import BORDER, US

PASSED = (
    f"Authentication-Results: {BORDER}; dkim=pass header.d=example.co.jp;\r\n"
    " dmarc=pass header.from=example.co.jp\r\n"
    "Received: from mail.example.net (mail.example.net [203.0.113.9])\r\n"
    f" by {BORDER}; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    "DKIM-Signature: v=1; d=example.co.jp; s=s1; b=x\r\n"
    "From: Taro Yamada <yamada@example.co.jp>\r\nSubject: s\r\n"
)
EXCHANGE: dict[str, Value] = {
    "SENT_REPRESENTING_ADDRESS_TYPE": "EX",
    "SENT_REPRESENTING_EMAIL_ADDRESS": "/o=Reiji/cn=yamada",
}
YAMADA: dict[str, Value] = {"SENT_REPRESENTING_NAME": "山田 太郎", **EXCHANGE}


def verdict(**named: Value) -> Verdict:
    answer = jobs.mail_of_msg(msg(mail(SUBJECT="s", **named)))
    notes, _, data = answer.partition(b"\n")
    return judge(
        RawMail(data, "a.msg", notes=tuple(notes.decode().split())), US
    ).verdict


@pytest.mark.parametrize(
    "body",
    ["よろしく。", f"よろしく。\n\n{BLOCK}", THREAD],
    ids=["words", "signature", "thread"],
)
def test_a_colleague_whose_address_is_not_held_is_not_forged(body: str) -> None:
    found = verdict(BODY=body, **YAMADA)

    assert found.answer is Answer.UNPROVEN
    assert "Outlook" in found.reasons.ja[0]


def test_a_draft_with_our_signature_is_not_forged() -> None:
    assert verdict(BODY=f"よろしく。\n\n{BLOCK}").answer is not Answer.FORGED


def test_our_address_without_a_header_is_not_proved() -> None:
    found = verdict(SENDER_NAME="山田 太郎", SENDER_SMTP_ADDRESS="yamada@example.co.jp")

    assert found.answer is Answer.UNPROVEN


def test_a_foreign_address_under_our_name_is_forged() -> None:
    found = verdict(SENDER_NAME="山田 太郎", SENDER_SMTP_ADDRESS="xk3@mail.example")

    assert found.answer is Answer.FORGED


def test_a_header_that_travelled_proves_as_in_a_message_file() -> None:
    assert verdict(TRANSPORT_MESSAGE_HEADERS=PASSED).answer is Answer.OURS


@pytest.mark.parametrize("shown", ["xk3@mail.example", "yamada@example.co.jp.example"])
def test_another_writer_in_outlook_than_in_the_header_is_never_ours(shown: str) -> None:
    found = verdict(
        TRANSPORT_MESSAGE_HEADERS=PASSED,
        SENT_REPRESENTING_NAME="山田 太郎",
        SENT_REPRESENTING_SMTP_ADDRESS=shown,
    )

    assert found.answer is Answer.FORGED


def test_values_cannot_bring_results_into_a_made_header() -> None:
    line = f"x\r\nAuthentication-Results: {BORDER}; dkim=pass header.d=example.co.jp"
    found = verdict(
        SENDER_NAME=line,
        SENDER_SMTP_ADDRESS="yamada@example.co.jp",
        INTERNET_MESSAGE_ID=line,
        DISPLAY_TO=line,
        BODY=line,
    )

    assert found.answer is not Answer.OURS

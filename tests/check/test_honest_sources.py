"""Honest mail as it really comes to us, which must not be called forged.

Outlook's copies of what Exchange delivered inside, and mail with a good signature of ours
that somebody has changed, or kept for years, on its way to us; with our own look on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pytest

from honmono.check.pipeline import judge
from honmono.mail.outlook import jobs
from honmono.mail.source import RawMail
from tests.check.test_attacks import BLOCK
from tests.check.test_honest import THREAD
from tests.mail.outlook.make_msg import Value, msg
from tests.mail.outlook.make_msg import mail as values
from tests.make import BORDER, US
from tests.sign import KEY, OTHER, record_of, rsa, signed
from tests.verify import LATER, NOW, OURS, judged

EXCHANGE: Final = "/o=Reiji/ou=Exchange/cn=Recipients/cn=yamada"
WRAPPED: Final = "IMCEAEX-_o=Reiji_ou=Exchange_cn=yamada@apc01.prod.outlook.example"


def by(name: str, address: str = "", kind: str = "SMTP", whom: str = "SENT_REPRESENTING") -> dict[str, Value]:  # fmt: skip
    """Who wrote it, or handed it in, as Outlook keeps him."""
    return {
        f"{whom}_NAME": name,
        f"{whom}_ADDRESS_TYPE": kind,
        f"{whom}_EMAIL_ADDRESS": address,
    }


YAMADA: Final = by("山田 太郎", EXCHANGE, "EX")
SATO: Final = by("佐藤", "sato@customer.example")
OUTLOOK: Final[dict[str, dict[str, Value]]] = {
    "a colleague's": {**YAMADA, "BODY": f"よろしく。\n\n{BLOCK}"},
    "a colleague's, address wrapped up": by("山田 太郎", WRAPPED),
    "a colleague's, sent on behalf": {**YAMADA, **by("秘書", "/o=Reiji/cn=sec", "EX", "SENDER")},
    "sent on behalf by a calendar": {**YAMADA, **by("Calendar", "no-reply@calendar.example", whom="SENDER")},
    "on behalf of a name alone": {"SENT_REPRESENTING_NAME": "山田 太郎", **by("Calendar", "no-reply@calendar.example", whom="SENDER")},
    "our desk's": {"SENT_REPRESENTING_NAME": "例示株式会社 経理部", **by("田中", EXCHANGE, "EX", "SENDER")},
    "an invitation": {"MESSAGE_CLASS": "IPM.Schedule.Meeting.Request", **YAMADA},
    "an invitation by a secretary": {"MESSAGE_CLASS": "IPM.Schedule.Meeting.Request", **YAMADA, **by("秘書", EXCHANGE, "EX", "SENDER")},
    "an appointment": {"MESSAGE_CLASS": "IPM.Appointment", **YAMADA},
    "a customer's acceptance": {"MESSAGE_CLASS": "IPM.Schedule.Meeting.Resp.Pos", **SATO},
    "a read receipt": {"MESSAGE_CLASS": "REPORT.IPM.Note.IPNRN", **SATO, "BODY": "Your message\n\nTo: 佐藤\nSubject: 見積\n\nwas read."},
    "our server's bounce": {"MESSAGE_CLASS": "REPORT.IPM.Note.NDR", **by("Microsoft Outlook", "MicrosoftExchange329e@example.co.jp"), "BODY": "not delivered: sato@customer.example"},
    "a customer's bounce": {"MESSAGE_CLASS": "REPORT.IPM.Note.NDR", **by("Mail Delivery System", "MAILER-DAEMON@mx.customer.example"), "BODY": f"not delivered: yamada@example.co.jp\n\n{THREAD}"},
    "a bounce by nobody": {"MESSAGE_CLASS": "REPORT.IPM.Note.NDR", "SENT_REPRESENTING_NAME": "System Administrator", "BODY": f"not delivered\n\n{THREAD}"},
    "a customer's answer": {**SATO, "BODY": THREAD},
    "a customer's answer, kept in his Exchange": {**by("佐藤", "/o=Customer/cn=sato", "EX"), "BODY": THREAD},
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLOOK)
def test_a_copy_from_outlook_is_not_forged(name: str) -> None:
    answer = jobs.mail_of_msg(msg(values(SUBJECT="s", **OUTLOOK[name])))
    notes, _, data = answer.partition(b"\n")
    raw = RawMail(data, "a.msg", notes=tuple(notes.decode().split()))

    assert judge(raw, US).verdict.answer.value in ("unproven", "unrelated")


# signed by us, and not as it was

LETTER: Final = (
    b"From: =?utf-8?B?55Sw5Lit?= <tanaka@example.co.jp>\r\nTo: sato@kita.example\r\n"
    b"Subject: report\r\nDate: Mon, 6 Apr 2026 09:00:00 +0900\r\n\r\nSee you at ten.\r\n"
)
GENUINE: Final = signed(LETTER)
FOOTER: Final = GENUINE.replace(b"ten.", b"ten.\r\n____\r\nlist@lists.oss.example")
TAGGED: Final = GENUINE.replace(b"Subject: ", b"Subject: [EXTERNAL] ")
SINCE: Final = (
    f"Received: from out.example (out.example [203.0.113.9]) by {BORDER};"
    " Mon, 6 Apr 2026 09:00:00 +0900\r\n"
).encode()
PASS: Final = (
    f"Authentication-Results: {BORDER}; dkim=pass header.d=example.co.jp;"
    " dmarc=pass header.from=example.co.jp\r\n"
).encode()
BROKEN: Final = (
    f"Authentication-Results: {BORDER}; dkim=fail header.d=example.co.jp;"
    " spf=pass smtp.mailfrom=lists.oss.example\r\n"
).encode()
NAME: Final = "s1._domainkey.example.co.jp"

CHANGED: Final[dict[str, tuple[bytes, dict[str, str], datetime]]] = {
    "a list's footer": (SINCE + FOOTER, OURS, NOW),
    "a list's footer, and our border says so": (SINCE + BROKEN + FOOTER, OURS, NOW),
    "a list's tag": (SINCE + TAGGED, OURS, NOW),
    "a tag behind our border's check": (SINCE + PASS + TAGGED, OURS, NOW),
    "a footer behind our border's check": (SINCE + PASS + FOOTER, OURS, NOW),
    "expired on a long way": (SINCE + signed(LETTER, more=" x=5;"), OURS, NOW),
    "another key under the old name": (SINCE + PASS + GENUINE, {NAME: record_of(OTHER)}, LATER),
    "a key of another kind under the old name": (SINCE + PASS + GENUINE, {NAME: record_of(rsa())}, LATER),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_what_we_signed_once_is_neither_forged_nor_ours(name: str) -> None:
    mail, records, now = CHANGED[name]
    found = judged(mail, records, now=now)

    assert found.verdict.answer.value == "unproven"
    assert "results-contradict" not in {
        w.finding.signal for w in found.verdict.findings
    }
    assert any("送り直された" in reason for reason in found.verdict.reasons.ja)


KEPT: Final = {
    "the key is gone": {},
    "the key was taken back": {NAME: "v=DKIM1; p="},
    "the key is there": {NAME: record_of(KEY)},
}


@pytest.mark.parametrize("name", KEPT)
def test_an_old_mail_with_our_border_s_word_stays_ours(name: str) -> None:
    found = judged(SINCE + PASS + GENUINE, KEPT[name], now=LATER)

    assert found.verdict.answer.value == "ours"

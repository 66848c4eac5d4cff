"""Which mail is a report about?  The honest one is never the forgery."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from honmono.mail.source import Trouble, Unreadable
from honmono.trace.forgery import Path
from tests.trace.reports.make import DESK, FOREIGN, OWN, eml, forgery, found, report
from tests.trace.reports.styles import STYLES

INNER = eml(OWN, ("Received", f"{FOREIGN}; Wed, 13 Apr 2022 09:00:05 +0900"))
BLOCK = STYLES["Outlook, Japanese"].text
INSIDE = (
    "from pc1 (pc1 [192.0.2.9]) by mx.example.co.jp; Wed, 13 Apr 2022 09:00:05 +0900"
)
NOTE = (
    "これは本物ですか。\n\n________________________________\n"
    "差出人: 佐藤花子 <x3@mail.example.net>\n送信日時: 2022年4月13日 9:00\n"
    "宛先: 山田\n件名: 請求書\n\nご確認ください。\n"
)


def test_the_attached_mail_and_not_its_reporter() -> None:
    one = forgery(report("See.", attached=INNER))

    assert (one.source, one.address) == ("r.eml!1", "x3@mail.example.net")
    assert one.path is Path.FOREIGN


def test_a_report_in_a_report() -> None:
    inner = report("A customer sent this.", to="tanaka@example.co.jp", attached=INNER)

    one = forgery(report("See.", attached=inner))

    assert (one.source, one.address) == ("r.eml!1!1", "x3@mail.example.net")


def test_reports_that_lie_too_deep_are_said_and_blame_nobody() -> None:
    data = INNER
    for _ in range(12):
        data = report("See.", attached=data)

    (one,) = found(data)

    assert isinstance(one, Unreadable)
    assert one.trouble is Trouble.TOO_LARGE


@pytest.mark.parametrize(
    "text", ["I got a strange mail from Mr Sato.", "See attached."]
)
def test_a_report_without_its_mail_is_said(text: str) -> None:
    (one,) = found(report(text))

    assert isinstance(one, Unreadable)
    assert one.trouble is Trouble.MISSING
    assert "forward that mail as an attachment" in one.detail


@pytest.mark.parametrize(
    "subject", ["Re: 見積書の件", "見積書の件", "請求書", "FW: 見積書の件"]
)
@pytest.mark.parametrize(
    ("sender", "to"),
    [
        (("佐藤花子", "x3@mail.example.net"), "tanaka@example.co.jp"),
        (("佐藤花子", "x3@mail.example.net"), "suzuki@minami.example"),
        (("田中 花子", "x3@mail.example.net"), "suzuki@minami.example"),
        (("田中 花子", "x3@mail.example.net"), "yamada@example.co.jp"),
        (("佐藤花子", "sato@kita.example"), "tanaka@example.co.jp"),
    ],
)
def test_a_forged_mail_that_quotes_a_thread_is_no_report(
    subject: str, sender: tuple[str, str], to: str
) -> None:
    one = forgery(eml(OWN + BLOCK, sender=sender, to=to, subject=subject))

    assert (one.shown, one.address) == sender
    assert one.heads[0].address == "sato@kita.example"


@pytest.mark.parametrize("name", ["佐藤花子", "山田 太郎"])
def test_an_abused_account_that_answers_a_thread_is_no_colleague(name: str) -> None:
    data = eml(OWN + BLOCK, ("Received", INSIDE), sender=(name, "yamada@example.co.jp"))

    one = forgery(data)

    assert (one.shown, one.path, one.account) == (
        name,
        Path.OURS,
        "yamada@example.co.jp",
    )


def test_another_name_under_an_account_of_ours_is_no_colleague() -> None:
    data = eml(
        OWN + NOTE,
        ("Received", INSIDE),
        sender=("佐藤花子", "yamada@example.co.jp"),
        subject="請求書の件",
    )

    assert forgery(data).shown == "佐藤花子"
    assert forgery(data).address == "yamada@example.co.jp"


@pytest.mark.parametrize("to", [DESK, "tanaka@example.co.jp"])
@pytest.mark.parametrize("subject", ["FW: 請求書", "これ本物？", "転送: 請求書"])
def test_a_colleague_who_asks_is_not_the_forger(to: str, subject: str) -> None:
    sender = ("山田 太郎", "yamada@example.co.jp")

    one = forgery(
        eml(NOTE, ("Received", INSIDE), sender=sender, to=to, subject=subject)
    )

    assert one.address == "x3@mail.example.net"
    assert one.recipients == ("yamada@example.co.jp",)


def test_genuine_mail_that_somebody_asks_about_stays() -> None:
    genuine = eml(
        "いつもお世話になっております。",
        ("Received", INSIDE),
        sender=("山田 太郎", "yamada@example.co.jp"),
    )

    one = forgery(report("Is it yours?", attached=genuine))

    assert (one.address, one.path) == ("yamada@example.co.jp", Path.OURS)


@pytest.mark.parametrize("note", ["", "怪しいので確認してください。\n\n"])
def test_a_forward_of_a_forward_in_the_text(note: str) -> None:
    """A colleague of the reporter passed it on to him."""
    above = (
        "---------- Forwarded message ---------\n"
        "From: 高橋 健 <takahashi@minami.example>\nDate: 2022年4月13日(水) 10:00\n"
        "Subject: Fwd: 請求書\nTo: 鈴木 一郎 <suzuki@minami.example>\n\n\n"
    )
    below = NOTE.partition("\n\n")[2].replace("山田", "高橋 健")

    one = forgery(report(f"転送します。\n\n{above}{note}{below}"))

    assert one.address == "x3@mail.example.net"
    assert one.recipients == ("takahashi@minami.example",)


OURS_BY_NAME = (
    "{}\n\n________________________________\n差出人: 田中 花子\n送信日時: 2022年4月12日 9:00\n"
    "宛先: 伊藤\n件名: 請求書\n\nご確認ください。\n"
)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("これは御社からでしょうか。", ""),
        ("これは御社からでしょうか。\n鈴木\nhttps://www.minami.example/", ""),
        ("ご確認ください。\nhttps://x3.example.org/a", "suzuki@minami.example"),
    ],
    ids=["a question", "with his own page", "with a bait"],
)
def test_a_head_with_our_name_is_asked_about_unless_the_mail_has_a_bait(
    words: str, asked: str
) -> None:
    data = report(OURS_BY_NAME.format(words), to="info@example.co.jp", subject="質問")

    assert forgery(data).address == asked


def test_several_forged_mails_in_one_text() -> None:
    heads = [
        OURS_BY_NAME.format("").replace(
            "田中 花子", f"田中 花子 <x{i}@mail.example.net>"
        )
        for i in (1, 2)
    ]

    found_ones = found(report("届きました。\n" + "\n".join(heads)))

    assert [one.source for one in found_ones] == ["r.eml", "r.eml"]
    assert [getattr(one, "address", "") for one in found_ones] == [
        "x1@mail.example.net",
        "x2@mail.example.net",
    ]


@pytest.mark.parametrize(
    ("to", "forged"), [(DESK, []), ("tanaka@example.co.jp", ["x3@mail.example.net"])]
)
def test_a_file_that_cannot_be_read_is_said_and_hides_no_forged_mail(
    to: str, forged: list[str]
) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "x3@mail.example.net", to, "請求書"
    mail.set_content("ご確認ください。", cte="base64")
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    mail.add_attachment(
        broken, maintype="application", subtype="vnd.ms-outlook", filename="a.msg"
    )

    unread, *rest = found(mail.as_bytes())

    assert isinstance(unread, Unreadable)
    assert [getattr(one, "address", "") for one in rest] == forged

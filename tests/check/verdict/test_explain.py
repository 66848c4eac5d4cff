"""What a clerk reads is true in every case in which it is said."""

from __future__ import annotations

import pytest

from honmono.check.pipeline import judge
from honmono.mail.source import RawMail
from tests.check.test_thread import AUTHOR_ALONE, TO_OUR_AUTHOR
from tests.make import BORDER, OUTSIDE, US, mail

CARD = "請求書です。\n\n例示株式会社\n山田 太郎\nTEL 03-5555-0100\n東京都千代田区例示町1-2-3"


def reasons(raw: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    told = judge(RawMail(raw, "test.eml"), US).verdict.reasons
    return told.ja, told.en


@pytest.mark.parametrize(
    "raw", [mail("田中 花子"), mail("田中 花子 <>"), mail(None, body=CARD)]
)
def test_where_no_address_is_given_it_says_so(raw: bytes) -> None:
    ja, en = reasons(raw)

    assert "（記載なし）" in ja[0]
    assert "(none given)" in en[0]


def test_a_thread_of_ours_is_not_denied() -> None:
    raw = mail("a <a@mail.example.net>", TO_OUR_AUTHOR, body=AUTHOR_ALONE)
    ja, en = reasons(raw)

    assert "引用されていますが" in ja[0]
    assert en[0].startswith("It quotes a conversation with us")
    assert "引用のどれにも" in reasons(mail("a <a@mail.example.net>"))[0][0]


def test_a_result_that_somebody_wrote_is_no_failed_check() -> None:
    injected = mail(
        "<tanaka@example.co.jp>",
        f"Received: {OUTSIDE}",
        "Received: from a (a [203.0.113.1]) by mail.example.net; "
        "Mon, 6 Apr 2026 08:59:00 +0900",
        f"Authentication-Results: {BORDER}; dmarc=pass header.from=example.co.jp",
    )
    failed = mail(
        "<tanaka@example.co.jp>", results="dmarc=fail header.from=example.co.jp"
    )

    assert any("見せかけた" in reason for reason in reasons(injected)[0])
    assert any("確認に失敗" in reason for reason in reasons(failed)[0])
    assert not any("確認に失敗" in reason for reason in reasons(injected)[0])


def test_two_authors_are_not_called_malformed_alone() -> None:
    ja, en = reasons(mail("<tanaka@example.co.jp>, <x@mail.example.net>"))

    assert any("アドレスが複数あるか" in reason for reason in ja)
    assert any("or names several" in reason for reason in en)


def test_what_a_finding_told_is_not_told_again() -> None:
    page = '<a href="https://www.example.co.jp.evil.example/">x</a>'
    raw = mail("a <a@office.test>", body=page).replace(b"text/plain", b"text/html")
    ja, _ = reasons(raw)

    assert len(ja) == 2
    assert "似せた" in ja[0]
    assert "確かめてください" in ja[1]

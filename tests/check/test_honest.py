"""Honest mails of an office's day that show us, and must not be called forged."""

from __future__ import annotations

from typing import Final

import pytest

from honmono.check.pipeline import judge
from honmono.mail.source import RawMail
from tests.check.test_attacks import BLOCK
from tests.make import US, mail

QUOTED: Final = """\
了解です。

2026年4月6日(月) 9:00 山田 太郎 <yamada@example.co.jp>:
> お世話になっております。
"""
THREAD: Final = """\
了解です。

-----Original Message-----
From: 山田 太郎 <yamada@example.co.jp>
Sent: Monday, April 6, 2026 9:00 AM
To: 佐藤 <sato@customer.example>
Subject: 見積の件

お世話になっております。
"""
TO_US: Final = "To: yamada@example.co.jp"
HIMSELF: Final = "Reply-To: Taro Yamada <yamada@example.co.jp>"


def sent(from_: str, *fields: str, body: str = "よろしくお願いします。") -> bytes:
    """A mail for which its own domain vouches."""
    domain = from_.rpartition("@")[2].rstrip(">")
    passed = f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    return mail(from_, *fields, results=passed, body=body)


TWO_COLUMNS: Final = (
    "Thank you.\n\nBilling address  Shipping address\nTaro Yamada\nReiji Corporation\n"
    "東京都千代田区例示町1-2-3\n03-5555-0100\n\nItems: paper"
)
SATO: Final = "佐藤 <sato@customer.example>"
HONEST: Final = {
    "an answer": sent(SATO, TO_US, body=QUOTED),
    "an answer to our desk": sent(SATO, "To: info@example.co.jp", body=QUOTED),
    "from his other address": sent("佐藤 <sato@gmail.com>", TO_US, body=THREAD),
    "by his shared inbox": sent(
        "佐藤 (via Front) <r1@front.example>", TO_US, body=THREAD
    ),
    "an automatic answer": sent(
        "<sales@customer.example>", TO_US, "Auto-Submitted: auto-replied", body=THREAD
    ),
    "a form that answers": sent(
        "<form@vendor.example>",
        TO_US,
        body=f"以下の内容で受け付けました。\n\nお世話になっております。\n\n{BLOCK}",
    ),
    "somebody asks whether it is ours": sent(
        SATO,
        TO_US,
        body=f"下記の署名のメールが届きましたが、御社からでしょうか？\n\n{BLOCK}",
    ),
    "our contact is handed on": sent(
        SATO,
        "To: abe@other.example",
        body=f"例示さんの連絡先をお送りします。\n\n{BLOCK}\nよろしくお願いします。\n",
    ),
    "our posting comes back": sent(
        "<info@jobs.example>",
        TO_US,
        body=f"求人原稿です。ご確認ください。\n\n{BLOCK}\nご不明な点はご連絡ください。\n\n"
        "株式会社北海 佐藤\n札幌市中央区北一条1-1\nTEL 011-222-3333\n",
    ),
    "an order": sent("<order@shop.example>", TO_US, body=TWO_COLUMNS),
    "a calendar": sent("Taro Yamada <calendar@site.example>", HIMSELF),
    "a list that rewrites From": sent(
        '"Taro Yamada via dev" <dev@lists.site.example>', HIMSELF
    ),
    "a product of a site": sent(
        '"Taro Yamada (via Dropsign Forms)" <n@dropsign.example>'
    ),
    "a site that says nothing": sent("Taro Yamada <noreply@meet.example>"),
    "who left us, at his new firm": sent("山田 太郎 <yamada@newfirm.example>"),
    "we are addressed in the name": sent('"例示株式会社様" <info@tax.example>'),
    "a help desk of the customer": sent("<help@desk.example>", TO_US, body=THREAD),
    "a lawyer of the customer": sent(
        "弁護士 <a@law.example>", TO_US, "Cc: sato@customer.example", body=THREAD
    ),
}
OPEN: Final = {
    "a site that says nothing": "a forger with a domain of his own looks the same",
    "who left us, at his new firm": "his old address has the same local part",
    "we are addressed in the name": "forgers write 様 behind our names, too",
    "a help desk of the customer": "not among those quoted: so is a thief",
    "a lawyer of the customer": "not among those quoted: so is a thief",
}
"""Honest mails that are called forged.  Whoever mends one takes the line out."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=OPEN[name]))
        if name in OPEN
        else name
        for name in HONEST
    ],
)
def test_an_honest_mail_is_not_forged(name: str) -> None:
    answer = judge(RawMail(HONEST[name], "honest.eml"), US).verdict.answer.value

    assert answer in ("unrelated", "unproven")

"""Signal: a stranger signs with our signature block."""

from __future__ import annotations

import pytest

from honmono.check.signals.signature_block import check
from tests.make import exhibit

BLOCK = """\
――――――――――――
例示株式会社 営業部
山田 太郎
〒100-0000 東京都千代田区例示町1-2-3
TEL 03-5555-0100
https://www.example.co.jp/
――――――――――――
"""
LETTER = f"添付をご確認ください。\n\n{BLOCK}"
QUOTED = f"""\
承知しました。

-----Original Message-----
From: 山田 <yamada@example.co.jp>
To: <sato@mail.example.net>
Subject: x

{LETTER}"""
ENGLISH = """\
Please see the attached file.

--
Taro Yamada
Reiji Corporation
Phone +81-3-5555-0100
yamada@example.co.jp
"""


@pytest.mark.parametrize(
    ("from_", "body"),
    [
        ("Office <xk3@mail.example.net>", LETTER),
        ("Office <xk3@mail.example.net>", ENGLISH),
        ('"山田 太郎" <xk3@mail.example.net>', LETTER),
        ("<n@tickets.example>", LETTER),
    ],
    ids=["Japanese", "English", "under our name", "borrowed service"],
)
def test_our_block_under_a_strangers_letter_is_found(from_: str, body: str) -> None:
    results = "dmarc=fail header.from=tickets.example" if "tickets" in from_ else ""

    finding = check(exhibit(from_, results=results, body=body))

    assert finding is not None
    assert "5555-0100" in finding.shown


PASSED = "dkim=pass header.d=kita.example"


@pytest.mark.parametrize(
    ("from_", "results", "body"),
    [
        ("<tanaka@example.co.jp>", "", LETTER),
        ("<hanako.home@example.org>", "", LETTER),
        ("<n@tickets.example>", "", LETTER),
        ("<sato@kita.example>", PASSED, LETTER),
        (
            "<sato@mail.example.net>",
            "",
            "例示株式会社 営業部\n山田様\n\n御社の電話 03-5555-0100 にもおかけしました。\n",
        ),
        (
            "<sato@mail.example.net>",
            "",
            QUOTED,
        ),
        ("<sato@mail.example.net>", "", "添付をご確認ください。\n"),
    ],
    ids=[
        "ours", "private address", "service", "verified partner", "letter to us",
        "quoted", "nothing of ours",
    ],
)  # fmt: skip
def test_everything_else_is_silent(from_: str, results: str, body: str) -> None:
    assert check(exhibit(from_, results=results, body=body)) is None

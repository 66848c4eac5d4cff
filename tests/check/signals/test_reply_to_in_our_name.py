"""Signal: Reply-To in our name."""

from __future__ import annotations

import pytest

from honmono.check.signals.reply_to_in_our_name import check
from tests.make import exhibit

STRANGER = "事務局 <office@mail.example.net>"


@pytest.mark.parametrize(
    ("from_", "reply_to", "shown"),
    [
        (STRANGER, "山田 太郎 <taro.8841@free.example>", "山田 太郎"),
        (STRANGER, '"Hanako Tanaka" <h@free.example>', "Hanako Tanaka"),
        (STRANGER, "例示株式会社 <info@free.example>", "例示"),
        (STRANGER, "<info@examp1e.co.jp>", "example.co.jp"),
        (STRANGER, "<x@free.example>, 山田太郎 <y@free.example>", "山田太郎"),
        ("<tanaka@example.co.jp>", "田中 花子 <h@free.example>", "田中 花子"),
    ],
    ids=[
        "person",
        "romaji",
        "organization",
        "lookalike",
        "second",
        "our From, unproved",
    ],
)
def test_a_false_us_behind_the_reply_button_is_found(
    from_: str, reply_to: str, shown: str
) -> None:
    finding = check(exhibit(from_, f"Reply-To: {reply_to}"))

    assert finding is not None
    assert finding.shown == shown


@pytest.mark.parametrize(
    ("from_", "reply_to", "results"),
    [
        (STRANGER, "山田 太郎 <yamada@example.co.jp>", ""),
        (STRANGER, "鈴木 一郎 <suzuki@free.example>", ""),
        (STRANGER, "田中 花子 <hanako.home@example.org>", ""),
        (STRANGER, '"T. Yamada" <t@free.example>', ""),
        ("山田 太郎 <x@free.example>", "山田 太郎 <x@free.example>", ""),
        (
            "<tanaka@example.co.jp>",
            "田中 花子 <h@free.example>",
            "dkim=pass header.d=example.co.jp",
        ),
        (
            "<office@kita.example>",
            "山田 太郎 <yamada@kita.example>",
            "dkim=pass header.d=kita.example",
        ),
        (STRANGER, "", ""),
    ],
    ids=[
        "our address", "not our name", "private address", "short name", "as From",
        "proved", "verified partner", "empty",
    ],
)  # fmt: skip
def test_everything_else_is_silent(from_: str, reply_to: str, results: str) -> None:
    assert check(exhibit(from_, f"Reply-To: {reply_to}", results=results)) is None

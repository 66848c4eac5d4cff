"""Signal: address in the display name."""

from __future__ import annotations

import pytest

from honmono.check.signals.address_in_display_name import check
from tests.make import exhibit


@pytest.mark.parametrize(
    "from_",
    [
        '"tanaka@example.co.jp" <xk3@mail.example.net>',
        '"Tanaka Hanako <tanaka@example.co.jp>" <xk3@mail.example.net>',
        '"田中 花子(tanaka＠example．co．jp)" <xk3@mail.example.net>',
        '"tanaka@sales.example.co.jp" <xk3@mail.example.net>',
        '"info@tanaka@example.co.jp" <xk3@mail.example.net>',
        '"tanaka@example.co.jp様" <xk3@mail.example.net>',
        '"tan\u200baka@exam\u200bple.co.jp" <xk3@mail.example.net>',
        '"example.co.jp サポート" <xk3@mail.example.net>',
        '"A" <a@example.net>, "tanaka@example.co.jp" <xk3@mail.example.net>',
        "tanaka%example.co.jp@mail.example.net",
    ],
    ids=[
        "bare", "brackets", "full-width", "subdomain", "two signs", "honorific",
        "zero-width", "bare domain", "second author", "percent",
    ],
)  # fmt: skip
def test_our_address_on_a_foreign_sender_is_found(from_: str) -> None:
    finding = check(exhibit(from_))

    assert finding is not None
    assert finding.shown.endswith("example.co.jp")
    assert "example.net" in finding.actual


@pytest.mark.parametrize(
    "from_",
    [
        '"Tanaka Hanako" <tanaka@example.co.jp>',
        '"tanaka@example.co.jp" <staff@lists.example.co.jp>',
        '"sato@example.org" <xk3@mail.example.net>',
        '"tanaka@example.co.jp.example.net" <xk3@mail.example.net>',
        '"tanaka@myexample.co.jp" <xk3@mail.example.net>',
        '"Tanaka @ Example" <xk3@mail.example.net>',
        "<xk3@mail.example.net>",
    ],
    ids=[
        "ours",
        "our list",
        "not our name",
        "lookalike",
        "longer",
        "no address",
        "none",
    ],
)
def test_everything_else_is_silent(from_: str) -> None:
    assert check(exhibit(from_)) is None

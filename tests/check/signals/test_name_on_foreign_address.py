"""Signal: name on a foreign address."""

from __future__ import annotations

import pytest

from honmono.check.signals.name_on_foreign_address import check
from tests.make import exhibit


@pytest.mark.parametrize(
    "from_",
    [
        '"田中 花子" <xk3@mail.example.net>',
        "田中花子 <xk3@mail.example.net>",
        "Hanako Tanaka <xk3@mail.example.net>",
        '"例示株式会社" <info@mail.example.net>',
        '"Reiji Corporation Support" <info@mail.example.net>',
        '"A" <a@example.net>, "田中 花子" <b@example.net>',
        "=?utf-8?B?55Sw5LitIOiKseWtkA==?= <xk3@mail.example.net>",
    ],
    ids=["kanji", "glued", "romaji", "firm", "firm+", "second author", "encoded"],
)
def test_our_name_on_a_foreign_address_is_found(from_: str) -> None:
    finding = check(exhibit(from_))

    assert finding is not None
    assert finding.where == "From"
    assert "example.net" in finding.actual


@pytest.mark.parametrize(
    "from_",
    [
        '"田中 花子" <tanaka@example.co.jp>',
        '"田中 花子" <hanako.home@example.org>',
        '"田中 花子 via sales" <sales@lists.example.co.jp>',
        '"Tickets 田中 花子" <notify@tickets.example>',
        '"田中 一郎" <ichiro@mail.example.net>',
        '"田中" <xk3@mail.example.net>',
        "<xk3@mail.example.net>",
        None,
    ],
    ids=["ours", "private", "list", "service", "namesake", "family", "no name", "none"],
)
def test_everything_else_is_silent(from_: str | None) -> None:
    assert check(exhibit(from_)) is None


def test_a_service_whose_domain_failed_is_a_stranger() -> None:
    from_ = '"田中 花子" <notify@tickets.example>'

    failed = exhibit(from_, results="dmarc=fail header.from=tickets.example")
    passed = exhibit(from_, results="dmarc=pass header.from=tickets.example")

    assert check(failed) is not None
    assert check(passed) is None


def test_a_group_that_is_called_like_us_is_found() -> None:
    assert check(exhibit("田中 花子: xk3@mail.example.net;"))

"""Signal: From is at a domain that reads like ours."""

from __future__ import annotations

import pytest

from honmono.check.signals.lookalike_domain import check
from tests.make import exhibit


@pytest.mark.parametrize(
    ("from_", "actual"),
    [
        ("<yamada@examp1e.co.jp>", "examp1e.co.jp"),
        ("<yamada@exаmple.co.jp>", "exаmple.co.jp"),  # a Cyrillic letter
        ("<yamada@example.co.jp.mail-gw.example>", "example.co.jp.mail-gw.example"),
        ('"山田 太郎" <keiri@examp1e.co.jp>', "examp1e.co.jp"),
    ],
    ids=["digit", "Cyrillic", "our domain in front", "with our name"],
)
def test_a_domain_that_imitates_ours_is_found(from_: str, actual: str) -> None:
    finding = check(exhibit(from_))

    assert finding is not None
    assert (finding.shown, finding.actual) == ("example.co.jp", actual)


@pytest.mark.parametrize(
    "from_",
    [
        "<yamada@example.co.jp>",
        "<yamada@mail.example.co.jp>",
        "<info@example-parked.jp>",
        "<sato@kita.example>",
        "<sato@example.net>",
        '"info@examp1e.co.jp" <sato@kita.example>',
        "",
    ],
    ids=["ours", "ours below", "parked", "partner", "similar", "in the name", "nobody"],
)
def test_everything_else_is_silent(from_: str) -> None:
    assert check(exhibit(from_)) is None

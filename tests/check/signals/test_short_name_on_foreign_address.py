"""Signal: short name on a foreign address."""

from __future__ import annotations

import pytest

from honmono.check.signals.short_name_on_foreign_address import check
from tests.make import exhibit


@pytest.mark.parametrize(
    "from_",
    ['"タロちゃん" <xk3@mail.example.net>', '"T. Yamada" <xk3@mail.example.net>'],
    ids=["nickname", "initial"],
)
def test_a_short_name_of_ours_is_found(from_: str) -> None:
    finding = check(exhibit(from_))

    assert finding is not None
    assert finding.actual == "xk3@mail.example.net"


@pytest.mark.parametrize(
    "from_",
    [
        '"山田 太郎" <xk3@mail.example.net>',
        '"K. Yamada" <xk3@mail.example.net>',
        '"タロちゃん" <yamada@example.co.jp>',
        '"Yamada" <xk3@mail.example.net>',
    ],
    ids=["full name", "other initial", "ours", "family name"],
)
def test_everything_else_is_silent(from_: str) -> None:
    assert check(exhibit(from_)) is None

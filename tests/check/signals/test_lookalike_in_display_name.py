"""Signal: the name shows an address that reads like ours."""

from __future__ import annotations

import pytest

from honmono.check.signals.lookalike_in_display_name import check
from tests.make import exhibit


@pytest.mark.parametrize(
    "from_",
    [
        '"info@examp1e.co.jp" <member@dropsign.example>',
        '"info@examp1e.co.jp via Dropsign" <member@dropsign.example>',
        '"山田 太郎（info＠examp1e．co．jp）" <member@dropsign.example>',
    ],
    ids=["bare", "via a site", "full-width"],
)
def test_a_lookalike_in_the_name_is_found(from_: str) -> None:
    finding = check(exhibit(from_))

    assert finding is not None
    assert finding.shown == "examp1e.co.jp"
    assert finding.actual == "member@dropsign.example"


@pytest.mark.parametrize(
    "from_",
    [
        '"info@example.co.jp" <member@dropsign.example>',
        '"sato@kita.example" <member@dropsign.example>',
        '"info@example.net" <member@dropsign.example>',
        "<member@examp1e.co.jp>",
    ],
    ids=["ours", "a partner's", "similar", "the address itself"],
)
def test_everything_else_is_silent(from_: str) -> None:
    assert check(exhibit(from_)) is None

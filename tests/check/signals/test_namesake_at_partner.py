"""Signal: namesake at a partner."""

from __future__ import annotations

import pytest

from honmono.check.signals.namesake_at_partner import check
from tests.make import exhibit

PASS = "dkim=pass header.d=kita.example"


def test_a_namesake_on_a_verified_partner_address_is_found() -> None:
    finding = check(exhibit('"田中 花子" <h@kita.example>', results=PASS))

    assert finding is not None
    assert finding.actual == "北電機"


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        ('"田中 花子" <h@kita.example>', ""),
        ('"田中 花子" <h@kita.example>', "dmarc=fail header.from=kita.example"),
        ('"例示株式会社" <h@kita.example>', PASS),
        ('"田中 花子" <h@example.net>', "dkim=pass header.d=example.net"),
        ('"鈴木 次郎" <h@kita.example>', PASS),
        ('"田中 花子" <tanaka@example.co.jp>, <h@kita.example>', PASS),
    ],
    ids=["not looked", "failed", "our firm", "no partner", "own name", "two authors"],
)
def test_everything_else_is_silent(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None

"""Signal (proof): own list authenticated."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_list_authenticated import check
from tests.make import exhibit

FROM = '"田中 花子 via sales" <sales@lists.example.co.jp>'


def test_a_verified_list_of_ours_proves() -> None:
    assert check(exhibit(FROM, results="dkim=pass header.d=lists.example.co.jp"))


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (FROM, ""),
        (FROM, "dmarc=fail header.from=lists.example.co.jp"),
        ('"田中 花子 via x" <x@forum.example>', "dkim=pass header.d=forum.example"),
        ("<tanaka@example.co.jp>", "dkim=pass header.d=example.co.jp"),
    ],
    ids=["not looked", "failed", "foreign list", "no list"],
)
def test_nothing_else_proves(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None

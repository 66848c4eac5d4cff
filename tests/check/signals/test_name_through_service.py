"""Signal: a name of ours beside the name of the verified site that sends."""

from __future__ import annotations

import pytest

from honmono.check.signals.name_through_service import check
from tests.make import exhibit

PASS = "dkim=pass header.d=dropsign.example; dmarc=pass header.from=dropsign.example"


@pytest.mark.parametrize(
    "name",
    [
        "Taro Yamada via Dropsign",
        "山田 太郎（Dropsign経由）",
        "Taro Yamada (Dropsign)",
        "山田太郎 via Drop Sign",
        "Taro Yamada via Drops",
    ],
)
def test_the_site_that_names_itself_is_found(name: str) -> None:
    finding = check(exhibit(f'"{name}" <no-reply@mail.dropsign.example>', results=PASS))

    assert finding is not None
    assert finding.actual == "dropsign.example"


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        ('"Taro Yamada via Dropsign" <x@dropsign.example>', ""),
        ('"Taro Yamada via Dropsign" <x@evil.example>', "dkim=pass header.d=evil.example"),
        ('"Taro Yamada" <x@dropsign.example>', PASS),
        ('"例示株式会社 via Dropsign" <x@dropsign.example>', PASS),
        ('"Taro Yamada (Reiji Corporation) via Dropsign" <x@dropsign.example>', PASS),
        ('"鈴木 via Dropsign" <x@dropsign.example>', PASS),
        ('"Taro Yamada via Gmail" <x@gmail.com>', "dkim=pass header.d=gmail.com"),
        ('"Taro Yamada via Dro" <x@dropsign.example>', PASS),
    ],
    ids=[
        "not verified", "another site", "no site named", "organization", "both",
        "nobody of us", "free mail", "too short a piece",
    ],
)  # fmt: skip
def test_everything_else_is_silent(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None

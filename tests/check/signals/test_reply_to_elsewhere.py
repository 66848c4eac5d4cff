"""Signal: our address in From, answers go elsewhere."""

from __future__ import annotations

import pytest

from honmono.check.signals.reply_to_elsewhere import check
from tests.make import exhibit

OURS = "<tanaka@example.co.jp>"


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (OURS, ""),
        (OURS, "dmarc=fail header.from=example.co.jp"),
        ("<info@example-parked.jp>", ""),
    ],
    ids=["not looked", "failed", "parked"],
)
def test_a_foreign_reply_address_is_found(from_: str, results: str) -> None:
    field = "Reply-To: <x@lists.example.co.jp>, <taro.8841@free.example>"

    finding = check(exhibit(from_, field, results=results))

    assert finding is not None
    assert finding.actual == "taro.8841@free.example"


@pytest.mark.parametrize(
    ("from_", "reply_to", "results"),
    [
        (OURS, "<guest@free.example>", "dkim=pass header.d=example.co.jp"),
        (OURS, "<yamada@example.co.jp>", ""),
        (OURS, "<dev@forum.example>", ""),
        (OURS, "<ticket+7@tickets.example>", ""),
        (OURS, "<sato@kita.example>", ""),
        (OURS, "<hanako.home@example.org>", ""),
        ("<x@mail.example.net>", "<y@free.example>", ""),
    ],
    ids=["web form", "ours", "list", "service", "partner", "private", "not our From"],
)
def test_everything_else_is_silent(from_: str, reply_to: str, results: str) -> None:
    assert check(exhibit(from_, f"Reply-To: {reply_to}", results=results)) is None

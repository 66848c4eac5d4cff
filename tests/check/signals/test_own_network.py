"""Signal (proof): own network."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_network import check
from tests.make import BORDER, INSIDE, OUTSIDE, exhibit

FROM = '"田中 花子" <tanaka@example.co.jp>'


def test_our_border_naming_our_host_proves() -> None:
    finding = check(exhibit(FROM, received=INSIDE))

    assert finding is not None
    assert "192.0.2.9" in finding.actual


@pytest.mark.parametrize(
    ("from_", "received", "results"),
    [
        (FROM, OUTSIDE, ""),
        (FROM, "", ""),
        (FROM, INSIDE.replace(BORDER, "mx.example.net"), ""),
        (FROM, INSIDE, "dmarc=fail header.from=example.co.jp"),
        (FROM, f"from [192.0.2.9] (evil [203.0.113.9]) by {BORDER}; x", ""),
        ("<a@example.net>", INSIDE, ""),
        ("<tanaka@example.co.jp>, <a@example.net>", INSIDE, ""),
    ],
    ids=[
        "outside",
        "none",
        "foreign host",
        "failed",
        "HELO",
        "stranger",
        "two authors",
    ],
)
def test_nothing_else_proves(from_: str, received: str, results: str) -> None:
    assert check(exhibit(from_, received=received, results=results)) is None


def test_a_line_below_our_border_proves_nothing() -> None:
    assert check(exhibit(FROM, f"Received: {OUTSIDE}", f"Received: {INSIDE}")) is None

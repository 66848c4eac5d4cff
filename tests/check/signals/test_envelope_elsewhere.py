"""Signal: our address in From, a stranger's in the envelope."""

from __future__ import annotations

import pytest

from honmono.check.signals.envelope_elsewhere import check
from tests.make import exhibit

OURS = "<tanaka@example.co.jp>"


@pytest.mark.parametrize("results", ["", "dmarc=fail header.from=example.co.jp"])
def test_a_foreign_envelope_is_found(results: str) -> None:
    finding = check(
        exhibit(OURS, "Return-Path: <bounce@mail.example.net>", results=results)
    )

    assert finding is not None
    assert finding.actual == "bounce@mail.example.net"


@pytest.mark.parametrize(
    ("from_", "envelope", "results"),
    [
        (OURS, "<tanaka@example.co.jp>", ""),
        (OURS, "<bounce@em7.example.co.jp>", ""),
        (OURS, "<>", ""),
        (OURS, "<dev-bounces@forum.example>", ""),
        (OURS, "<b@tickets.example>", ""),
        (OURS, "<b@news.example.net>", "dkim=pass header.d=example.co.jp"),
        ("<x@mail.example.net>", "<y@example.net>", ""),
    ],
    ids=["ours", "ours below", "empty", "list", "service", "proved", "not our From"],
)
def test_everything_else_is_silent(from_: str, envelope: str, results: str) -> None:
    assert check(exhibit(from_, f"Return-Path: {envelope}", results=results)) is None

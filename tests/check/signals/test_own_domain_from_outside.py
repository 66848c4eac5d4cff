"""Signal: own domain from outside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.signals.own_domain_from_outside import check
from tests.make import BORDER, ORG, OUTSIDE, exhibit

NO_NETWORKS = replace(ORG, networks=())
FROM = '"田中 花子" <tanaka@example.co.jp>'


@pytest.mark.parametrize("results", ["", "spf=none; dkim=none"])
def test_our_address_handed_in_by_a_foreign_host_is_found(results: str) -> None:
    finding = check(exhibit(FROM, received=OUTSIDE, results=results, org=NO_NETWORKS))

    assert finding is not None
    assert "203.0.113.9" in finding.actual


@pytest.mark.parametrize(
    ("from_", "received", "results"),
    [
        (FROM, "", ""),
        (FROM, OUTSIDE, "dmarc=fail header.from=example.co.jp"),
        (FROM, OUTSIDE, "dmarc=pass header.from=example.co.jp"),
        ("<a@example.net>", OUTSIDE, ""),
        (FROM, OUTSIDE.replace("mail.example.net", "mx.forum.example"), ""),
        (FROM, OUTSIDE.replace(BORDER, "mx.example.org"), ""),
    ],
    ids=["no hop", "failed", "passed", "stranger", "list", "no border"],
)
def test_everything_else_is_silent(from_: str, received: str, results: str) -> None:
    assert (
        check(exhibit(from_, received=received, results=results, org=NO_NETWORKS))
        is None
    )


def test_where_networks_are_named_another_signal_speaks() -> None:
    assert check(exhibit(FROM, received=OUTSIDE)) is None

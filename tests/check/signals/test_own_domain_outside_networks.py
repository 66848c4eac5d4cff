"""Signal: our address, handed in by none of the networks that we named."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_domain_outside_networks import check
from tests.check.signals.test_own_domain_from_outside import NO_NETWORKS
from tests.make import INSIDE, OUTSIDE, exhibit

OURS = "<tanaka@example.co.jp>"


@pytest.mark.parametrize("results", ["", "dkim=none; spf=none"])
def test_a_host_outside_is_found(results: str) -> None:
    finding = check(exhibit(OURS, results=results, received=OUTSIDE))

    assert finding is not None
    assert "203.0.113.9" in finding.actual


@pytest.mark.parametrize(
    ("from_", "results", "received"),
    [
        (OURS, "", INSIDE),
        (OURS, "", ""),
        (OURS, "dkim=pass header.d=example.co.jp", OUTSIDE),
        (OURS, "dmarc=fail header.from=example.co.jp", OUTSIDE),
        ("<x@mail.example.net>", "", OUTSIDE),
        (
            OURS,
            "",
            OUTSIDE.replace("mail.example.net", "mx.forum.example"),
        ),
    ],
    ids=["our network", "no border", "proved", "failed", "not our From", "our list"],
)
def test_everything_else_is_silent(from_: str, results: str, received: str) -> None:
    assert check(exhibit(from_, results=results, received=received)) is None


def test_without_named_networks_nobody_can_say() -> None:
    assert check(exhibit(OURS, received=OUTSIDE, org=NO_NETWORKS)) is None

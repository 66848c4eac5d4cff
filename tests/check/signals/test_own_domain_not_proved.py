"""Signal: our address, neither proved nor failed."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_domain_not_proved import check
from tests.make import INSIDE, OUTSIDE, exhibit

OURS = "<tanaka@example.co.jp>"


@pytest.mark.parametrize(
    ("results", "received", "actual"),
    [
        ("", "", "not-looked"),
        ("", OUTSIDE, "not-looked"),
        ("dkim=none", OUTSIDE, "nothing"),
        ("spf=pass smtp.mailfrom=example.co.jp", OUTSIDE, "spf-only"),
    ],
)
def test_a_missing_proof_is_told(results: str, received: str, actual: str) -> None:
    finding = check(exhibit(OURS, results=results, received=received))

    assert finding is not None
    assert finding.actual == actual


@pytest.mark.parametrize(
    ("from_", "results", "received"),
    [
        (OURS, "dkim=pass header.d=example.co.jp", OUTSIDE),
        (OURS, "dmarc=fail header.from=example.co.jp", OUTSIDE),
        (OURS, "", INSIDE),
        ("<x@mail.example.net>", "", ""),
    ],
    ids=["proved", "failed", "our network", "not our From"],
)
def test_everything_else_is_silent(from_: str, results: str, received: str) -> None:
    assert check(exhibit(from_, results=results, received=received)) is None

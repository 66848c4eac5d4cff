"""Signal (proof): private address authenticated."""

from __future__ import annotations

import pytest

from honmono.check.signals.private_address_authenticated import check
from tests.make import exhibit

FROM = '"田中 花子" <Hanako.Home@example.org>'


@pytest.mark.parametrize(
    "results", ["dkim=pass header.d=example.org", "dmarc=pass header.from=example.org"]
)
def test_a_verified_private_address_proves(results: str) -> None:
    assert check(exhibit(FROM, results=results)) is not None


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (FROM, ""),
        (FROM, "spf=pass smtp.mailfrom=hanako.home@example.org"),
        (FROM, "dmarc=fail header.from=example.org"),
        ('"田中 花子" <other@example.org>', "dkim=pass header.d=example.org"),
        (f"{FROM}, <a@example.org>", "dkim=pass header.d=example.org"),
    ],
    ids=["not looked", "spf alone", "failed", "unknown address", "two authors"],
)
def test_nothing_else_proves(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None

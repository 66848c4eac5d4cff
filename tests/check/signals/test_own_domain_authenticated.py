"""Signal (proof): own domain authenticated."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_domain_authenticated import check
from tests.make import exhibit

FROM = '"田中 花子" <tanaka@example.co.jp>'


@pytest.mark.parametrize(
    "results",
    [
        "dkim=pass header.d=example.co.jp",
        "dkim=pass header.i=@example.co.jp",
        "dmarc=pass header.from=example.co.jp",
        "spf=fail smtp.mailfrom=bounce.example.net; dkim=pass header.d=mail.example.co.jp",
        "dkim=fail header.d=example.co.jp; dkim=pass header.d=example.co.jp",
    ],
    ids=["dkim", "header.i", "dmarc", "subdomain", "one of two signatures"],
)
def test_an_aligned_pass_proves(results: str) -> None:
    assert check(exhibit(FROM, results=results)) is not None


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (FROM, ""),
        (FROM, "spf=pass smtp.mailfrom=tanaka@example.co.jp"),
        (FROM, "dkim=pass header.d=example.net"),
        (FROM, "dkim=pass header.d=example.co.jp.example.net"),
        (FROM, "dkim=pass header.d=lists.example.co.jp"),
        (FROM, "dkim=pass header.d=lists.example.co.jp; dmarc=pass header.from=example.co.jp"),
        (FROM, "dkim=pass header.d=co.jp"),
        ("<tanaka@example.co.jp>, <a@example.net>", "dkim=pass header.d=example.co.jp"),
        ("<a@example.net>", "dkim=pass header.d=example.net"),
    ],
    ids=[
        "not looked", "spf alone", "foreign", "lookalike", "our list", "dmarc by our list",
        "public suffix", "two authors", "stranger",
    ],
)  # fmt: skip
def test_nothing_else_proves(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None

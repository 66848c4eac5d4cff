"""Signal: parked domain."""

from __future__ import annotations

import pytest

from honmono.check.signals.parked_domain import check
from tests.make import exhibit


@pytest.mark.parametrize("domain", ["example-parked.jp", "mail.example-parked.jp"])
def test_mail_from_a_parked_domain_is_found(domain: str) -> None:
    finding = check(exhibit(f"<info@{domain}>"))

    assert finding is not None
    assert finding.actual == domain


@pytest.mark.parametrize(
    "from_", ["<a@example.co.jp>", "<a@xexample-parked.jp>", "<a@example.net>", None]
)
def test_everything_else_is_silent(from_: str | None) -> None:
    assert check(exhibit(from_)) is None

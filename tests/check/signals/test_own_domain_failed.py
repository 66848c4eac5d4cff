"""Signal: own domain failed."""

from __future__ import annotations

import pytest

from honmono.check.signals.own_domain_failed import check
from tests.make import BORDER, OUTSIDE, exhibit, exhibit_of, mail

FROM = '"田中 花子" <tanaka@example.co.jp>'


@pytest.mark.parametrize(
    "results",
    [
        "dmarc=fail (policy=none) header.from=example.co.jp",
        "spf=fail smtp.mailfrom=tanaka@example.co.jp; dkim=none",
        "spf=softfail smtp.mailfrom=example.co.jp; dkim=none; dmarc=none",
        "dkim=fail header.d=example.co.jp; dmarc=fail header.from=example.co.jp",
        "dkim=pass header.d=example.net; dmarc=fail header.from=example.co.jp",
    ],
    ids=["dmarc", "spf", "softfail", "dkim", "foreign signature"],
)
def test_a_failed_check_of_our_domain_is_found(results: str) -> None:
    finding = check(exhibit(FROM, results=results, received=OUTSIDE))

    assert finding is not None
    assert finding.shown == "tanaka@example.co.jp"
    assert "fail" in finding.actual


def test_a_results_header_below_our_border_was_written_by_the_sender() -> None:
    injected = exhibit(
        FROM,
        f"Received: {OUTSIDE}",
        "Received: from a (a [203.0.113.1]) by mail.example.net; "
        "Mon, 6 Apr 2026 08:59:00 +0900",
        f"Authentication-Results: {BORDER}; dmarc=pass header.from=example.co.jp",
    )

    finding = check(injected)

    assert finding is not None
    assert "below-border" in finding.actual


@pytest.mark.parametrize(
    "results",
    [
        "",
        "dmarc=pass header.from=example.co.jp",
        "dmarc=temperror header.from=example.co.jp",
        "spf=none smtp.mailfrom=example.co.jp; dkim=none; dmarc=none",
        "spf=pass smtp.mailfrom=example.co.jp",
        "dkim=fail header.d=example.co.jp",
        "spf=pass smtp.mailfrom=b@forum.example; dmarc=fail header.from=example.co.jp",
        "dmarc=fail header.from=example.net",
    ],
    ids=[
        "not looked", "pass", "temperror", "nothing", "spf", "broken signature",
        "through a list", "other",
    ],
)  # fmt: skip
def test_no_failure_is_made_of_anything_else(results: str) -> None:
    assert check(exhibit(FROM, results=results, received=OUTSIDE)) is None


def test_a_list_of_ours_that_fails_is_ours_no_more() -> None:
    fail = "spf=fail smtp.mailfrom=evil.example; dmarc=fail header.from="
    ours = exhibit("<a@lists.example.co.jp>", results=fail + "lists.example.co.jp")
    forum = exhibit("<a@forum.example>", results=fail + "forum.example")

    assert check(ours) is not None
    assert check(forum) is None


def test_a_pass_whose_signature_somebody_took_out_is_no_failure() -> None:
    said = "dkim=pass header.d=example.co.jp; dmarc=pass header.from=example.co.jp"
    raw = mail(FROM, results=said, received=OUTSIDE)
    kept = b"\r\n".join(x for x in raw.split(b"\r\n") if not x.startswith(b"DKIM-"))

    assert len(kept) < len(raw)
    assert check(exhibit_of(kept)) is None


def test_strangers_may_fail() -> None:
    stranger = exhibit("<a@example.net>", results="dmarc=fail header.from=example.net")

    assert check(stranger) is None


def test_a_service_that_fails_for_our_domain_is_no_excuse() -> None:
    fail = "dmarc=fail header.from=example.co.jp"
    tenant = f"spf=pass smtp.mailfrom=x@tickets.example; {fail}"

    assert check(exhibit(FROM, results=tenant)) is not None

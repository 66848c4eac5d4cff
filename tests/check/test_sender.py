"""Whose address stands in From, and did its domain vouch for it?"""

from __future__ import annotations

import pytest

from honmono.check.sender import Standing, Vouched
from tests.make import exhibit


@pytest.mark.parametrize(
    ("from_", "standing"),
    [
        ("<tanaka@example.co.jp>", Standing.OURS),
        ("<a@sub.example.co.jp>", Standing.OURS),
        ("<a@EXAMPLE.CO.JP.>", Standing.OURS),
        ("<x@lists.example.co.jp>", Standing.OWN_LIST),
        ("<x@forum.example>", Standing.CHANNEL),
        ("<n@tickets.example>", Standing.CHANNEL),
        ("<a@example-parked.jp>", Standing.PARKED),
        ("<hanako.home@example.org>", Standing.PRIVATE),
        ("<other@example.org>", Standing.STRANGER),
        ("<a@notexample.co.jp>", Standing.STRANGER),
        ("<a@example.co.jp.example.net>", Standing.STRANGER),
        ("田中 花子", Standing.STRANGER),
        (None, Standing.STRANGER),
    ],
)
def test_the_organization_file_says_whose_address_it_is(
    from_: str | None, standing: Standing
) -> None:
    assert exhibit(from_).sender.standing is standing


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        ("", Vouched.NOT_LOOKED),
        ("dmarc=pass header.from=example.co.jp", Vouched.PASS),
        ("dmarc=bestguesspass header.from=example.co.jp", Vouched.NOTHING),
        ("dmarc=fail header.from=example.co.jp", Vouched.FAIL),
        ("dmarc=fail header.from=example.net", Vouched.NOT_LOOKED),
        ("dkim=pass header.d=example.co.jp; dmarc=fail header.from=example.co.jp", Vouched.FAIL),
        ("spf=pass smtp.mailfrom=example.co.jp; dkim=none", Vouched.SPF_ONLY),
        ("spf=fail smtp.mailfrom=example.co.jp", Vouched.FAIL),
        ("spf=fail smtp.mailfrom=example.net; dkim=none", Vouched.NOTHING),
        ("spf=temperror smtp.mailfrom=example.co.jp", Vouched.NOTHING),
    ],
)  # fmt: skip
def test_results_pass_fail_or_leave_it_open(results: str, vouched: Vouched) -> None:
    assert exhibit("<tanaka@example.co.jp>", results=results).sender.vouched is vouched

"""Whose address stands in From, and did its domain vouch for it?"""

from __future__ import annotations

import pytest

from honmono.check.pipeline import judge
from honmono.check.standing import Standing
from honmono.check.verdict import Answer
from honmono.check.vouching import Vouched
from honmono.mail.source import RawMail
from tests.make import US, exhibit, exhibit_of


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


UNSIGNED = (
    b"Received: from x.example.net (x.example.net [203.0.113.9]) by mx.example.co.jp;"
    b" Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    b"Authentication-Results: mx.example.co.jp; %s\r\n"
    b"From: <tanaka@example.co.jp>\r\n\r\nx\r\n"
)


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        (b"dkim=pass header.d=example.co.jp", Vouched.UNSIGNED),
        (
            b"dkim=pass header.d=example.co.jp; spf=softfail smtp.mailfrom=example.co.jp",
            Vouched.UNSIGNED,
        ),
        (
            b"dkim=pass header.d=example.co.jp; dmarc=fail header.from=example.co.jp",
            Vouched.FAIL,
        ),
        (b"spf=softfail smtp.mailfrom=example.co.jp", Vouched.FAIL),
    ],
    ids=["alone", "host refused", "DMARC failed", "no word of a signature"],
)
def test_a_pass_of_a_signature_that_is_not_there_proves_and_refutes_nothing(
    results: bytes, vouched: Vouched
) -> None:
    assert exhibit_of(UNSIGNED % results).sender.vouched is vouched


def test_a_mail_that_lost_its_signature_is_unproven() -> None:
    mail = UNSIGNED % b"dkim=pass header.d=example.co.jp"

    assert judge(RawMail(mail, "a.eml"), US).verdict.answer is Answer.UNPROVEN

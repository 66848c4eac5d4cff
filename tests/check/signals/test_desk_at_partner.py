"""Signal: a verified partner's desk for us."""

from __future__ import annotations

import pytest

from honmono.check.pipeline import judge
from honmono.check.signals.desk_at_partner import check
from honmono.check.verdict import Answer
from honmono.mail.source import RawMail
from tests.make import US, exhibit, mail

PASS = "dkim=pass header.d=kita.example; dmarc=pass header.from=kita.example"
DESK = '"北電機 (例示株式会社様担当)" <desk@kita.example>'


@pytest.mark.parametrize(
    "from_",
    [
        DESK,
        '"例示株式会社 御中" <desk@kita.example>',
        '"例示株式会社様" <desk@kita.example>',
        '"Kita Denki for Reiji Corporation" <desk@kita.example>',
    ],
)
def test_a_desk_that_serves_us_is_found(from_: str) -> None:
    finding = check(exhibit(from_, results=PASS))

    assert finding is not None
    assert finding.actual == "kita.example"


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (DESK, ""),
        (DESK, "dmarc=fail header.from=kita.example"),
        ('"例示株式会社" <desk@kita.example>', PASS),
        ('"例示株式会社 山田 太郎様" <desk@kita.example>', PASS),
        ('"例示株式会社様" <d@x.example>', "dkim=pass header.d=x.example"),
        ('"北電機" <desk@kita.example>', PASS),
    ],
    ids=["not looked", "failed", "our name alone", "a person", "stranger", "not us"],
)
def test_everything_else_is_silent(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None


def test_such_a_mail_is_not_called_forged() -> None:
    raw = RawMail(mail(DESK, results=PASS), "a.eml")

    assert judge(raw, US).verdict.answer is Answer.UNPROVEN

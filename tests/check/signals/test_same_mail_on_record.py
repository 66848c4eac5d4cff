"""Signal: the author's own mailbox holds the same mail."""

from __future__ import annotations

import pytest

from honmono.check.pipeline import look
from honmono.check.signals.same_mail_on_record import check
from honmono.check.verdict import Answer, decide
from tests.check.remembered import Remembered
from tests.make import exhibit

OURS = "山田 太郎 <yamada@example.co.jp>"


def test_the_same_mail_is_told_and_proves_nothing() -> None:
    seen = exhibit(OURS, "Message-ID: <1@example.co.jp>", past=Remembered(same=True))

    finding = check(seen)

    assert finding is not None
    assert finding.actual == "1@example.co.jp"
    assert decide(seen, look(seen), prior=0.5).answer is Answer.UNPROVEN


def test_a_copy_sent_again_by_a_stranger_stays_forged() -> None:
    results = "spf=fail; dkim=fail header.d=example.co.jp; dmarc=fail header.from=example.co.jp"
    seen = exhibit(OURS, results=results, past=Remembered(same=True))

    assert decide(seen, look(seen), prior=0.5).answer is Answer.FORGED


@pytest.mark.parametrize(
    ("from_", "past"),
    [
        (OURS, None),
        (OURS, Remembered()),
        ("山田 太郎 <xk3@mail.example.net>", Remembered(same=True)),
    ],
    ids=["no archive", "not on record", "not from us"],
)
def test_everything_else_is_silent(from_: str, past: Remembered | None) -> None:
    assert check(exhibit(from_, past=past)) is None

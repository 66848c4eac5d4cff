"""Signal: it answers a mail that we sent to this very address."""

from __future__ import annotations

import pytest

from honmono.check.pipeline import look
from honmono.check.signals.answers_our_mail import check
from honmono.check.verdict import Answer, decide
from tests.check.remembered import Remembered, thread
from tests.make import exhibit

NAMESAKE = "山田 太郎 <t-998@mail.example.net>"
PASS = "dkim=pass header.d=mail.example.net; dmarc=pass header.from=mail.example.net"
ANSWER = "In-Reply-To: <1@example.co.jp>"
KNOWN = Remembered(thread=thread(is_member=True, answered=True))


def test_a_namesake_to_whom_we_wrote_first_is_no_longer_forged() -> None:
    seen = exhibit(NAMESAKE, ANSWER, results=PASS, past=KNOWN)
    without = exhibit(NAMESAKE, ANSWER, results=PASS)

    assert check(seen)
    assert decide(seen, look(seen), prior=0.5).answer is Answer.UNPROVEN
    assert decide(without, look(without), prior=0.5).answer is Answer.FORGED


def test_it_clears_no_address_of_ours() -> None:
    poses = '"yamada@example.co.jp" <t-998@mail.example.net>'
    seen = exhibit(poses, ANSWER, results=PASS, past=KNOWN)

    assert check(seen)
    assert decide(seen, look(seen), prior=0.5).answer is Answer.FORGED


@pytest.mark.parametrize(
    ("results", "past"),
    [
        (PASS, None),
        (PASS, Remembered()),
        (PASS, Remembered(thread=thread(is_member=True))),
        ("", KNOWN),
        ("spf=pass smtp.mailfrom=mail.example.net", KNOWN),
    ],
    ids=["no archive", "no thread", "he wrote first", "not looked", "not vouched for"],
)
def test_everything_else_is_silent(results: str, past: Remembered | None) -> None:
    assert check(exhibit(NAMESAKE, ANSWER, results=results, past=past)) is None

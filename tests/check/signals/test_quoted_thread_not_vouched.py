"""Signal: our mail is answered by somebody whom nothing ties to it."""

from __future__ import annotations

import pytest

from honmono.check.signals.quoted_thread_not_vouched import check
from tests.check.test_thread import (
    AUTHOR_ALONE,
    FULL,
    STRANGER,
    TO_ANOTHER,
    TO_OUR_AUTHOR,
)
from tests.make import exhibit

SPF = "dkim=none; spf=pass smtp.mailfrom=mail.example.net; dmarc=none"
PASS = "dkim=pass header.d=mail.example.net; dmarc=pass header.from=mail.example.net"


@pytest.mark.parametrize(
    ("from_", "to", "results", "body"),
    [
        (STRANGER, TO_OUR_AUTHOR, SPF, AUTHOR_ALONE),
        (STRANGER, TO_OUR_AUTHOR, "dkim=none; spf=none", AUTHOR_ALONE),
        ("佐藤 一郎 <s.ichiro@gmail.com>", TO_ANOTHER, "", FULL),
        (STRANGER, "To: info@example.co.jp", PASS, AUTHOR_ALONE),
        ("<mailer-daemon@mail.example.net>", "To: sato@kita.example", PASS, FULL),
    ],
    ids=[
        "SPF alone",
        "nothing",
        "another address of one in the thread",
        "answers our desk",
        "a machine that reports to others",
    ],
)
def test_an_answer_that_nothing_ties_to_the_thread_is_told(
    from_: str, to: str, results: str, body: str
) -> None:
    finding = check(exhibit(from_, to, results=results, body=body))

    assert finding is not None
    assert finding.shown == "yamada@example.co.jp"


@pytest.mark.parametrize(
    ("from_", "to", "results", "body"),
    [
        (STRANGER, TO_OUR_AUTHOR, PASS, AUTHOR_ALONE),
        (STRANGER, TO_OUR_AUTHOR, "", AUTHOR_ALONE),
        (STRANGER, TO_ANOTHER, "", FULL),
        ("佐藤 <sato@kita.example>", TO_OUR_AUTHOR, "dkim=none; spf=none", FULL),
        (
            "<abe@kita.example>",
            TO_OUR_AUTHOR,
            "spf=pass smtp.mailfrom=kita.example",
            AUTHOR_ALONE,
        ),
        ("<tanaka@example.co.jp>", TO_OUR_AUTHOR, "", AUTHOR_ALONE),
        ("山田 太郎 <x@a.example>", "To: info@example.co.jp", "", AUTHOR_ALONE),
    ],
    ids=[
        "vouched for",
        "not looked",
        "outside",
        "member",
        "partner",
        "ours",
        "in our name",
    ],
)
def test_everything_else_is_silent(
    from_: str, to: str, results: str, body: str
) -> None:
    assert check(exhibit(from_, to, results=results, body=body)) is None

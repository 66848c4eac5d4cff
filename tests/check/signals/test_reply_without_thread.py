"""Signal: a reply to nothing."""

from __future__ import annotations

import pytest

from honmono.check.signals.reply_without_thread import check
from tests.make import exhibit

SHOWS_US = '"山田 太郎" <xk3@mail.example.net>'


@pytest.mark.parametrize("subject", ["RE: 見積の件", "Re[2]: x", "返信: x"])
def test_a_reply_to_nothing_is_found(subject: str) -> None:
    finding = check(exhibit(SHOWS_US, f"Subject: {subject}"))

    assert finding is not None
    assert finding.shown == subject


@pytest.mark.parametrize(
    ("from_", "fields", "body"),
    [
        (SHOWS_US, ("Subject: 見積の件",), "x"),
        (SHOWS_US, ("Subject: Fwd: x",), "x"),
        (SHOWS_US, ("Subject: Re: x", "In-Reply-To: <a@b.example>"), "x"),
        (SHOWS_US, ("Subject: Re: x", "References: <a@b.example>"), "x"),
        (SHOWS_US, ("Subject: Re: x",), "Yes\n\nOn Mon, 6 Apr 2026, A wrote:\n> x\n"),
        ("<xk3@mail.example.net>", ("Subject: Re: x",), "x"),
        ("<tanaka@example.co.jp>", ("Subject: Re: x",), "x"),
    ],
    ids=["no reply", "forward", "answers", "refers", "quotes", "not us", "ours"],
)
def test_everything_else_is_silent(
    from_: str, fields: tuple[str, ...], body: str
) -> None:
    assert check(exhibit(from_, *fields, body=body)) is None

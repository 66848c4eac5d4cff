"""Signal: a mail of ours is continued by somebody who, by our archive, never got it."""

from __future__ import annotations

import pytest

from honmono.check.history import History, OurThread
from honmono.check.pipeline import look
from honmono.check.signals.thread_of_others import check
from honmono.check.verdict import Answer, decide
from tests.check.remembered import SATO, SPAN, YAMADA, Remembered, thread
from tests.check.test_thread import AUTHOR_ALONE, FORWARD, STRANGER, TO_OUR_AUTHOR
from tests.make import exhibit

PASS = "dkim=pass header.d=mail.example.net; dmarc=pass header.from=mail.example.net"
BARE = "Please see below.\n\n> we send the offer\n> as agreed\n"


def test_a_thief_who_answers_the_very_author_is_told() -> None:
    past = Remembered(thread=thread())
    seen = exhibit(STRANGER, TO_OUR_AUTHOR, results=PASS, body=AUTHOR_ALONE, past=past)

    finding = check(seen)

    assert finding is not None
    assert finding.shown == "yamada@example.co.jp"
    assert finding.actual == "xk3@mail.example.net"
    verdict = decide(seen, look(seen), prior=0.5)
    assert verdict.answer is Answer.FORGED
    assert verdict.kinds == ("reply-chain",)


def test_a_bare_quote_under_an_answer_shows_us_once_our_archive_knows_it() -> None:
    fields = (TO_OUR_AUTHOR, "In-Reply-To: <1@example.co.jp>")
    past = Remembered(thread=thread())
    seen = exhibit(STRANGER, *fields, results=PASS, body=BARE, past=past)

    assert seen.claims.where == ("quote",)
    assert check(seen)
    assert not exhibit(STRANGER, *fields, results=PASS, body=BARE).claims


@pytest.mark.parametrize(
    ("from_", "body", "known"),
    [
        (STRANGER, AUTHOR_ALONE, None),
        (STRANGER, AUTHOR_ALONE, thread(by_us=True, closed=False)),
        (STRANGER, AUTHOR_ALONE, thread(is_member=True)),
        (STRANGER, FORWARD, thread()),
        ("佐藤 一郎 <s.ichiro@gmail.com>", AUTHOR_ALONE, thread()),
        ("<abe@kita.example>", AUTHOR_ALONE, thread()),
        ("<tanaka@example.co.jp>", AUTHOR_ALONE, thread()),
    ],
    ids=[
        "unknown to the archive",
        "it went to a list, perhaps",
        "another address of a member",
        "a forward",
        "bears the name of one in it",
        "a colleague of one in it",
        "ours",
    ],
)
def test_whoever_may_have_it_is_not_accused(
    from_: str, body: str, known: OurThread | None
) -> None:
    past = Remembered(thread=known)

    assert check(exhibit(from_, TO_OUR_AUTHOR, body=body, past=past)) is None


def test_whom_we_wrote_to_before_is_not_accused() -> None:
    past = Remembered(History(SPAN, covered=True, sent=1), thread(YAMADA, SATO))
    seen = exhibit(STRANGER, TO_OUR_AUTHOR, results=PASS, body=AUTHOR_ALONE, past=past)

    assert check(seen) is None


def test_a_customer_who_got_it_stays_unrelated() -> None:
    customer = "佐藤 <sato@kita2.example>"
    got_it = SATO._replace(address="sato@kita2.example", domain="kita2.example")
    results = "dkim=pass header.d=kita2.example; dmarc=pass header.from=kita2.example"
    past = Remembered(thread=thread(YAMADA, got_it))
    seen = exhibit(
        customer, TO_OUR_AUTHOR, results=results, body=AUTHOR_ALONE, past=past
    )

    assert decide(seen, look(seen), prior=0.5).answer is Answer.UNRELATED

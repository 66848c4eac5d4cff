"""Signal: a mail of ours is quoted, and our archive does not say how he got it."""

from __future__ import annotations

import pytest

from honmono.check.history import OurThread
from honmono.check.pipeline import look
from honmono.check.signals.thread_not_recorded import check
from honmono.check.verdict import Answer, decide
from tests.check.remembered import Remembered, thread
from tests.check.test_thread import AUTHOR_ALONE, STRANGER, TO_OUR_AUTHOR
from tests.make import exhibit

PASS = "dkim=pass header.d=mail.example.net; dmarc=pass header.from=mail.example.net"


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        (("Subject: Fwd: test",), thread()),
        ((), thread(closed=False)),
    ],
    ids=["he says that he forwards it", "it went to whom we do not know"],
)
def test_what_may_be_honest_is_unproven(
    fields: tuple[str, ...], known: OurThread
) -> None:
    past = Remembered(thread=known)
    seen = exhibit(
        *(STRANGER, TO_OUR_AUTHOR, *fields),
        results=PASS,
        body=AUTHOR_ALONE,
        past=past,
    )

    assert check(seen)
    assert decide(seen, look(seen), prior=0.5).answer is Answer.UNPROVEN


@pytest.mark.parametrize("known", [None, thread(), thread(is_member=True)])
def test_it_is_silent_where_the_archive_knows_more_or_nothing(
    known: OurThread | None,
) -> None:
    past = Remembered(thread=known)
    seen = exhibit(STRANGER, TO_OUR_AUTHOR, results=PASS, body=AUTHOR_ALONE, past=past)

    assert check(seen) is None

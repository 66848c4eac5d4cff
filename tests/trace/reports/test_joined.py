"""Several reports of one forged mail count once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.trace.forgery import Forgery, Path
from honmono.trace.reports import joined

FULL = Forgery(
    source="a.eml",
    date=1649808000,
    shown="佐藤花子",
    address="x3@mail.example.net",
    recipients=("tanaka@example.co.jp", "ito@kita.example"),
    subject="Re: 見積書の件",
    references=(),
    quoted="納期は五月十日",
    path=Path.FOREIGN,
    message_id="9@mail.example.net",
)
INLINE = replace(
    FULL,
    source="b.eml",
    date=1649808000 - 1649808000 % 60,
    address="",
    recipients=("ito@kita.example",),
    path=Path.UNKNOWN,
    message_id="",
)


@pytest.mark.parametrize("order", [(FULL, INLINE), (INLINE, FULL)])
def test_the_report_that_tells_most_stands_for_all(order: tuple[Forgery, ...]) -> None:
    (one,) = joined(order)

    assert one == replace(FULL, also=("b.eml",))


def test_two_recipients_report_one_mail() -> None:
    (one,) = joined(
        [FULL, replace(FULL, source="c.eml"), replace(FULL, source="d.eml")]
    )

    assert one.also == ("c.eml", "d.eml")


@pytest.mark.parametrize(
    "other",
    [
        replace(INLINE, recipients=("suzuki@minami.example",)),
        replace(INLINE, date=FULL.date and FULL.date + 120),
        replace(INLINE, date=None),
        replace(INLINE, subject="請求書"),
        replace(INLINE, shown="山田 太郎"),
        replace(INLINE, address="x4@mail.example.net"),
        replace(FULL, message_id="10@mail.example.net"),
        replace(FULL, address="x4@mail.example.net"),
    ],
    ids=["to", "minute", "no date", "subject", "name", "address", "id", "same id"],
)
def test_what_may_be_another_mail_is_counted(other: Forgery) -> None:
    assert joined([FULL, other]) == (FULL, other)

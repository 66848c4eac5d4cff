"""Signal: nobody of us ever had to do with who shows us."""

from __future__ import annotations

import pytest

from honmono.check.history import History
from honmono.check.signals.first_contact import check
from tests.check.remembered import SPAN, Remembered
from tests.make import exhibit

STRANGER = '"山田 太郎" <xk3@mail.example.net>'


def test_an_address_that_was_never_seen_is_told_with_the_time_that_was_looked_at() -> (
    None
):
    finding = check(exhibit(STRANGER, past=Remembered()))

    assert finding is not None
    assert finding.shown == "2023-11-14 – 2026-02-02"
    assert finding.actual == "xk3@mail.example.net"


@pytest.mark.parametrize(
    ("from_", "known"),
    [
        (STRANGER, History(SPAN, covered=False)),
        (STRANGER, History(SPAN, covered=True, sent=1)),
        (STRANGER, History(SPAN, covered=True, received=1)),
        ("<yamada@example.co.jp>", History(SPAN, covered=True)),
    ],
    ids=["no mail of that time", "we wrote", "he wrote", "ours"],
)
def test_everything_else_is_silent(from_: str, known: History) -> None:
    assert check(exhibit(from_, past=Remembered(known))) is None


def test_without_an_archive_nothing_is_said() -> None:
    assert check(exhibit(STRANGER)) is None


@pytest.mark.parametrize(
    ("days", "reached"),
    [(-1, False), (89, False), (91, True), (901, True), (905, False)],
)
def test_an_archive_reaches_neither_its_first_days_nor_long_after_its_last(
    days: int, reached: bool
) -> None:
    assert SPAN.reaches(SPAN.first + days * 86_400) is reached

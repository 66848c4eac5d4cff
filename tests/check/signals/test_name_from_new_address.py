"""Signal: people of this name wrote from other addresses."""

from __future__ import annotations

import pytest

from honmono.check.history import History
from honmono.check.signals.name_from_new_address import check
from tests.check.remembered import SPAN, Remembered
from tests.make import exhibit

STRANGER = '"山田 太郎" <xk3@mail.example.net>'
USUAL = ("yamada@example.co.jp",)


def test_a_name_at_a_new_address_is_told() -> None:
    finding = check(exhibit(STRANGER, past=Remembered(usual=USUAL)))

    assert finding is not None
    assert (finding.shown, finding.actual) == (USUAL[0], "xk3@mail.example.net")


@pytest.mark.parametrize(
    ("from_", "past"),
    [
        (STRANGER, None),
        (STRANGER, Remembered()),
        (STRANGER, Remembered(History(SPAN, covered=False), usual=USUAL)),
        ("山田 太郎 <yamada@example.co.jp>", Remembered(usual=USUAL)),
    ],
    ids=["no archive", "known, or never seen", "no mail of that time", "ours"],
)
def test_everything_else_is_silent(from_: str, past: Remembered | None) -> None:
    assert check(exhibit(from_, past=past)) is None

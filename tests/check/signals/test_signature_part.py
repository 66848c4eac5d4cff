"""Signal: a stranger signs with a part of our block."""

from __future__ import annotations

import pytest

from honmono.check.signals import signature_block
from honmono.check.signals.signature_part import check
from tests.check.signals.test_signature_block import LETTER
from tests.make import exhibit

PART = """\
添付をご確認ください。

――――――――――――
例示株式会社 営業部
山田 太郎
TEL 03-5555-0100
――――――――――――
"""


def test_a_part_of_our_block_is_told_and_is_no_whole_one() -> None:
    value = exhibit("Office <xk3@mail.example.net>", body=PART)

    finding = check(value)

    assert finding is not None
    assert "山田 太郎" in finding.shown
    assert signature_block.check(value) is None


@pytest.mark.parametrize(
    ("from_", "body"),
    [
        ("<tanaka@example.co.jp>", PART),
        ("Office <xk3@mail.example.net>", LETTER),
        (
            "Office <xk3@mail.example.net>",
            "例示株式会社 山田 太郎 様\n\nお世話になります。\n",
        ),
    ],
    ids=["ours", "the whole block", "letter to us"],
)
def test_everything_else_is_silent(from_: str, body: str) -> None:
    assert check(exhibit(from_, body=body)) is None

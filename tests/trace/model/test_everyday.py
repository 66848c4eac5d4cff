"""Which subjects could stand over anybody's mail."""

from __future__ import annotations

import pytest

from honmono.trace.model.everyday import is_everyday


@pytest.mark.parametrize(
    "subject",
    [
        "Payment notice",
        "RE: Your document",
        "ご請求書の件",
        "返信: 【重要】ご確認ください",
        "Re: 伊藤 裕子",
        "Invoice Carl Wood",
        "FW:　会議への招待",
        "Invoice 4711",
        "Re: ",
    ],
)
def test_made_up_by_whoever_has_no_mail(subject: str) -> None:
    assert is_everyday(subject, ["伊藤 裕子", "Carl Wood"])


@pytest.mark.parametrize(
    "subject",
    [
        "【金型】議事録送付の件 No.9245",
        "Mgt Rep Ltr",
        "GISB CONTRACT",
        "Re: 梱包の図面の件",
        "Invoice Anna Lewis",
        "invoice " * 60,
    ],
)
def test_out_of_somebodys_mailbox(subject: str) -> None:
    assert not is_everyday(subject, ["伊藤 裕子", "Carl Wood"])

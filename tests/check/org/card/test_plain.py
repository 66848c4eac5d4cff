"""A line as a keyboard would have typed it."""

from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import text

from honmono.check.org.card.plain import plain, visible, wide


def test_full_width_signs_and_odd_dashes_are_made_plain() -> None:
    assert plain("ＴＥＬ　０６‐５５５０－７１３０") == "TEL 06-5550-7130"
    assert plain("サーバー") == "サーバー"
    assert visible("例\u200b示") == "例示"


@given(text())
def test_the_length_stays(line: str) -> None:
    assert len(plain(line)) == len(line)


def test_wide_is_undone_by_plain() -> None:
    assert plain(wide("reiji.example 0100")) == "reiji.example 0100"

"""Titles are broken between phrases, in lines about as long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.documents.formats._core import columns
from honmono.incident.documents.formats.titles import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("不審なメールのお知らせ", ["不審なメールのお知らせ"]),
        ("例示サポート法人を名乗る不審なメールに関するお詫びとご報告",
         ["例示サポート法人を名乗る不審な", "メールに関するお詫びとご報告"]),
        ("例示サポート法人の名をかたる不審なメールに関する調査結果のお知らせ",
         ["例示サポート法人の名をかたる不審な", "メールに関する調査結果のお知らせ"]),
        ("「例示」と（株）架空の連名を装う不審なメールについて",
         ["「例示」と（株）架空の連名を", "装う不審なメールについて"]),
        ("Forged mail in our name: apology and results of the work",
         ["Forged mail in our name: apology", "and results of the work"]),
        ("一行目\n二行目", ["一行目", "二行目"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_where_a_title_of_forty_columns_is_broken(title: str, lines: list[str]) -> None:
    assert title_lines(title, 40, columns) == lines


@given(st.text("お詫びのメールご報（）「」、 aB", max_size=60), st.integers(4, 40))
def test_nothing_is_lost(title: str, room: int) -> None:
    lines = title_lines(title, room, columns)

    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    for line in lines[1:]:
        assert not line.startswith(("）", "」", "、"))

"""Lines of plain text: no line breaks a word, and none begins with 「。」."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.documents.formats._core import columns
from honmono.incident.documents.formats.lines import wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("あいうえおかきくけこさ", ["あいうえおかきくけこ", "さ"]),
        ("あいうえおかきくけこ。さ", ["あいうえおかきくけ", "こ。さ"]),
        ("あいうえおかきくけ（こ）", ["あいうえおかきくけ", "（こ）"]),
        ("あいうえおかきくけキャ", ["あいうえおかきくけ", "キャ"]),
        ("https://www.reiji.example/a", ["https://www.reiji.example/a"]),
        ("見る https://www.reiji.example/a", ["見る", "https://www.reiji.example/a"]),
        ("one two three four five", ["one two three four", "five"]),
        ("一\n二", ["一", "二"]),
        ("", [""]),
    ],
)
def test_where_a_line_of_twenty_columns_ends(text: str, lines: list[str]) -> None:
    assert wrapped(text, 20) == lines


def test_what_stands_before_the_lines() -> None:
    assert wrapped("あいうえお", 10, "・", "　") == ["・あいうえ", "　お"]


@given(st.text("あ漢。、（）「」aB1 .@", max_size=80), st.integers(8, 40))
def test_nothing_is_lost_and_lines_are_short(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        # only what must stay together may be longer than the line
        assert columns(line) <= width or len(wrapped(line, 1)) == 1 or not line.strip()
    for line in lines[1:]:
        assert not line.startswith(("。", "、", "）", "」"))

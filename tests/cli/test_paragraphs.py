"""Sentences on a terminal."""

from __future__ import annotations

import pytest

from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, paragraph

LONG = "3 人に kana も romaji もありません（例: 山田 太郎）。ローマ字で名乗る偽メールに気付けません"


@pytest.mark.parametrize("width", [42, 80, 100])
def test_lines_fit_and_nothing_is_lost(width: int) -> None:
    lines = paragraph(LONG, width, head="助言", indent=8)

    assert all(columns(line) <= width for line in lines)
    assert "".join(line[8:] for line in lines[1:]) in LONG
    assert lines[0].startswith("助言    3 人")
    assert all(line.startswith(" " * 8) for line in lines[1:])


def test_words_stay_whole() -> None:
    assert paragraph("press Enter now", 26, indent=2) == ["  press Enter now"]
    assert (
        paragraph("Enter を 押す Enter を 押す Enter", 24)[0]
        == "Enter を 押す Enter を"
    )


def test_without_a_terminal_a_sentence_is_one_line() -> None:
    assert paragraph(LONG, 0, head="→ ") == [f"→ {LONG}"]


def test_a_long_head_pushes_its_line_aside() -> None:
    assert paragraph("text", 0, head="a long head ", indent=4) == ["a long head text"]


def test_a_kanji_takes_two_columns() -> None:
    assert padded("氏名", 6) == "氏名  "
    assert padded("①ｱ", 4) == "①ｱ  "

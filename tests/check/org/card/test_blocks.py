"""Which lines of a letter stand together, so that they could be one card."""

from __future__ import annotations

from honmono.check.org.card.blocks import MAX_GAP, runs, windows
from honmono.check.org.card.lines import read


def _runs(*lines: str) -> list[list[tuple[int, ...]]]:
    return list(runs(read(list(lines))))


def test_a_sentence_parts_paragraphs_and_a_blank_line_keeps_them_near() -> None:
    assert _runs("甲社", "乙部", "", "丙課", "丁係", "以上です。", "戊社") == [
        [(0, 1), (3, 4)],
        [(6,)],
    ]


def test_rules_part_nothing() -> None:
    assert _runs("-----", "甲社", "-----", "乙部", "-----") == [[(1, 3)]]


def test_single_lines_with_blanks_between_are_one_paragraph() -> None:
    assert _runs("甲社", "", "乙部", "", "丙課") == [[(0, 2, 4)]]


def test_many_blank_lines_part() -> None:
    far = [""] * (MAX_GAP + 1)

    assert _runs("甲社", "乙部", *far, "丙課", "丁係") == [[(0, 1)], [(6, 7)]]


def test_the_lines_of_a_recipient_are_left_out() -> None:
    assert _runs("甲社", "乙様", "丙社", "丁部") == [[(2, 3)]]
    assert _runs("丙社", "お届け先：甲社", "乙部", "", "丁社", "戊部") == [
        [(0,), (4, 5)]
    ]
    assert _runs("お届け先", "", "甲社", "乙部", "", "丙社", "丁部") == [[(5, 6)]]
    assert _runs("甲社", "資本金：十円", "乙部") == []


def test_windows_hold_the_paragraph() -> None:
    assert list(windows(1, 3)) == [(1, 2), (0, 2), (1, 3), (0, 3)]
    assert list(windows(0, 1)) == [(0, 1)]

"""Neighbours: what may stand beside a name."""

from __future__ import annotations

import pytest

from honmono.check.org.names.neighbours import Neighbours, without_form, word_key
from honmono.check.org.names.pieces import joined

OURS = Neighbours([word_key("みなと労務"), word_key("専務取締役")])


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("株式会社ホクレイ精機", "ホクレイ精機"),
        ("ホクレイ精機 (株)", "ホクレイ精機"),
        ("(有)有田商店", "有田商店"),
        ("有田商店", "有田商店"),
        ("Verdano, Inc.", "verdano"),
        ("Hokurei Seiki Co., Ltd.", "hokureiseiki"),
        ("Livra S.A.", "livra"),
        ("Incognito", "incognito"),
        ("株式会社", "株式会社"),
    ],
)
def test_the_legal_form_is_taken_off(text: str, bare: str) -> None:
    assert without_form(text)[1].text == word_key(bare)


@pytest.mark.parametrize("before", ["部長", "営業部", "みなと労務", "専務取締役"])
def test_a_name_starts_behind_a_title(before: str) -> None:
    piece = joined(before + "林太郎")

    assert OURS.end_before(piece, len(before))


@pytest.mark.parametrize("before", ["小", "大", "中部", "新"])
def test_a_name_does_not_start_behind_other_kanji(before: str) -> None:
    piece = joined(before + "林太郎")

    assert not OURS.end_before(piece, len(before))


@pytest.mark.parametrize("behind", ["様", "さん", "部長", "先生様", "より", "の"])
def test_a_name_ends_before_a_title(behind: str) -> None:
    assert OURS.begin_behind(joined("林太郎" + behind), 3)


@pytest.mark.parametrize("behind", ["丸", "商店", "様式", "税理士事務所"])
def test_a_name_does_not_end_before_other_kanji(behind: str) -> None:
    assert not OURS.begin_behind(joined("林太郎" + behind), 3)


def test_one_letter_of_grammar_can_belong_to_a_name_in_kana() -> None:
    assert not OURS.begin_behind(joined("はやしあやの"), 5)
    assert OURS.begin_behind(joined("はやしあやより"), 5)


@pytest.mark.parametrize(
    ("text", "full"),
    [("営業部長", True), ("Sales Team 2", True), ("Sales Fan", False), ("", True)],
)
def test_fillers_are_titles_and_numbers(text: str, full: bool) -> None:
    assert OURS.fill(joined(text)) is full

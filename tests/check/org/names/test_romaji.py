"""Romaji: from kana all spellings, to one spelling of each sound."""

from __future__ import annotations

import pytest

from honmono.check.org.names.romaji import (
    MAX_SPELLINGS,
    from_kana,
    initials,
    is_japanese,
    kunrei,
    loosened,
    spellings,
)


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("shuhei", "syuhei"),
        ("jyunichi", "zyuniti"),
        ("zyuniti", "zyuniti"),
        ("tsuyoshi", "tuyosi"),
        ("homma", "honma"),
        ("namba", "nanba"),
        ("hatchobori", "hattyobori"),
        ("hacchobori", "hattyobori"),
        ("isshiki", "issiki"),
        ("fujiko", "huziko"),
        ("dzushi", "zusi"),
        ("yamada", "yamada"),
    ],
)
def test_spellings_of_a_sound_become_one(written: str, sound: str) -> None:
    assert kunrei(written) == sound


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("オオノ", "oono"),
        ("ハットリ", "hattori"),
        ("リョウコ", "ryouko"),
        ("サトー", "satoo"),
        ("ケンイチ", "keniti"),
        ("々?", ""),
        ("", ""),
    ],
)
def test_kana_is_written_letter_by_letter(kana: str, latin: str) -> None:
    assert from_kana(kana) == latin


def test_a_long_vowel_is_left_out_doubled_or_marked() -> None:
    assert set(spellings("オオノ")) == {"ono", "ouno", "ohno", "oono"}
    assert spellings("オノ") == ("ono",)
    assert "hiro" not in spellings("ヒロオ")


def test_the_number_of_spellings_is_bounded() -> None:
    assert len(spellings("オウ" * 50)) == MAX_SPELLINGS


@pytest.mark.parametrize("word", ["yamada", "oono", "ohno", "honma", "syuuiti", "ken"])
def test_japanese_words_are_known(word: str) -> None:
    assert is_japanese(word)


@pytest.mark.parametrize("word", ["", "y", "smith", "nguyen", "martin", "ohm" * 500])
def test_other_words_are_not_japanese(word: str) -> None:
    assert not is_japanese(word)


def test_length_is_taken_off() -> None:
    assert loosened("ryouko") == loosened("ryohko") == loosened("ryoko") == "ryoko"
    assert loosened("ohashi") == "ohashi"


def test_an_initial_follows_either_system() -> None:
    assert set(initials("tiaki")) == {"t", "c"}
    assert initials("mari") == "m"

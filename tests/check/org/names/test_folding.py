"""Folding: what a reader takes letters for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import text

from honmono.check.org.names.folding import folded, latin, long_vowels, readings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ｔａｒｏ", "Taro"),
        ("Таrо", "Taro"),
        ("𝓣𝓪𝓻𝓸", "Taro"),
        ("ᴛᴀʀᴏ", "taro"),
        ("🆃🅰🆁🅾", "TARO"),
        ("Tàró", "Taro"),
        ("Tarō", "Tarou"),
        ("Ta\u200bro", "Taro"),
        ("PayPal™", "PayPal "),
        ("㈱", "(株)"),
        ("⻑", "長"),
        ("ｶﾞ", "ガ"),
        ("が", "が"),
        ("Groß", "Gross"),
    ],
)
def test_a_text_is_read_as_latin(written: str, read: str) -> None:
    assert latin(written) == read


@pytest.mark.parametrize("written", ["Taro", "山田 太郎", "ヤマダ", "김민수", "はな"])
def test_what_is_plain_stays(written: str) -> None:
    assert latin(written) == written


def test_open_spellings_have_two_readings() -> None:
    assert list(readings("Müller")) == ["Muller", "Mueller"]
    assert list(readings("タロ－")) == ["タロ-", "タロー"]
    assert list(readings("Taro")) == ["Taro"]


def test_what_is_written_backwards_is_read_forwards() -> None:
    assert list(readings("\u202eoraT\u202c-san")) == ["Taro-san"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("髙橋", "高橋"), ("TARO", "taro"), ("やまだ", "ヤマダ"), ("佐々木", "佐佐木")],
)
def test_what_is_not_told_apart_becomes_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("太郎", "太朗"), ("一郎", "二郎"), ("か", "が")]
)
def test_what_is_told_apart_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_long_vowels_are_written_in_one_way() -> None:
    assert long_vowels("タロー") == long_vowels("タロウ") == "タロウ"
    assert long_vowels("オーノ") == long_vowels("オオノ")
    assert long_vowels("健ー") == "健一"


@given(text())
def test_the_length_stays(written: str) -> None:
    read = latin(written)

    assert len(folded(read)) == len(read)
    assert len(long_vowels(read)) == len(read)

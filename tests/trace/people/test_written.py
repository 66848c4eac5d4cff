"""A shown text is cut into names; titles, brackets and addresses are none."""

from __future__ import annotations

import pytest

from honmono.mail.message.limits import MAX_NAME
from honmono.trace.people.written import (
    MAX_LETTERS,
    MAX_NAMES,
    MAX_WORDS,
    initials,
    long_words,
    names_written,
    words_of_address,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mori, Nina K.", "nina k mori"),
        ("Nina K Mori", "nina k mori"),
        ("NINA MORI", "nina mori"),
        ('"Mori, Nina" <n@x.example>', "nina mori"),
        ("Mori, Nina </O=CORP/OU=NA/CN=RECIPIENTS/CN=NMORI>", "nina mori"),
        ("Nina K Mori/TYO/CORP@CORP", "nina k mori"),
        ("'Nina Mori'", "nina mori"),
        ("Nina McGregor", "nina mcgregor"),
        ("Nina O'Hara", "nina ohara"),
        ("Nina Mori Jr.", "nina mori"),
        ("Dr. Nina Mori", "nina mori"),
        ("Don Mori", "don mori"),
        ("Van Loon, Nina", "nina van loon"),
        ("Nina (Nini) Mori", "nina mori"),
        ("Nina Mori via Dropsign", "nina mori"),
        ("Nina Mori nina.mori@x.example", "nina mori"),
        ("大河原 悠一郎", "大河原 悠一郎"),
        ("髙橋 悠一郎", "高橋 悠一郎"),
        ("大河原悠一郎部長様", "大河原悠一郎"),
        ("大河原悠一郎（例示センター）", "大河原悠一郎"),
        ("営業部 大河原悠一郎", "大河原悠一郎"),
        ("株式会社例示 大河原 悠一郎", "大河原 悠一郎"),
        ("総務部", "総務部"),
    ],
)
def test_the_likeliest_name(text: str, name: str) -> None:
    assert " ".join(names_written(text)[0]) == name


@pytest.mark.parametrize("text", ["", " ", "n.mori@x.example", "<n@x.example>", "，、"])
def test_a_text_without_a_name(text: str) -> None:
    assert names_written(text) == ()


def test_who_names_somebody_begins_with_the_name() -> None:
    text = "Nina Mori (Harbor Travel)"

    assert ("harbor", "travel") not in names_written(text)
    assert ("harbor", "travel") in names_written(text, all_pieces=True)


def test_family_and_given_name_are_no_names_of_their_own() -> None:
    assert names_written("Mori, Nina", all_pieces=True) == (("nina", "mori"),)


def test_a_name_in_kanji_beside_another_word() -> None:
    assert ("大河原悠一郎",) in names_written("例示銀行 大河原悠一郎")


def test_bounds() -> None:
    assert len(names_written("Aa Bb, " * MAX_NAME, all_pieces=True)) <= MAX_NAMES
    assert names_written("a" * (MAX_LETTERS + 1)) == ()
    assert names_written("Aa " * (MAX_WORDS + 1)) == ()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("Nina.K.Mori@x.example", "nina k mori"),
        ("k..mori@x.example", "k mori"),
        ("'mori@x.example", "mori"),
        ("mori_n@x.example", "mori n"),
        ("nina50@x.example", "nina"),
        ("1234@x.example", ""),
        ("nina", "nina"),
    ],
)
def test_words_of_an_address(address: str, words: str) -> None:
    assert " ".join(words_of_address(address)) == words


def test_initials_are_latin_letters() -> None:
    assert long_words(("nina", "k", "mori")) == ("nina", "mori")
    assert initials(("nina", "k", "mori")) == {"k"}
    assert long_words(("林", "太郎")) == ("林", "太郎")
    assert initials(("林", "太郎")) == frozenset()

"""What the words of a line of a card tell, besides names and contacts."""

from __future__ import annotations

import pytest

from honmono.check.org.card.phrases import (
    foreign_label,
    is_meant,
    is_named_firm,
    letters_left,
    shows_firm,
    telling_word,
)


@pytest.mark.parametrize(
    "text",
    ["北電機株式会社", "㈱北電機", "Kita Works Inc.", "見本税理士法人", "Kita GmbH"],
)
def test_a_legal_form_shows_a_firm(text: str) -> None:
    assert shows_firm(text)
    assert is_named_firm(text)


@pytest.mark.parametrize(
    "text", ["営業部 佐藤", "Incident Team", "TEL 03-5555-0100", ""]
)
def test_other_words_do_not(text: str) -> None:
    assert not shows_firm(text)


def test_a_form_alone_has_its_name_in_the_next_line() -> None:
    assert shows_firm("社会保険労務士法人")
    assert not is_named_firm("社会保険労務士法人")


@pytest.mark.parametrize(
    "text", ["企業名：例示", "ご契約名義 例示", "Company: Reiji", "乗客: 山田"]
)
def test_a_label_of_a_form_is_given(text: str) -> None:
    assert foreign_label(text.replace("：", ":"))


@pytest.mark.parametrize(
    "text",
    [
        *("担当:山田", "営業部:山田", "TEL:03-5555-0100", "行政書士:三崎", "例示 山田"),
        *("Contact: Taro", "From: Taro", "Tel: 1", ""),
    ],
)
def test_labels_that_one_signs_with_are_not(text: str) -> None:
    assert not foreign_label(text)


def test_something_is_meant_for_whom_it_names() -> None:
    assert is_meant("Receipt for Taro Yamada", "Taro Yamada")
    assert not is_meant("Sent by Taro Yamada", "Taro Yamada")
    assert not is_meant("Taro Yamada", "Taro Yamada")


def test_labels_and_numbers_are_not_left() -> None:
    assert letters_left("TEL/FAX 03-5555-0100 E-mail") == 0
    assert letters_left("名古屋支店 052-555-0100") == 3


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("例示株式会社", "例示"),
        ("社会保険労務士法人 みなも事務所", "みなも事務所"),
        ("Blue Harbor Consulting Ltd.", "consulting"),
        ("IBX", ""),
        ("株式会社", ""),
    ],
)
def test_the_longest_word_of_a_name_tells(name: str, word: str) -> None:
    assert telling_word(name) == word

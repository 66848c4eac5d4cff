"""Our postal addresses in some lines, in other notations than the file's."""

from __future__ import annotations

import pytest

from honmono.check.org import Organization
from honmono.check.org.card.plain import plain
from honmono.check.org.card.postal import PostalBook


def _book(*addresses: str) -> PostalBook:
    return PostalBook(Organization(names=("A",), domains=(), addresses=addresses))


def _found(book: PostalBook, text: str) -> bool:
    found = book.line_of([plain(line) for line in text.split("\n")]) >= 0
    assert not found or any(needle in text.lower() for needle in book.needles)
    return found


OSAKA = _book("大阪府大阪市西区架空堀2-14-9 ナギサワビル3階")
HARBOUR = _book("12 Harbour Street, Suite 400, Port Example, PE1 2AB")


@pytest.mark.parametrize(
    "text",
    [
        "大阪府大阪市西区架空堀2-14-9 ナギサワビル3階",
        "〒550-0000 大阪府大阪市西区架空堀2-14-9",
        "〒550-0000大阪市西区架空堀２－１４－９ 3F",
        "大阪市西区架空堀2丁目14番9号",
        "大阪市西区架空堀二丁目１４番９号",
        "大阪市西区架空堀二丁目14-9",
        "大阪市西区架空堀2丁目14番地の9",
        "大阪市西区 架空堀 2 - 14 - 9",
        "大阪市西区架空堀2ー14ー9",
        "西区架空堀2-14-9",
        "架空堀2-14-9-301",
        "住所：大阪市西区架空堀2-14-9",
        "TEL 06-0000-0000 大阪市西区架空堀2-14-9",
        "大阪府大阪市西区架空堀\n2-14-9",
    ],
)
def test_a_japanese_address_is_found_in_other_notations(text: str) -> None:
    assert _found(OSAKA, text)


@pytest.mark.parametrize(
    "text",
    [
        "大阪府大阪市西区架空堀2-14-8",
        "大阪府大阪市西区架空堀2-14-91",
        "大阪府大阪市西区架空堀12-14-9",
        "大阪府大阪市西区架空堀三丁目14-9",
        "大阪府大阪市北区架空堀2-14-9",
        "愛知県名古屋市西区架空堀2-14-9",
        "大阪府大阪市西区",
        "2-14-9",
        "",
    ],
)
def test_another_place_or_lot_is_not_ours(text: str) -> None:
    assert not _found(OSAKA, text)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("宮城県仙台市青葉区仮町5-1 杜の架空プラザ7F", "仙台市青葉区仮町５番１号"),
        ("長崎県長崎市岬町7番地", "長崎市岬町７"),
        ("北海道札幌市中央区北1条西2丁目3-4", "札幌市中央区北1条西2-3-4"),
        ("東京都千代田区霞ヶ例1-2-3", "千代田区霞が例1-2-3"),
        ("東京都千代田区例示町一丁目二番三号", "千代田区例示町1-2-3"),
        ("静岡県例示市例示公園前ビル", "例示市例示公園前ビル 2階"),
        ("東京都渋谷区渋沢町1-2-3", "渋谷区澁沢町1-2-3"),
        ("大阪市西区架空堀2-14-9", "大 阪 市 西 区 架 空 堀 2-14-9"),
    ],
)
def test_addresses_of_many_shapes(address: str, text: str) -> None:
    book = _book(address)

    assert book.line_of([plain(text)]) >= 0


def test_two_groups_and_a_third_are_another_lot() -> None:
    book = _book("宮城県仙台市青葉区仮町5-1")

    assert _found(book, "仙台市青葉区仮町5-1 7F")
    assert not _found(book, "仙台市青葉区仮町5-1-3")


@pytest.mark.parametrize(
    "text",
    [
        "12 Harbour Street, Suite 400, Port Example, PE1 2AB",
        "12 Harbour St., Port Example",
        "12 HARBOUR STREET\nPORT EXAMPLE",
        "Suite 400, 12 Harbour St, Port Example",
    ],
)
def test_a_western_address_is_street_number_and_town(text: str) -> None:
    assert _found(HARBOUR, text)


@pytest.mark.parametrize(
    "text",
    [
        "12 Harbour Street, Oldtown",
        "112 Harbour Street, Port Example",
        "12 Harbour Road, Port Example",
        "Harbour Street, Port Example",
        "Port Example",
    ],
)
def test_another_street_number_or_town_is_not_ours(text: str) -> None:
    assert not _found(HARBOUR, text)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("1-2-3 Reiji-cho, Chiyoda-ku, Tokyo", "1-2-3, Reiji-cho, Chiyoda-ku"),
        ("Hauptstraße 12, 10115 Musterstadt", "Hauptstr. 12\n10115 Musterstadt"),
        (
            "400 Granite Avenue, Floor 9, Springfield, IL",
            "400 Granite Ave, Springfield",
        ),
        ("Reiji Bldg. 5F, 1-2-3 Reiji-cho, Tokyo", "1-2-3 Reijicho, Tokyo"),
    ],
)
def test_western_addresses_of_many_shapes(address: str, text: str) -> None:
    assert _book(address).line_of([plain(line) for line in text.split("\n")]) >= 0


@pytest.mark.parametrize("address", ["", "本社", "東京", "12", "Building"])
def test_an_address_that_is_quotedhing_is_left_out(address: str) -> None:
    assert not _book(address)

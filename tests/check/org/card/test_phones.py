"""Our phone numbers in a line, whatever signs stand between the digits."""

from __future__ import annotations

import pytest

from honmono.check.org import Organization
from honmono.check.org.card.phones import PhoneBook, numbers_in
from honmono.check.org.card.plain import plain


def _book(number: str, language: str = "ja") -> PhoneBook:
    zone = "Asia/Tokyo" if language == "ja" else "UTC"
    return PhoneBook(
        Organization(
            names=("A",), domains=(), phones=(number,), language=language, timezone=zone
        )
    )


OSAKA = _book("06-5550-7130")


@pytest.mark.parametrize(
    "line",
    [
        "06-5550-7130",
        "TEL:06-5550-7130",
        "TEL06-5550-7130",
        "(06)5550-7130",
        "（０６）５５５０－７１３０",
        "06(5550)7130",
        "06.5550.7130",
        "06 5550 7130",
        "06‐5550―7130",
        "06ー5550ー7130",
        "０６−５５５０−７１３０",
        "0655507130",
        "電話 06-5550-7130（代表）",
        "℡06-5550-7130 内線12",
        "Phone +81-6-5550-7130",
        "+81 (0)6 5550 7130",
        "+81 6-5550-7130 ext. 3",
        "+81(6)5550-7130",
        "+81655507130",
        "0081 6 5550 7130",
        "010-81-6-5550-7130",
        "81-6-5550-7130",
        "TEL/FAX 06-5550-7130/7131",
    ],
)
def test_our_number_is_found_in_any_notation(line: str) -> None:
    spans = list(OSAKA.spans(plain(line)))

    assert len(spans) == 1


@pytest.mark.parametrize(
    "line",
    [
        "06-5550-7131",
        "06-5550-71301",
        "106-5550-7130",
        "03-5550-7130",
        "+82-6-5550-7130",
        "5550-7130",
        "7130",
        "06-5550-7130-0042",
        "No. 1206-5550-7130",
        "",
    ],
)
def test_another_number_is_not_ours(line: str) -> None:
    assert not list(OSAKA.spans(plain(line)))


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("+49 30 5550123", "Tel. 030 / 555 01 23"),
        ("+49 (0)30 5550123", "0049 30 5550123"),
        ("+1-212-555-0100", "(212) 555-0100"),
        ("212-555-0100", "+1 212.555.0100"),
        ("+33 1 99 00 12 34", "01 99 00 12 34"),
        ("020 7946 0123", "+44 (0)20 7946 0123"),
        ("0120-000-111", "フリーダイヤル 0120(000)111"),
        ("TEL 090-5555-0177 (内線 3)", "090 5555 0177"),
    ],
)
def test_numbers_of_other_countries_and_of_phones_without_area(
    number: str, line: str
) -> None:
    book = _book(number, "ja" if number.startswith(("0120", "TEL")) else "en")

    assert list(book.spans(plain(line)))
    assert any(needle in line for needle in book.needles)


def test_extensions_and_words_of_the_file_are_left_out() -> None:
    assert not _book("内線 12").needles
    assert not _book("なし").needles


@pytest.mark.parametrize(
    "line", ["03-1234-5678", "+44 7700 900123", "(0123) 45-6789", "0312345678"]
)
def test_any_phone_number_reads_like_one(line: str) -> None:
    assert numbers_in(line)


@pytest.mark.parametrize(
    "line", ["2026-04-06", "192.0.2.10", "No. 12", "1,200", "〒100-0000", "1-2-3"]
)
def test_dates_hosts_and_lots_do_not(line: str) -> None:
    assert not numbers_in(line)

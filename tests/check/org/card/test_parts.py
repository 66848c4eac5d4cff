"""What stands in each line of a block: of ours, and of others."""

from __future__ import annotations

from honmono.check.org.card.lines import read
from honmono.check.org.card.parts import MAX_ASKED, CardParts, ItemKind, Parts
from honmono.check.org.names.book import NameBook
from tests.check.org.card.test_book import ORGANIZATIONS

REIJI = ORGANIZATIONS["reiji"]
BOOK = CardParts(REIJI, NameBook(REIJI))


def _together(*lines: str) -> Parts:
    return BOOK.of(read(list(lines))).together(tuple(range(len(lines))))


def test_everything_of_ours_in_one_line() -> None:
    parts = _together("例示株式会社　営業部　山田 太郎　TEL 03-5555-0100")

    kinds = [kind for kind, _ in parts.items]
    assert kinds == [
        ItemKind.ORGANIZATION,
        ItemKind.PERSON,
        ItemKind.DEPARTMENT,
        ItemKind.PHONE,
    ]
    assert parts.people == [REIJI.people[0]]
    assert parts.whole_person
    assert parts.whole_organization


def test_what_is_anothers_is_counted() -> None:
    parts = _together("北電機株式会社", "TEL 06-5555-0799", "sato@kita.example")

    assert not parts.items
    assert parts.foreign_firms == 1
    assert parts.foreign_phones == 1
    assert parts.foreign_domains == {"kita.example"}


def test_an_address_in_brackets_behind_a_name_is_an_entry_of_a_list() -> None:
    entry = _together("山田 太郎 <yamada@reiji.example>")
    twice = _together("山田 太郎 yamada@reiji.example<mailto:yamada@reiji.example>")

    assert ItemKind.MAIL not in {kind for kind, _ in entry.items}
    assert ItemKind.MAIL in {kind for kind, _ in twice.items}


def test_labels_and_sellers_are_told() -> None:
    assert _together("企業名：例示株式会社").labelled
    assert _together("Receipt for Taro Yamada").labelled
    assert not _together("担当：山田 太郎").labelled
    assert _together("例示株式会社 正規代理店").trader


def test_lines_that_cards_do_not_have_are_counted() -> None:
    assert (
        _together("例示株式会社", "ご案内状在中", "TEL 06-5555-0799").unexplained == 1
    )


def test_names_are_asked_for_a_bounded_number_of_lines() -> None:
    lines = ["山田 太郎"] * (MAX_ASKED + 20)
    parts = BOOK.of(read(lines))

    assert parts.name(0) is not None
    assert [parts.name(at) is None for at in range(len(lines))].count(True) == 20


def test_another_firms_card_is_told_from_ours() -> None:
    lines = ["北電機株式会社", "TEL 06-5555-0799", "例示株式会社", "TEL 03-5555-0100"]
    parts = BOOK.of(read(lines))

    assert parts.is_anothers_card((0, 1))
    assert not parts.is_anothers_card((2, 3))
    assert parts.names_another_firm((0,))
    assert not parts.names_another_firm((2,))

"""The one matcher of our signature block: letters of invented organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from honmono.check.org import Organization, Person
from honmono.check.org.card.book import MAX_CARD, Card, CardBook, CardStrength, ItemKind
from honmono.check.org.card.lines import MAX_CARD_LINE, MAX_HEAD, MAX_TAIL
from honmono.check.org.model import Office
from honmono.check.org.names.book import NameBook

ORGANIZATIONS: Final = {
    "reiji": Organization(
        names=("例示株式会社", "Reiji Corporation"),
        domains=("reiji.example",),
        phones=("03-5555-0100", "06-5555-0200"),
        addresses=(
            "東京都千代田区例示町1-2-3 例示ビル5階",
            "大阪府大阪市北区見本通4-5",
            "1-2-3 Reiji-cho, Chiyoda-ku, Tokyo 100-0000",
        ),
        urls=("https://www.reiji.example/",),
        people=(
            Person(
                "山田 太郎",
                kana="ヤマダ タロウ",
                romaji="Taro Yamada",
                addresses=("yamada@reiji.example",),
                title="課長",
                department="営業部",
            ),
            Person(
                "田中 花子",
                kana="タナカ ハナコ",
                romaji="Hanako Tanaka",
                addresses=("tanaka@reiji.example",),
                title="代表取締役",
                department="総務部",
            ),
        ),
        offices=(Office("osaka", "大阪営業所"),),
    ),
    "minamo": Organization(
        names=("社会保険労務士法人 みなも事務所", "みなも事務所"),
        domains=("minamo.example",),
        phones=("022-555-0144",),
        addresses=("宮城県仙台市青葉区水面2-14-9 みなもビル3階",),
        urls=("https://minamo.example/",),
        people=(
            Person(
                "齋藤 恵", kana="サイトウ メグミ", addresses=("saito@minamo.example",)
            ),
        ),
    ),
    "solo": Organization(
        names=("みさき行政書士事務所",),
        domains=("misaki-gyosei.example",),
        phones=("090-5555-0177",),
        addresses=("長崎県長崎市岬町7番地",),
        urls=("https://www.misaki-gyosei.example/",),
        people=(Person("三崎 陽子", kana="ミサキ ヨウコ"),),
    ),
    "harbor": Organization(
        names=("Blue Harbor Consulting Ltd.", "Blue Harbor Consulting"),
        domains=("blueharbor.example",),
        phones=("+44 20 5555 0190",),
        addresses=("12 Harbour Street, Suite 4, Port Example PE1 2AB",),
        urls=("https://www.blueharbor.example/",),
        timezone="Europe/London",
        language="en",
        people=(
            Person(
                "Laura Bennett",
                addresses=("laura@blueharbor.example",),
                title="Managing Partner",
            ),
            Person("Oliver Grant", addresses=("oliver@blueharbor.example",)),
        ),
    ),
    "soramame": Organization(
        names=("株式会社そらまめ製作",),
        domains=("soramame.example",),
        people=(
            Person(
                "空野 豆子",
                kana="ソラノ マメコ",
                addresses=("mame@soramame.example",),
                title="設計主任",
                department="設計課",
            ),
        ),
    ),
    "quantara": Organization(
        names=("Quantara Group Holdings, Inc.", "Quantara Group", "Quantara"),
        domains=("quantara.example",),
        phones=("800-555-0160",),
        addresses=("400 Granite Avenue, Floor 9, Springfield, IL 62701",),
        urls=("https://www.quantara.example/",),
        timezone="America/Chicago",
        language="en",
        people=(
            Person(
                "Robert Fielding",
                addresses=("r.fielding@quantara.example",),
                title="Chief Financial Officer",
            ),
        ),
    ),
    "feldmann": Organization(
        names=("Feldmann Messtechnik GmbH",),
        domains=("feldmann.example",),
        phones=("+49 30 5550123",),
        addresses=("Hauptstraße 12, 10115 Musterstadt",),
        timezone="Europe/Berlin",
        language="en",
        people=(Person("Jürgen Groß", addresses=("j.gross@feldmann.example",)),),
    ),
}
BOOKS: Final = {
    name: CardBook(org, NameBook(org)) for name, org in ORGANIZATIONS.items()
}


class Case(NamedTuple):
    """A letter, and what the matcher says about it."""

    org: str
    expected: str
    family: str
    lines: tuple[str, ...]


def _cases() -> Iterator[Case]:
    whole = Path(__file__).with_name("cards.txt").read_text(encoding="utf-8")
    for block in re.split(r"^=== ", whole, flags=re.MULTILINE)[1:]:
        head, *lines = block.rstrip("\n").split("\n")
        org, expected, family = (word.strip() for word in head.split("|"))
        yield Case(org, expected, family, tuple(lines))


_ALL: Final = tuple(_cases())
CASES: Final = tuple(case for case in _ALL if not case.expected.startswith("!"))
KNOWN_MISSES: Final = tuple(case for case in _ALL if case.expected.startswith("!"))


def told(card: Card | None) -> str:
    """Say what a card shows in the words of the file."""
    if card is None:
        return "none"
    return f"{card.strength.value}{'+' if card.person else '-'}person"


def _id(case: Case) -> str:
    return f"{case.org}-{case.family}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_the_matcher_tells_our_card_from_what_only_names_us(case: Case) -> None:
    book = BOOKS[case.org]

    card = book.find(case.lines)

    assert told(card) == case.expected, card
    assert card is None or book.may_hold("\n".join(case.lines))


@pytest.mark.parametrize("case", KNOWN_MISSES, ids=_id)
@pytest.mark.xfail(reason="the lines alone do not tell", strict=True)
def test_known_misses(case: Case) -> None:
    assert told(BOOKS[case.org].find(case.lines)) == case.expected.removeprefix("!")


def test_there_are_as_many_silent_letters_as_cards() -> None:
    silent = sum(case.expected == "none" for case in CASES)

    assert len(CASES) >= 120
    assert len(CASES) * 0.4 <= silent <= len(CASES) * 0.6
    assert {case.org for case in CASES} == set(ORGANIZATIONS)


def test_a_card_says_what_of_ours_stands_in_it_and_where() -> None:
    card = BOOKS["reiji"].find(
        (
            "よろしくお願いします。",
            "━━━━━━",
            "例示株式会社　営業部　大阪営業所",
            "課長　山田 太郎",
            "〒100-0000 千代田区例示町１丁目２番３号",
            "ＴＥＬ（０３）５５５５－０１００",
            "yamada@reiji.example / https://www.reiji.example/",
            "━━━━━━",
        )
    )

    assert card is not None
    assert card.person is ORGANIZATIONS["reiji"].people[0]
    assert (card.first, card.last) == (2, 6)
    assert card.strength is CardStrength.FULL
    assert {item.kind for item in card.items} == set(ItemKind)
    shown = {item.kind: item.shown for item in card.items}
    assert shown[ItemKind.PERSON] == "山田 太郎"
    assert shown[ItemKind.MAIL] == "yamada@reiji.example"
    assert shown[ItemKind.POSTAL] == "〒100-0000 千代田区例示町１丁目２番３号"


CARD: Final = (
    "例示株式会社",
    "山田 太郎",
    "TEL 03-5555-0100",
    "https://www.reiji.example",
)


def test_places_count_from_the_first_line_of_a_long_text() -> None:
    lines = ["これは手紙です。"] * 5_000 + ["", *CARD, ""]

    card = BOOKS["reiji"].find(lines)

    assert card is not None
    assert lines[card.first : card.last + 1] == list(CARD)


def test_a_card_between_head_and_tail_of_a_long_text_is_not_looked_at() -> None:
    prose = ["これは手紙です。"] * (MAX_HEAD + MAX_TAIL)

    assert BOOKS["reiji"].find([*prose, *CARD, *prose]) is None
    assert BOOKS["reiji"].find([*CARD, *prose, *prose]) is not None


def test_a_card_hidden_among_many_short_lines_is_found() -> None:
    lines = ["◆ 項目"] * MAX_CARD * 2 + list(CARD) + ["◆ 項目"] * MAX_CARD * 2

    assert BOOKS["reiji"].find(lines) is not None


def test_a_paragraph_is_no_card_however_much_of_us_stands_in_it() -> None:
    line = " ".join(CARD)

    assert BOOKS["reiji"].find([line]) is not None
    assert BOOKS["reiji"].find([line + " " * MAX_CARD_LINE + "以上"]) is None


def test_an_organization_without_anything_in_its_file_has_no_card() -> None:
    org = Organization(names=("株",), domains=())
    book = CardBook(org, NameBook(org))

    assert not book.may_hold("\n".join(CARD))
    assert book.find(CARD) is None


def test_five_thousand_people_do_not_slow_the_search() -> None:
    org = Organization(
        names=("例示株式会社",),
        domains=("reiji.example",),
        phones=tuple(f"03-5555-{n:04}" for n in range(300)),
        people=tuple(
            Person(
                f"{chr(0x4E00 + n)}{chr(0x5000 + n)} {chr(0x5800 + n)}郎", title="課長"
            )
            for n in range(5_000)
        ),
    )
    book = CardBook(org, NameBook(org))
    letter = ["お世話になっております。"] * 40 + ["", *CARD]
    start = process_time()

    for _ in range(20):
        assert book.find(letter) is not None

    assert process_time() - start < 20  # a pass for each of the people takes minutes


HOSTILE: Final = {
    "cards": [*CARD, ""] * 4_000,
    "cards in one paragraph": list(CARD) * 5_000,
    "digits": ["03-5555-0100" + "0" * 100_000] * 10,
    "groups of digits": ["03 5555 01 00 " * 12] * 20_000,
    "dots": ["reiji.example " + "a." * 90] * 20_000,
    "half addresses": ["reiji.example" + "a@" * 90] * 20_000,
    "brackets": ["(" * 180 + "03-5555-0100"] * 20_000,
    "names": ["山田太郎 例示株式会社 " * 8] * 20_000,
    "places": ["東京都千代田区例示町1-2-" * 9] * 20_000,
    "kanji digits": ["例示町" + "一二三四五六七八九十" * 18] * 20_000,
    "blanks": ["例示株式会社" + " " * 190 + "x"] * 20_000,
    "one line": ["例示株式会社 03-5555-0100 " * 40_000],
    "labels": ["お届け先" * 45 + "例示株式会社"] * 20_000,
    "nothing of us": ["あいうえお" * 40] * 20_000,
}


@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_time_in_proportion(
    lines: list[str],
) -> None:
    start = process_time()

    BOOKS["reiji"].find(lines)
    BOOKS["reiji"].may_hold("\n".join(lines))

    assert process_time() - start < 30  # a quadratic pass takes hours


PIECES: Final = (
    *(
        "例示株式会社",
        "山田 太郎",
        "TEL ",
        "03-5555-0100",
        "+81 3 5555 0100",
        "様",
        "御中",
    ),
    *(
        "東京都千代田区例示町1-2-3",
        "https://www.reiji.example/",
        "yamada@reiji.example",
    ),
    *(
        "お届け先：",
        "です。",
        "--",
        "━━━━",
        " ",
        "\u3000",
        "\u200b",
        "|",
        "Dear ",
        "Reiji ",
    ),
)


@given(lists(lists(sampled_from(PIECES), max_size=5).map("".join), max_size=12))
def test_where_the_quick_look_says_no_nothing_is_found(lines: list[str]) -> None:
    book = BOOKS["reiji"]
    card = book.find(lines)

    assert card is None or book.may_hold("\n".join(lines))
    assert card is None or 0 <= card.first <= card.last < len(lines)


@given(text(max_size=200))
def test_any_text_is_taken_and_hides_no_card_above_it(line: str) -> None:
    lines = [*CARD, "", "以上です。", *line.splitlines()]

    assert BOOKS["reiji"].find(lines) is not None


@given(text(alphabet="あいう xyz.,:;\n()・", max_size=80).map(str.splitlines))
def test_words_of_nobody_make_no_card(lines: list[str]) -> None:
    assert BOOKS["reiji"].find(lines) is None

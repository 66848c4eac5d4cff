"""The one matcher of our signature block: letters of invented organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from honmono.check.org import Organization, Person
from honmono.check.org.card import Card, CardBook
from honmono.check.org.model import Office
from honmono.check.org.names import NameBook

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


CASES: Final = tuple(_cases())
KNOWN_MISSES: Final[frozenset[str]] = frozenset()


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

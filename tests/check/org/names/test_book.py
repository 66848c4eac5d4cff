"""The one matcher of names: pairs of a registry entry and what a mail shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis.strategies import text

from honmono.check.org import Organization, Person
from honmono.check.org.names.book import NameBook, NameMatch, Strength
from honmono.mail.message.limits import MAX_NAME

PEOPLE: Final = {
    "ogawara": Person(
        "大河原 悠一郎",
        kana="オオガワラ ユウイチロウ",
        romaji="Yuichiro Ogawara",
        nicknames=("ゆうさん", "yuichi-o"),
        title="専務取締役",
        department="技術部",
    ),
    "sato": Person("佐藤 健一", kana="サトウ ケンイチ"),
    "ohno": Person("大野 純一", kana="オオノ ジュンイチ"),
    "ono": Person("小野 司", kana="オノ ツカサ"),
    "chiba": Person("千葉 剛", kana="ちば つよし"),
    "honma": Person("本間 信夫", kana="ホンマ ノブオ"),
    "shuji": Person("難波 秀次", kana="ナンバ シュウジ"),
    "saito": Person("齋藤 惠", kana="サイトウ メグミ"),
    "watanabe": Person("渡邉 龍二", kana="ワタナベ リュウジ", romaji="Ryuji WATANABE"),
    "takahashi": Person("髙橋 一郎", kana="タカハシ イチロウ"),
    "hamasaki": Person("濱﨑 櫻子", kana="ハマサキ サクラコ"),
    "yoshizawa": Person("𠮷澤 眞", kana="ヨシザワ マコト"),
    "hayashi": Person("林 一", kana="ハヤシ ハジメ"),
    "tanigawa": Person("谷川 太一", kana="タニガワ タイチ"),
    "hasegawa": Person("長谷川 彩", kana="ハセガワ アヤ", romaji="Aya Hasegawa"),
    "tanaka": Person("田中 花", kana="タナカ ハナ", romaji="Hana Tanaka"),
    "kirishima": Person("桐山 ゆかり", kana="キリヤマ ユカリ"),
    "nokana": Person("森下 涼", romaji="Ryo Morishita"),
    "igarashi": Person("五十嵐 正"),
    "hoa": Person("Nguyen Thi Hoa", kana="グエン・ティ・ホア"),
    "minh": Person("グエン ティ・ミン", romaji="Nguyen Thi Minh"),
    "berg": Person("Thomas Bergmann"),
    "feixu": Person("Fei Xu"),
    "jurgen": Person("Jürgen Groß"),
    "moeller": Person("Klara Moeller"),
    "obrien": Person("Sinéad O'Brien"),
    "marchand": Person("Jean-Luc Marchand"),
    "velde": Person("Anna van der Velde"),
    "page": Person("Rich Page"),
    "fontes": Person("Maria Clara Fontes"),
    "minsu": Person("김 민수", romaji="Minsu Kim"),
    "smirnova": Person("Анна Смирнова"),
    "aro": Person("Aro Nishi"),
    "mori": Person("Ken Mori"),
    "mononym": Person("Sukarta"),
    "glued": Person("古河原進之介"),
}

NAMES: Final = {
    "minato": ("社会保険労務士法人 みなと労務", "みなと労務", "Minato Labor Partners"),
    "hokurei": ("株式会社ホクレイ精機", "Hokurei Seiki Co., Ltd."),
    "verdano": ("Verdano, Inc.",),
    "lumopay": ("LumoPay Holdings, Inc.", "LumoPay"),
    "quill": ("Quill SAS", "Quill Desk"),
    "kmz": ("KMZ AG", "Kranmontage Zell GmbH"),
    "tern": ("TERN Networks, Inc.", "TERN", "Wire.news"),
}


class Pair(NamedTuple):
    """One line of names.tsv."""

    entry: str
    shown: str
    expected: str
    kind: str


def pairs() -> Iterator[Pair]:
    """Read the table; escapes become the characters they stand for."""
    table = Path(__file__).with_name("names.tsv").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            entry, shown, expected, kind = line.split("\t")
            yield Pair(entry, _ESCAPE.sub(_character, shown), expected, kind)


_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|t)")


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else "\t"


def organization(
    *people: Person, names: tuple[str, ...] = NAMES["minato"]
) -> Organization:
    return Organization(names=names, domains=("minato-roumu.example",), people=people)


BOOKS: Final = {
    entry: NameBook(organization(person)) for entry, person in PEOPLE.items()
} | {entry: NameBook(organization(names=names)) for entry, names in NAMES.items()}

EVERYBODY: Final = NameBook(organization(*PEOPLE.values()))

PAIRS: Final = list(pairs())


def told(match: NameMatch | None) -> str:
    """Say a match in the words of the table."""
    if match is None:
        return "none"
    if match.person:
        return match.strength.value + ("+org" if match.organization else "")
    return "org" if match.strength is Strength.FULL else "org-partial"


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{p.entry}-{p.kind}" for p in PAIRS])
def test_pair(pair: Pair) -> None:
    match = BOOKS[pair.entry].find(pair.shown)

    assert told(match) == pair.expected, pair


def test_half_of_the_pairs_are_nobody() -> None:
    silent = [pair for pair in PAIRS if pair.expected == "none"]

    assert len(PAIRS) >= 600
    assert len(silent) * 2 >= len(PAIRS)
    assert len({(pair.entry, pair.shown) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(
    "pair", [p for p in PAIRS if p.entry in PEOPLE and "full" in p.expected]
)
def test_among_many_people_a_full_name_is_still_the_same_person(pair: Pair) -> None:
    match = EVERYBODY.find(pair.shown)

    assert match is not None
    assert match.person == PEOPLE[pair.entry]


@pytest.mark.parametrize(
    ("shown", "piece"),
    [
        ("Mr. Yuichiro Ogawara, Sales", "Yuichiro Ogawara"),
        ("営業部　大河原　悠一郎　様", "大河原　悠一郎"),
        ("専務取締役大河原悠一郎様", "大河原悠一郎"),
        (
            "Ｙｕｉｃｈｉｒｏ　Ｏｇａｗａｒａ（Sales）",
            "Ｙｕｉｃｈｉｒｏ　Ｏｇａｗａｒａ",
        ),
        ("ｵｵｶﾞﾜﾗ ﾕｳｲﾁﾛｳ より", "ｵｵｶﾞﾜﾗ ﾕｳｲﾁﾛｳ"),
        ("🌸𝐘𝐮𝐢𝐜𝐡𝐢𝐫𝐨 𝐎𝐠𝐚𝐰𝐚𝐫𝐚🌸", "𝐘𝐮𝐢𝐜𝐡𝐢𝐫𝐨 𝐎𝐠𝐚𝐰𝐚𝐫𝐚"),
        ("みなと労務 総務部", "みなと労務"),
        ("\u202earawagO orihciuY", "\u202earawagO orihciuY"),
        ("Yuichir0 Ogawara", "Yuichir0 Ogawara"),
    ],
)
def test_the_piece_that_shows_it_is_told_as_it_was_written(
    shown: str, piece: str
) -> None:
    match = BOOKS["ogawara"].find(shown)

    assert match is not None
    assert match.shown == piece


def test_a_person_goes_before_the_organization_and_both_are_told() -> None:
    match = BOOKS["ogawara"].find("みなと労務 大河原 悠一郎")

    assert match == NameMatch(
        PEOPLE["ogawara"],
        organization=True,
        strength=Strength.FULL,
        shown="大河原 悠一郎",
    )


def test_a_whole_name_goes_before_a_part_of_another() -> None:
    match = EVERYBODY.find("J. Marchand / Klara Moeller")

    assert match is not None
    assert match.person == PEOPLE["moeller"]
    assert match.strength is Strength.FULL


def test_an_organization_without_people_and_names_finds_nobody() -> None:
    assert NameBook(Organization(names=(), domains=())).find("大河原 悠一郎") is None


@pytest.mark.parametrize("name", ["", " ", "・", "-", "🌸", "山", "a b", "　山　"])
def test_a_registry_with_odd_names_is_no_accident(name: str) -> None:
    person = Person(name, kana=name, romaji=name, nicknames=(name,), title=name)
    book = NameBook(organization(person, names=(name, "みなと労務")))

    assert book.find("Robert Anderson") is None
    assert book.find("みなと労務")


def test_a_name_of_a_million_letters_is_cut() -> None:
    late = "様" * 2 * MAX_NAME + "大河原 悠一郎"

    assert EVERYBODY.find(late) is None
    assert EVERYBODY.find("大河原 悠一郎 " + late)


@pytest.mark.parametrize(
    "shown",
    [
        *("a." * 500_000, "林一" * 500, "様" * 900 + "林一" * 50, "大河原悠一郎" * 200),
        *("様/" * 250 + "ゆうさん/" * 125, "a@" * 500, "(" * 1000, "Fei Xu," * 200),
        *("\u202eab" * 300, "一-" * 500, "ü1I" * 333, "V3rdan0 " * 120, "ﷺ" * 1000),
    ],
    ids=lambda shown: ascii(shown[:6]),
)
def test_hostile_names_take_no_time(shown: str) -> None:
    started = process_time()

    EVERYBODY.find(shown)

    assert process_time() - started < 10


@given(text())
def test_no_text_is_an_accident(shown: str) -> None:
    match = EVERYBODY.find(shown)

    assert match is None or match.person or match.organization


@given(text(alphabet="大河原悠一郎様ゆうさん Ogawaryuich.,(@/)-'０1\u202e\u3099ーｶﾞ"))
def test_no_mixture_of_our_own_letters_is_an_accident(shown: str) -> None:
    match = EVERYBODY.find(shown)

    assert match is None or match.shown

"""The one matcher of names: pairs of a registry entry and what a mail shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from honmono.check.org import Organization, Person
from honmono.check.org.names import NameBook, NameMatch, Strength

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
    "lan": Person("Nguyen Thi Lan", kana="グエン・ティ・ラン"),
    "weili": Person("Wei Li"),
    "jurgen": Person("Jürgen Weiß"),
    "moeller": Person("Klara Moeller"),
    "obrien": Person("Sinéad O'Brien"),
    "marchand": Person("Jean-Luc Marchand"),
    "velde": Person("Anna van der Velde"),
    "page": Person("Rich Page"),
    "fontes": Person("Maria Clara Fontes"),
    "minsu": Person("김 민수", romaji="Minsu Kim"),
    "smirnova": Person("Анна Смирнова"),
    "aro": Person("Aro Nishi"),
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
    text = Path(__file__).with_name("names.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            entry, shown, expected, kind = line.split("\t")
            yield Pair(entry, _ESCAPE.sub(_character, shown), expected, kind)


_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|t)")


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else "\t"


def organization(*people: Person, names: tuple[str, ...] = NAMES["minato"]) -> Organization:
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

"""Lists as a hundred programs and offices write them, in every encoding they use.

The files of `programs/` hold the same four people and whatever else such a list has: who
left, rooms, desks, guests, machines.  They were written by another hand than the reader,
half of them before that hand had seen it.
`carried.tsv` says what each has beside names and addresses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from honmono.setup.draft import drafted
from honmono.setup.exports import read_people

FOLDER: Final = Path(__file__).with_name("programs")
OURS: Final = ("reiji-sr.example", "reiji.example")


class One(NamedTuple):
    """One of the four people."""

    name: str
    kana: str
    romaji: str
    addresses: tuple[str, ...]
    title: str
    department: str


PEOPLE: Final = (
    One(
        "山田 太郎",
        "ヤマダ タロウ",
        "Taro Yamada",
        ("yamada@reiji-sr.example", "t.yamada@reiji.example"),
        "代表取締役社長",
        "経営企画室",
    ),
    One(
        "髙﨑 花子",
        "タカサキ ハナコ",
        "Hanako Takasaki",
        ("takasaki@reiji-sr.example", "hanako@reiji-sr.example"),
        "係長",
        "営業①課",
    ),
    One(
        "田中 花子",
        "タナカ ハナコ",
        "Hanako Tanaka",
        ("tanaka.ha@reiji-sr.example", "tanaka.hanako@reiji.example"),
        "パート",
        "労務部",
    ),
    One(
        "John Smith",
        "",
        "",
        ("john.smith@reiji-sr.example",),
        "Consultant",
        "営業部",
    ),
)


ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp932", "utf-16", "iso2022_jp_ext")


class Case(NamedTuple):
    """A list in one of its encodings."""

    name: str
    carried: frozenset[str]
    names: str
    data: bytes


def _cases() -> list[Case]:
    found = []
    for line in (FOLDER / "carried.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, carried, names = line.split("\t")
        text = (FOLDER / name).read_bytes().decode("utf-8")
        for encoding in ENCODINGS:
            data = text.encode(encoding, "replace")
            if data.decode(encoding) == text:
                found.append(Case(name, frozenset(carried.split()), names, data))
    return found


def _katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_everybody_is_read_and_nobody_else(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(case.data)

    found = drafted(("例示",), OURS, [read_people(path)]).people

    assert len(found) == len(PEOPLE)
    for one in PEOPLE:
        (person,) = (p for p in found if one.addresses[0] in p.addresses)
        more = one.addresses if "alias" in case.carried else one.addresses[:1]
        assert person.name == _as_written(one, case.names)
        assert set(person.addresses) == set(more)
        assert person.title == (one.title if "title" in case.carried else "")
        if "dept" in case.carried:
            assert person.department == one.department
        if "kana" in case.carried:
            kana = _katakana(person.kana)
            assert kana in (
                one.kana,
                _as_written(one._replace(name=one.kana), case.names),
            )
        if "romaji" in case.carried and one.romaji:
            assert person.romaji == one.romaji


def _as_written(one: One, names: str) -> str:
    """Some lists write all names in Latin letters, some without a blank."""
    if names == "latin":
        return one.romaji or one.name
    return one.name.replace(" ", "") if names == "glued" and one.kana else one.name

"""Files of people: encodings, and what cannot be read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.people_lists import files, office
from honmono.setup.draft import drafted
from honmono.setup.exports import ALL, Account, read_people
from honmono.text import keys

TABLE = "氏名,メール\n髙橋 太郎,t@example.co.jp\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le"]
)
def test_an_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    # EUC-JP knows no 髙.
    text = TABLE.replace("髙", "高") if encoding == "euc_jp" else TABLE
    (tmp_path / "list").write_bytes(text.encode(encoding))

    export = read_people(tmp_path / "list")

    assert export.accounts[0].name == text.splitlines()[1].partition(",")[0]
    assert export.problems == ()


def test_one_broken_line_does_not_change_the_encoding(tmp_path: Path) -> None:
    data = TABLE.encode() + b"\xff\xfe\x80 x,x@example.co.jp\n" + "佐藤 花子,".encode()
    (tmp_path / "list").write_bytes(data)

    export = read_people(tmp_path / "list")

    assert [each.name for each in export.accounts] == ["髙橋 太郎", "佐藤 花子"]
    assert [(p.line, p.reason) for p in export.problems] == [(3, "problem-characters")]


WESTERN = "Vorname;Nachname;E-Mail-Adresse\nJürgen;Müller;jm@firma.example\nÉric;Weiß;ew@firma.example\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_list_of_western_europe(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "list").write_bytes(WESTERN.encode(encoding))

    names = [each.name for each in read_people(tmp_path / "list").accounts]

    assert names == ["Jürgen Müller", "Éric Weiß"]


def test_a_broken_line_makes_no_western_list(tmp_path: Path) -> None:
    data = WESTERN.encode() + b"Ren\xe9;Blanc;rb@firma.example\n"
    (tmp_path / "list").write_bytes(data)

    names = [each.name for each in read_people(tmp_path / "list").accounts]

    assert names == ["Jürgen Müller", "Éric Weiß"]


@pytest.mark.parametrize("letters", ["ソ表", "ｱｲｳ", "Ｅメール", "アイ E-mail", "ミ一"])
def test_japanese_letters_whose_second_byte_is_latin(
    tmp_path: Path, letters: str
) -> None:
    data = f"氏名,メール,メモ\n山田 太郎,t@example.co.jp,{letters}\n".encode("cp932")
    (tmp_path / "list").write_bytes(data)

    export = read_people(tmp_path / "list")

    assert (export.encoding, export.accounts[0].name) == ("cp932", "山田 太郎")


@pytest.mark.parametrize("order", [1, -1])
def test_a_list_without_addresses_completes_one_with_them(
    tmp_path: Path, order: int
) -> None:
    """The personnel office knows readings, the mail system addresses and parts."""
    (tmp_path / "a").write_bytes(
        "氏名,フリガナ,役職\n山田太郎,ﾔﾏﾀﾞ ﾀﾛｳ,部長\n".encode("cp932")
    )
    (tmp_path / "b").write_text(
        "Display name,First name,Last name,User principal name\n"
        "山田 太郎,太郎,山田,yamada@reiji.example\n",
        encoding="utf-8",
    )
    lists = [read_people(tmp_path / name) for name in ("a", "b")][::order]

    (person,) = drafted(("例示",), ("reiji.example",), lists).people

    assert (person.name, person.kana) == ("山田 太郎", "ヤマダ タロウ")
    assert (person.addresses, person.title) == (("yamada@reiji.example",), "部長")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "problem-empty"),
        (b"PK\x03\x04rest", "problem-xlsx"),
        (b"BEGIN:VCARD\r\nFN:Taro Yamada\r\nEND:VCARD\r\n", "problem-vcard"),
        (b"\x00\x01\x02\x03", "problem-no-columns"),
    ],
)
def test_what_is_no_list_is_refused_by_name(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "list").write_bytes(data)

    assert [p.reason for p in read_people(tmp_path / "list").problems] == [reason]


def test_a_missing_file_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (problem,) = read_people(tmp_path / "nothing").problems

    assert (problem.line, problem.reason) == (0, "problem-file")


@pytest.mark.parametrize(
    ("form", "encoding", "data"), [*files(office(20, 7))], ids=lambda v: str(v)[:20]
)
def test_every_person_of_every_program_is_read(
    tmp_path: Path, form: str, encoding: str, data: bytes
) -> None:
    (tmp_path / "list").write_bytes(data)

    export = read_people(tmp_path / "list")

    wanted = {(e.name, e.address) for e in office(20, 7) if e.kind == "person"}
    assert {(p.name, p.addresses[0]) for p in export.people} == wanted, form
    assert export.encoding in (encoding, "utf-8")
    assert export.problems == ()


def test_every_form_account_and_problem_has_its_words() -> None:
    words = set(keys("setup"))

    assert {f"form-{form.name}" for form in ALL} <= words
    assert {f"account-{each.value}" for each in Account} <= words


def test_no_bytes_stop_it(tmp_path: Path) -> None:
    """Parts of every list, cut, doubled and spoiled: always a value, never an exception."""
    draw = random.Random(11)  # noqa: S311 - a draw, not a secret
    for _, _, data in files(office(6, 3)):
        for _ in range(40):
            spoiled = bytearray(data)
            for _ in range(draw.randrange(1, 30)):
                spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
            begin = draw.randrange(len(spoiled))
            (tmp_path / "list").write_bytes(spoiled[: begin + 500])

            assert read_people(tmp_path / "list").path

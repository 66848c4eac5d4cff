"""A spreadsheet of people becomes rows of a list, or every wrong row is named."""

from __future__ import annotations

import json
import time

import pytest

from honmono.incident.case import Certainty
from honmono.incident.case.lists import ListedPerson, read_row
from honmono.incident.exchange.persons import Common, PersonsError, convert, preview

CSV = "氏名,メールアドレス,郵便番号,住所\n伊藤 次郎,ito@partner.example,,\n森 愛,,100-0000,東京都\n"
COMMON = Common("customers", ("name", "mail-address"), Certainty.LIKELY)


def rows(content: bytes, **mapping: str) -> list[ListedPerson]:
    found = convert(content, mapping, COMMON)
    assert not found.count, found.wrong
    read = [read_row("persons", line) for line in found.lines]
    return [row for row in read if isinstance(row, ListedPerson)]


def test_columns_are_told_by_their_usual_names() -> None:
    shown = preview(CSV.encode())

    assert shown.guessed == {
        "name": "氏名",
        "mail": "メールアドレス",
        "postal_code": "郵便番号",
        "address": "住所",
    }
    assert shown.rows[0] == ("伊藤 次郎", "ito@partner.example", "", "")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932"])
def test_every_row_is_somebody(charset: str) -> None:
    found = rows(CSV.encode(charset), **preview(CSV.encode(charset)).guessed)

    assert [(p.name, p.mail, p.address) for p in found] == [
        ("伊藤 次郎", "ito@partner.example", None),
        ("森 愛", None, "東京都"),
    ]
    assert {(p.group, p.data, p.certainty) for p in found} == {
        ("customers", ("name", "mail-address"), Certainty.LIKELY)
    }


def test_family_and_given_name_become_one() -> None:
    (one,) = rows("姓,名\n伊藤,次郎\n".encode(), family="姓", given="名")

    assert one.name == "伊藤 次郎"


def test_json_objects_are_rows_as_well() -> None:
    data = [{"Name": "A", "Mail": "a@b.example"}]

    (one,) = rows(json.dumps(data).encode(), name="Name", mail="Mail")

    assert (one.name, one.mail) == ("A", "a@b.example")


def test_a_list_of_ours_stays_as_it_is() -> None:
    content = b'{"name": "A", "group":"partners"}\n{"mail": "a@b.example"}'

    found = convert(content, {}, COMMON)

    assert b"".join(found.lines) == content + b"\n"
    assert preview(content).headers == ()


def test_every_wrong_row_is_named() -> None:
    content = CSV.encode() + b",ito,,\n,,100-0000,\n,,,\n" + b"a,b\n"

    found = convert(content, preview(content).guessed, COMMON)

    assert [(w.line, w.code) for w in found.wrong] == [
        (4, "no-mail-address"),
        (5, "nobody"),
        (7, "table-cells"),
    ]


def test_a_row_with_a_postal_code_alone_is_nobody() -> None:
    content = "氏名,郵便番号,メモ\n,,あり\n".encode()

    found = convert(content, {"name": "氏名", "postal_code": "郵便番号"}, COMMON)

    assert [(w.line, w.code) for w in found.wrong] == [(2, "nobody")]


def test_the_same_person_twice_is_told_and_kept() -> None:
    found = convert(b"Name\nA\nA\n", {"name": "Name"}, COMMON)

    assert (len(found.lines), found.twice) == (2, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"", "empty"),
        (b"Name\n", "empty"),
        (b"{", "no-json"),
    ],
)
def test_what_is_no_list_is_told(content: bytes, code: str) -> None:
    with pytest.raises(PersonsError) as told:
        convert(content, {"name": "Name"}, COMMON)

    assert told.value.code == code
    assert told.value.text("ja") != told.value.text("en")


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(PersonsError) as told:
        convert(b"Name\nA\n", {"name": "Mail"}, COMMON)

    assert told.value.code == "no-column"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[{" + b",".join(b'"a%d":1' % n for n in range(100_000)) + b"}]", "too-wide"),
        (b"[" + b",".join(b'{"a%d":1}' % n for n in range(5_000)) + b"]", "too-wide"),
        (b",".join(b"a%d" % n for n in range(20_000)) + b"\nx\n", "too-wide"),
        (b"[" + b"{}," * 3_000_000 + b"{}]", "too-long"),
    ],
    ids=["object", "objects", "line", "rows"],
)
def test_a_table_that_no_page_could_show_is_refused_at_once(
    content: bytes, code: str
) -> None:
    """A page offers every column as a choice: two million of them ended it."""
    begun = time.monotonic()

    with pytest.raises(PersonsError) as raised:
        preview(content)

    assert raised.value.code == code
    assert "limit" not in raised.value.text("ja")
    assert time.monotonic() - begun < 3

"""Rows of a list: what they say, and what is told because nobody can understand it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from honmono.sweep.inventory import (
    Field,
    InventoryError,
    Mapping,
    listed,
    proposed,
    read_table,
)
from honmono.sweep.inventory.words import day, moment
from honmono.sweep.pc import Kind, Presence
from tests.sweep.inventory.rows import OFFICES, TOKYO, listing


def test_a_row_says_all_that_a_pc_has() -> None:
    (one,) = listing(
        "PC名,資産番号,シリアル番号,拠点,使用者,部署,区分,状態,復帰予定日,OS名,備考\n"
        "TKY-PC014,0014,5cg1,東京,山田,営業部,在宅用,育休中,2022/6/30,Windows 11,2 階\n"
    ).rows

    assert one.pc.ids == ("serial:5CG1", "asset:0014")
    assert (one.pc.office, one.pc.user) == ("tokyo", "山田")
    assert (one.pc.kind, one.pc.presence) == (Kind.HOME, Presence.ABSENT)
    assert one.pc.absent_until == date(2022, 6, 30)
    assert one.pc.note == "営業部 / 2 階"
    assert one.troubles == ()


@pytest.mark.parametrize(
    ("header", "word", "code"),
    [
        ("拠点", "名古屋", "office-unknown"),
        ("拠点", "東京本社", "office-unknown"),
        ("区分", "謎", "kind-unknown"),
        ("状態", "廃棄予定", "presence-unknown"),
        ("復帰予定日", "6月ごろ", "day-unknown"),
        ("復帰予定日", "5/6/2022", "day-unknown"),
        ("OSインストール日", "44699", "day-unknown"),
        ("シリアル番号", "1.23E+11", "rounded"),
        ("Enabled", "False", "switched-off"),
    ],
)
def test_what_nobody_understands_is_told_by_line_and_not_guessed(
    header: str, word: str, code: str
) -> None:
    (one,) = listing(f"PC名,{header}\nPC1,{word}\n").rows

    assert [(t.code, t.line) for t in one.troubles] == [(code, 2)]
    assert one.pc.office == ""
    assert one.pc.ids == ()
    assert one.pc.installed is None
    for language in ("ja", "en"):
        assert "2" in one.troubles[0].told(language)


def test_unknown_words_are_counted_so_that_somebody_may_say_what_they_mean() -> None:
    text = "PC名,拠点\nPC1,本社\nPC2,本社\nPC3,大阪\n"
    table = read_table(text.encode())
    columns = proposed(table.headers).columns

    told = listed(table, Mapping(columns), OFFICES, TOKYO)
    said = Mapping(columns, {Field.OFFICE: {"本社": "tokyo"}})
    meant = listed(table, said, OFFICES, TOKYO)

    assert told.unknown == {Field.OFFICE: {"本社": 2}}
    assert [row.pc.office for row in meant.rows] == ["tokyo", "tokyo", "osaka"]
    assert not meant.unknown
    assert not meant.all_troubles()


def test_a_meaning_that_there_is_not_changes_nothing() -> None:
    table = read_table("PC名,拠点,区分\nPC1,本社,謎\n".encode())
    columns = proposed(table.headers).columns
    odd = Mapping(
        columns, {Field.OFFICE: {"本社": "paris"}, Field.KIND: {"謎": "ghost"}}
    )

    (one,) = listed(table, odd, OFFICES, TOKYO).rows

    assert [t.code for t in one.troubles] == ["office-unknown", "kind-unknown"]


def test_a_name_that_two_offices_have_means_neither() -> None:
    from honmono.sweep.inventory import offices_of

    table = read_table("PC名,拠点\nPC1,本社\n".encode())
    twins = offices_of([("a", ["本社"]), ("b", ["本社"])])

    (one,) = listed(table, proposed(table.headers), twins, TOKYO).rows

    assert one.pc.office == ""
    assert one.troubles[0].code == "office-unknown"


@pytest.mark.parametrize(
    ("line", "code"), [("合計,2台", "sum"), (",営業部", "no-pc"), ("-,a", "")]
)
def test_rows_that_are_no_pc_are_told(line: str, code: str) -> None:
    found = listing(f"PC名,備考\n{line}\n")

    assert [t.code for t in found.troubles] == [code] * bool(code)


def test_a_pc_without_a_name_counts_by_its_number() -> None:
    (one,) = listing("PC名,資産番号\n,0099\n").rows

    assert one.pc.host == "0099"
    assert [t.code for t in one.troubles] == ["no-host"]


def test_a_telephone_is_told_and_marked() -> None:
    rows = listing("Device name,OS\nTaro-iPhone,iOS\nPC1,Windows\n").rows

    assert [row.no_pc for row in rows] == [True, False]


def test_a_number_that_says_nothing_is_no_mark() -> None:
    (one,) = listing(
        "PC名,シリアル番号,資産番号\nPC1,To be filled by O.E.M.,なし\n"
    ).rows

    assert one.pc.ids == ()


@pytest.mark.parametrize("headers", ["拠点,使用者", "甲,乙"])
def test_a_list_in_which_nothing_names_a_pc_is_refused(headers: str) -> None:
    with pytest.raises(InventoryError, match="no-naming-column"):
        listing(f"{headers}\na,b\n")


@pytest.mark.parametrize(
    "text",
    ["2022-05-18", "2022/5/18", "2022年5月18日", "令和4年5月18日", "R4.5.18", "5/18/2022",
     "18/05/2022", "２０２２／５／１８", "2022-05-18T09:30:00Z"],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert day(text) == date(2022, 5, 18)


@pytest.mark.parametrize(
    "text",
    ["", "18", "2022-02-30", "5/6/2022", "0000-01-01", "2022-05-18 25:00", "来月"],
)
def test_what_is_no_day_or_two_is_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-05-18 09:30", datetime(2022, 5, 18, 0, 30, tzinfo=UTC)),
        ("2022-05-18T00:30:00Z", datetime(2022, 5, 18, 0, 30, tzinfo=UTC)),
        ("5/18/2022 9:30:00 PM", datetime(2022, 5, 18, 12, 30, tzinfo=UTC)),
        ("2022/5/18", datetime(2022, 5, 18, 15, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_in_our_zone_and_a_day_ends_late(
    text: str, expected: datetime
) -> None:
    assert moment(text, TOKYO) == expected

"""Lists of PCs as tables: every encoding, Excel's habits, broken rows."""

from __future__ import annotations

import pytest

from honmono.sweep.inventory import InventoryError, read_table

LIST = "資産番号,コンピューター名,拠点\n0014,TKY-PC014,東京\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_a_list_reads_the_same_in_every_encoding(encoding: str) -> None:
    table = read_table(LIST.encode(encoding))

    assert table.headers == ("資産番号", "コンピューター名", "拠点")
    assert [row.cells for row in table.rows] == [("0014", "TKY-PC014", "東京")]


def test_utf_16_without_a_mark_is_told_by_its_zeros() -> None:
    table = read_table("Name,Serial\nPC1,5CG1\n".encode("utf-16-le"))

    assert table.rows[0].cells == ("PC1", "5CG1")


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_cells_are_cut_by_what_the_list_uses(mark: str) -> None:
    table = read_table(f"Name{mark}Serial\nPC1{mark}5CG1\n".encode())

    assert table.rows[0].cells == ("PC1", "5CG1")


@pytest.mark.parametrize(
    "above",
    [
        "PC台帳,,\n",
        "\n\n作成日 2022/5/18\n",
        "sep=,\n",
        "#TYPE a.b\n",
        '"PC 一覧（東京）"\n\n',
    ],
)
def test_what_stands_above_the_head_is_passed_over(above: str) -> None:
    table = read_table((above + LIST).encode())

    assert table.headers[1] == "コンピューター名"
    assert len(table.rows) == 1
    assert table.rows[0].line == above.count("\n") + 2


@pytest.mark.parametrize("cell", ['"=""0014"""', "'0014", " 0014 ", '"0014"'])
def test_excels_ways_to_keep_zeros_are_the_number(cell: str) -> None:
    assert (
        read_table(f"資産番号,PC名\n{cell},PC1\n".encode()).rows[0].cells[0] == "0014"
    )


def test_an_open_quote_costs_its_line_and_no_other() -> None:
    table = read_table(b'Name,Note\nPC1,"open\n' + b"PC2,b\n" * 50)

    assert [(t.code, t.line) for t in table.troubles] == [("quote", 2)]
    assert len(table.rows) == 50


def test_a_note_of_several_lines_is_one_cell() -> None:
    table = read_table(b'Name,Note\nPC1,"one\ntwo"\nPC2,b\n')

    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("PC1", "one two")),
        (4, ("PC2", "b")),
    ]


def test_a_row_with_more_cells_than_headers_is_told_and_not_shifted() -> None:
    table = read_table(b"Name,Note\nPC1,a,b\nPC2\nPC3,c,\n")

    assert [(t.code, t.line) for t in table.troubles] == [("cells", 2)]
    assert [row.cells for row in table.rows] == [("PC2", ""), ("PC3", "c")]


def test_headers_of_one_name_are_told_apart() -> None:
    assert read_table("名称,名称,,PC名\na,b,c,d\n".encode()).headers == (
        "名称", "名称 (2)", "#3", "PC名",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n \n,,\n", "empty"),
        (b"PK\x03\x04" + bytes(40), "workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "workbook"),
        (b"," * 400 + b"a\n1\n", "too-wide"),
        (b"a" * (33 << 20), "too-long"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_table(content)

    assert error.value.code == code
    assert error.value.told("ja") != error.value.told("en")


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 999,
        b'"' * 999,
        b"\xff\xfe\x00",
        b"\xff" * 99,
        b"a\r\rb\r",
        "あ".encode() * 999,
    ],
)
def test_bytes_of_any_kind_are_a_table_or_a_reason(content: bytes) -> None:
    try:
        told = read_table(content).headers[0]
    except InventoryError as error:
        told = error.code

    assert told

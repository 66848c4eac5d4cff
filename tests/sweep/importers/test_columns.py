"""Lists of any console: read by a saved map alone, and only by words that are known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from honmono.sweep.importers import read
from honmono.sweep.importers.column_maps import FIELDS, proposed
from honmono.sweep.importers.columns import columns_of
from honmono.sweep.scan import Extent, Handling, Outcome, Scan
from honmono.tables import rows
from tests.sweep.importers.made import CSV, MAP, MAPS, file

HEADER = CSV.splitlines()[1]


def scan_of(
    row: str, header: str = HEADER, saved: dict[str, str] | None = None
) -> Scan:
    maps = {"a": saved} if saved else MAPS
    (scan,) = read(file(f"{header}\n{row}\n", "a.csv", columns=maps)).scans
    return scan


def result(cell: str) -> Outcome:
    return scan_of(f"PC1,{cell},,2022/05/18 10:00,,,,").outcome


def test_a_row_is_a_scan() -> None:
    (scan,) = read(file(CSV.encode("cp932"), "a.csv", columns=MAPS)).scans

    assert (scan.product, scan.extent) == ("trend-micro", Extent.FULL)
    assert scan.started == datetime(2022, 5, 18, 1, 0, tzinfo=UTC)
    assert scan.definitions == "17.123.00"


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("検出なし", Outcome.CLEAN),
        ("なし", Outcome.CLEAN),
        ("Clean", Outcome.CLEAN),
        ("ｃｌｅａｎ", Outcome.CLEAN),
        ("No threats found.", Outcome.CLEAN),
        ("隔離済み", Outcome.REMOVED),
        ("検出", Outcome.FOUND),
        ("中断", Outcome.PARTIAL),
        ("エラー", Outcome.FAILED),
        ("正常？", Outcome.UNKNOWN),
        ("正常", Outcome.UNKNOWN),
        ("clean?", Outcome.UNKNOWN),
        ("not clean", Outcome.UNKNOWN),
        ("", Outcome.UNKNOWN),
    ],
)
def test_a_word_means_what_the_table_says_or_nothing(
    cell: str, outcome: Outcome
) -> None:
    assert result(cell) is outcome


def test_a_threat_is_believed_whatever_the_result_says() -> None:
    scan = scan_of("PC1,検出なし,フルスキャン,,2022/05/18 11:02,Emotet,,")

    assert scan.outcome is Outcome.FOUND
    assert scan.detections[0].name == "Emotet"


@pytest.mark.parametrize("none", ["-", "なし", "N/A", "―"])
def test_a_threat_column_may_say_that_there_is_none(none: str) -> None:
    assert scan_of(f"PC1,検出なし,,,,{none},,").outcome is Outcome.CLEAN


def test_a_row_that_is_too_short_is_not_clean() -> None:
    scan = scan_of("PC1,検出なし,フルスキャン")

    assert (scan.outcome, scan.defects) == (Outcome.UNKNOWN, ("short-row",))


def test_without_a_map_it_names_the_columns_it_found() -> None:
    outcome = read(file(CSV, "a.csv"))

    (trouble,) = outcome.troubles
    assert outcome.scans == ()
    assert (trouble.code, trouble.place) == ("needs-column-map", "line 2")
    assert trouble.values["columns"].startswith("コンピュータ名, 検査結果")
    assert columns_of(file(CSV, "a.csv"))[0] == "コンピュータ名"


def test_a_map_whose_column_is_missing_does_not_fit() -> None:
    maps = {"a": {**MAP, "count": "検出数"}}

    assert read(file(CSV, "a.csv", columns=maps)).troubles[0].code == "needs-column-map"


def test_a_map_without_a_pc_does_not_fit() -> None:
    maps = {"a": {"outcome": "検査結果"}}

    assert read(file(CSV, "a.csv", columns=maps)).troubles[0].code == "needs-column-map"


@pytest.mark.parametrize(
    "field",
    ["outcome", "status", "count", "started", "ended", "definitions_at", "host"],
)
def test_a_map_that_says_itself_what_only_a_list_can_say_fits_nothing(
    field: str,
) -> None:
    maps = {"a": {**MAP, field: "=clean"}}

    assert read(file(CSV, "a.csv", columns=maps)).troubles[0].code == "needs-column-map"


def test_of_two_maps_the_one_that_says_more_is_taken() -> None:
    maps = {"a": {"host": "コンピュータ名", "product": "=ESET"}, **MAPS}

    assert read(file(CSV, "a.csv", columns=maps)).scans[0].product == "trend-micro"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    data = CSV.replace(",", separator).encode(encoding)

    assert read(file(data, "a.txt", columns=MAPS)).scans[0].outcome is Outcome.CLEAN


def test_a_row_without_a_pc_is_told_and_the_next_is_read() -> None:
    data = CSV + ",検出なし,,,,,,\nlocalhost,検出なし,,,,,,\nPC2,検出なし,,,,,,\n"
    outcome = read(file(data, "a.csv", columns=MAPS, host="KNZ-PC01"))

    assert [scan.host for scan in outcome.scans] == ["TKY-PC014", "PC2"]
    assert [t.place for t in outcome.troubles] == ["line 4", "line 5"]


def test_a_total_below_the_list_is_no_pc() -> None:
    outcome = read(file(CSV + "合計\n2台,,,,,,,x\n", "a.csv", columns=MAPS))

    assert [scan.host for scan in outcome.scans] == ["TKY-PC014"]
    assert {t.code for t in outcome.troubles} == {"row-without-result"}


def test_a_broken_row_is_told_and_the_next_is_read() -> None:
    data = CSV + '"PC1"x,検出なし,,,,,,\nPC2,検出なし,,,,,,\n'
    outcome = read(file(data, "a.csv", columns=MAPS))

    assert [scan.host for scan in outcome.scans] == ["TKY-PC014", "PC2"]
    assert [t.code for t in outcome.troubles] == ["broken-row"]


def test_a_quoted_cell_may_hold_separators_and_line_breaks() -> None:
    scan = scan_of('PC1,検出なし,,,,,,"a,\nb"')

    assert (scan.outcome, scan.unknown["備考"]) == (Outcome.CLEAN, "a,\nb")


COUNTED = {
    "host": "PC",
    "status": "Status",
    "count": "Infected",
    "cleaned": "Cleaned",
    "started": "Time",
    "product": "=ESET Endpoint Security",
}


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("A,Completed,0,0", Outcome.CLEAN),
        ("A,完了,0,0", Outcome.CLEAN),
        ("A,Completed,2,2", Outcome.REMOVED),
        ("A,Completed,2,1", Outcome.FOUND),
        ("A,Completed,,0", Outcome.UNKNOWN),
        ("A,Completed,none,0", Outcome.UNKNOWN),
        ("A,Interrupted by user,0,0", Outcome.PARTIAL),
        ("A,Error,0,0", Outcome.FAILED),
        ("A,Hm,0,0", Outcome.UNKNOWN),
        ("A,,0,0", Outcome.UNKNOWN),
    ],
)
def test_a_count_is_clean_where_the_scan_ended(row: str, outcome: Outcome) -> None:
    scan = scan_of(
        f"{row},2022/05/18 10:00", "PC,Status,Infected,Cleaned,Time", COUNTED
    )

    assert scan.outcome is outcome


def test_a_list_of_finds_is_the_past_of_its_pcs() -> None:
    saved = {
        "host": "PC",
        "threat": "Threat",
        "action": "Action",
        "detected_at": "When",
    }
    scan = scan_of("A,Emotet,隔離済み,2022/05/18 10:00", "PC,Threat,Action,When", saved)

    assert (scan.extent, scan.outcome) == (Extent.STATUS, Outcome.REMOVED)
    assert scan.detections[0].handling is Handling.REMOVED
    assert scan.detections[0].at == datetime(2022, 5, 18, 1, tzinfo=UTC)


def test_days_count_as_their_begin_and_definitions_keep_their_day() -> None:
    saved = {
        "host": "PC",
        "outcome": "R",
        "started": "D",
        "definitions_at": "P",
        "serial": "S",
    }
    scan = scan_of("A,clean,2022/05/18,2022-05-18,5CG1234XYZ", "PC,R,D,P,S", saved)

    assert scan.started == datetime(2022, 5, 17, 15, tzinfo=UTC)
    assert scan.definitions_at == date(2022, 5, 18)
    assert scan.ids == ("serial:5CG1234XYZ",)


def test_a_time_that_nobody_can_tell_is_kept_as_it_is() -> None:
    scan = scan_of("PC1,検出なし,,05/06/2022 10:00,,,,")

    assert scan.started is None
    assert scan.unknown["started"] == "05/06/2022 10:00"


def test_prose_is_no_list() -> None:
    assert read(file("Dear all, it is clean.\nRegards\n", "a.txt")).format == ""


def test_a_map_is_proposed_from_headers_that_are_known() -> None:
    assert proposed(HEADER.split(",")) == {
        "host": "コンピュータ名",
        "extent": "検索種別",
        "started": "検索開始日時",
        "ended": "検索完了日時",
        "outcome": "検査結果",
        "threat": "脅威名",
        "definitions": "パターンファイル",
    }


def test_nothing_is_proposed_from_headers_that_nobody_knows() -> None:
    assert proposed(["foo", "", "bar"]) == {}


def test_known_headers_name_fields_that_there_are_and_one_each() -> None:
    table = list(rows("scan_columns.tsv"))

    assert {field for field, _, _ in table} == set(FIELDS)
    assert len({header.casefold() for _, _, header in table}) == len(table)

"""Importer: CSV of EmoCheck's PowerShell port."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import Read, ReportFile, read

HEAD = "ComputerName,VolumeSerialNumber,EmotetProcessName,Status,EmotetProcessID,EmotetPath"


def told(text: str, name: str = "result.csv") -> Read:
    received = datetime(2022, 5, 19, tzinfo=UTC)
    return read(ReportFile(name, text.encode(), received, ZoneInfo("Asia/Tokyo")))


def test_each_row_is_a_scan_of_its_pc() -> None:
    rows = (
        "TKY-PC014,1a2b,a.exe,OK,,\r\nTKY-PC015,3c4d,b.exe,DETECTED,716,C:\\b.exe\r\n"
    )
    first, second = told(f"{HEAD}\r\n{rows}").scans

    assert (first.host, first.outcome.value, first.detections) == (
        "TKY-PC014",
        "clean",
        (),
    )
    assert (second.host, second.outcome.value) == ("TKY-PC015", "found")
    assert (second.detections[0].name, second.detections[0].path) == (
        "Emotet: b.exe",
        "C:\\b.exe",
    )
    assert {first.product, second.product} == {"emocheck-ps"}
    assert first.started is None


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("P,1,a.exe,OK,716,", "found"),
        ("P,1,a.exe,OK,,C:\\a.exe", "found"),
        ("P,1,a.exe,ok,0,", "clean"),
        ("P,1,a.exe,OFFLINE,,", "unknown"),
        ("P,1,a.exe,,,", "unknown"),
        ("P,1,a.exe,OK", "unknown"),
        ("P,1,a.exe,OK,,,OK", "unknown"),
        ("P,OK", "unknown"),
    ],
)
def test_only_a_whole_row_that_says_ok_is_clean(row: str, outcome: str) -> None:
    result = told(
        f'#TYPE Selected\n"{HEAD.replace(",", chr(34) + "," + chr(34))}"\n{row}\n'
    )

    assert [scan.outcome.value for scan in result.scans] == [outcome]
    assert bool(result.troubles) is (outcome == "unknown")


def test_a_quotation_mark_that_never_ends_is_a_trouble() -> None:
    result = told(f'{HEAD}\nP,1,a.exe,OK,,\nQ,"1,a.exe,OK,,\n')

    assert [scan.host for scan in result.scans] == ["P"]
    assert [trouble.code for trouble in result.troubles] == ["emocheck-ps-broken"]


@pytest.mark.parametrize(
    ("name", "format_"),
    [("emocheck-all.csv", "emocheck-ps"), ("ping.csv", "columns")],
)
def test_two_columns_are_ours_only_under_its_name(name: str, format_: str) -> None:
    assert told("ComputerName,Status\nP,OK\n", name).format == format_

"""CEF: Trend Micro tells finds, Trellix HX tells scans, other events are counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.sweep.importers import Read, read
from honmono.sweep.scan import Extent, Handling, Outcome, Scan
from tests.sweep.importers.made import CEF, file

TREND = (
    "<134>May 18 12:00:00 gw CEF:0|Trend Micro|Apex Central|2019|AV:File quarantined|"
    "TROJ_EMOTET.X|3|cnt=1 rt=May 18 2022 02:02:33 GMT+00:00 dhost=TKY-PC014 "
    "duser=TKY\\\\tanaka act=File quarantined cn1Label=VLF_PatternNumber cn1=1712300 "
    "cs1Label=Scan_Type cs1=Manual Scan cs2Label=EngineVersion cs2=12.5.1004 "
    "filePath=C:\\\\Users\\\\a fname=x \\= y.doc\n"
)


def result_of(text: str) -> Read:
    return read(file(text, "syslog.txt"))


def scan_of(text: str) -> Scan:
    (scan,) = result_of(text).scans
    return scan


def test_a_find_of_trend_micro_is_the_past_of_its_pc() -> None:
    scan = scan_of(TREND)

    assert (scan.host, scan.product, scan.extent) == (
        "TKY-PC014",
        "trend-micro",
        Extent.STATUS,
    )
    assert (scan.outcome, scan.user) == (Outcome.REMOVED, "TKY\\tanaka")
    assert (scan.engine_version, scan.definitions) == ("12.5.1004", "1712300")
    (found,) = scan.detections
    assert found.name == "TROJ_EMOTET.X"
    assert found.path == "C:\\Users\\a\\x = y.doc"
    assert found.at == datetime(2022, 5, 18, 2, 2, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("action", "handling"),
    [
        ("File cleaned", Handling.REMOVED),
        ("Unable to clean", Handling.LEFT),
        ("Passed", Handling.LEFT),
        ("放置", Handling.LEFT),
        ("21", Handling.UNKNOWN),
    ],
)
def test_what_became_of_it_is_a_word_of_the_table(
    action: str, handling: Handling
) -> None:
    text = TREND.replace("act=File quarantined", f"act={action}").replace(
        "AV:File quarantined", "AV:x"
    )
    assert scan_of(text).detections[0].handling is handling


def test_an_action_that_failed_counts_more_than_the_one_that_was_meant() -> None:
    text = TREND.replace("act=File quarantined", "act=Unable to quarantine the file")

    assert scan_of(text).outcome is Outcome.FOUND


def test_finds_of_one_pc_stand_together() -> None:
    other = TREND.replace("TKY-PC014", "KNZ-PC01").replace("TROJ_EMOTET.X", "OTHER")

    found = {s.host: len(s.detections) for s in result_of(TREND + TREND + other).scans}

    assert found == {"TKY-PC014": 2, "KNZ-PC01": 1}


def test_trend_micro_never_says_clean() -> None:
    text = TREND.replace("AV:File quarantined", "800102").replace(
        "TROJ_EMOTET.X", "Status"
    )
    text = text.replace("filePath", "a").replace("fname", "b")

    result = result_of(text)

    assert result.scans == ()
    assert [t.code for t in result.troubles] == ["other-events"]


def test_a_scan_of_trellix_is_one() -> None:
    scan = scan_of(CEF.decode())

    assert (scan.outcome, scan.extent) == (Outcome.CLEAN, Extent.FULL)
    assert scan.started == datetime(2022, 5, 18, 2, 2, 33, tzinfo=UTC)
    assert scan.ended == datetime(2022, 5, 18, 2, 32, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("cs4=0 cs5=0", "cs4=2 cs5=2", Outcome.REMOVED),
        ("cs4=0 cs5=0", "cs4=2 cs5=1", Outcome.FOUND),
        ("cs6=250000", "cs6=0", Outcome.UNKNOWN),
        ("cs4=0", "cs4=0 cs4=2", Outcome.UNKNOWN),
        ("Scan Completed", "Scan Cancelled", Outcome.PARTIAL),
        ("Scan Completed", "Scan Failed", Outcome.FAILED),
        ("Scan Completed", "Scan Whatever", Outcome.UNKNOWN),
        ("\n", "", Outcome.UNKNOWN),
    ],
)
def test_a_scan_of_trellix_that_is_not_clean(
    old: str, new: str, outcome: Outcome
) -> None:
    assert scan_of(CEF.decode().replace(old, new)).outcome is outcome


def test_an_alert_of_trellix_is_a_find() -> None:
    text = "CEF:0|FireEye|HX|5|Malware Hit Found|Emotet|9|dvchost=A rt=1652835600000\n"
    scan = scan_of(text)

    assert (scan.outcome, scan.extent) == (Outcome.FOUND, Extent.STATUS)
    assert scan.detections[0].at == datetime(2022, 5, 18, 1, tzinfo=UTC)


def test_bars_and_breaks_are_unescaped() -> None:
    text = TREND.replace("TROJ_EMOTET.X", "A\\|B").replace("x \\= y.doc", "a\\nb")
    (found,) = scan_of(text).detections

    assert (found.name, found.path) == ("A|B", "C:\\Users\\a\\a\nb")


def test_lines_that_are_no_cef_are_told_and_the_rest_is_read() -> None:
    result = result_of("hello\n" + TREND + "CEF:0|broken\n")

    assert len(result.scans) == 1
    assert [t.place for t in result.troubles] == ["line 1", "line 3"]


def test_other_makers_are_counted() -> None:
    result = result_of(CEF.decode().replace("Trellix|HX", "Acme|Wall"))

    assert (result.scans, [t.code for t in result.troubles]) == ((), ["other-events"])


def test_very_many_finds_of_one_pc_hide_no_new_one() -> None:
    line = (
        "CEF:0|Trend Micro|Apex Central|2019|AV:File cleaned|TROJ_X|3|"
        "rt=Jan 05 {year} 01:00:00 GMT+00:00 dhost=TKY-PC014 act=File cleaned "
        "fname=x.exe\n"
    )
    text = line.format(year=2021) * 9_000 + line.format(year=2022)
    (scan,) = read(file(text + line.format(year=2020) * 9_000, "a.cef")).scans

    assert max(one.at for one in scan.detections if one.at).year == 2022
    assert len(scan.detections) == 1_000

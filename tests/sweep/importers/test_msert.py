"""Microsoft Safety Scanner and the removal tool: a run is clean where all of it says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.sweep.importers import read
from honmono.sweep.scan import Answer, Extent, Handling, Outcome, Scan
from tests.sweep.importers.made import MSERT, file

FOUND = """Quick Scan Results:
-------------------
Threat Detected: Virus:DOS/EICAR_Test_File, not removed.
    Action: NoAction, Result: 0x00000000
        file://C:\\Windows\\eicar.com
            SigSeq: 0x00000555DC2DDDB0

Results Summary:
----------------
Found Virus:DOS/EICAR_Test_File, not removed."""
CLEAN = "Results Summary:\n----------------\nNo infection found."
MRT = MSERT.replace(
    "Microsoft Safety Scanner", "Microsoft Windows Malicious Software Removal Tool"
)


def scans_of(text: str) -> tuple[Scan, ...]:
    return read(file(text, "TKY-PC014_msert.log")).scans


def test_a_clean_run_says_when_and_with_what() -> None:
    (scan,) = scans_of(MSERT)

    assert (scan.product, scan.outcome) == ("msert", Outcome.CLEAN)
    assert (scan.started, scan.ended) == (
        datetime(2022, 5, 18, 2, tzinfo=UTC),
        datetime(2022, 5, 18, 4, tzinfo=UTC),
    )
    assert (scan.definitions, scan.definitions_at) == ("1.367.1.0", None)
    assert scan.extent is Extent.UNKNOWN
    assert scan.unknown["Run Mode"] == "Scan Run in Quiet Mode"


def test_a_find_is_named_with_its_file() -> None:
    (scan,) = scans_of(MSERT.replace(CLEAN, FOUND).replace("0 (0x0)", "7 (0x7)"))

    assert (scan.outcome, scan.extent) == (Outcome.FOUND, Extent.QUICK)
    (found,) = scan.detections
    assert (found.name, found.path) == (
        "Virus:DOS/EICAR_Test_File",
        "C:\\Windows\\eicar.com",
    )
    assert found.handling is Handling.LEFT


def test_what_was_removed_is_removed() -> None:
    gone = FOUND.replace(", not removed.", " and Removed!")
    (scan,) = scans_of(MSERT.replace(CLEAN, gone).replace("0 (0x0)", "6 (0x6)"))

    assert scan.outcome is Outcome.REMOVED
    assert scan.detections[0].handling is Handling.REMOVED


@pytest.mark.parametrize("code", [7, 8, 9, 10, 11, 12, 13, 0])
def test_removed_with_something_left_to_do_is_found(code: int) -> None:
    gone = FOUND.replace(", not removed.", " and Removed!")
    text = MSERT.replace(CLEAN, gone).replace("0 (0x0)", f"{code} (0x{code:x})")

    assert scans_of(text)[0].outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("0 (0x0)", "2 (0x2)", Outcome.FAILED),
        ("0 (0x0)", "4 (0x4)", Outcome.FAILED),
        ("0 (0x0)", "-2147024891 (0x80070005)", Outcome.FAILED),
        ("0 (0x0)", "0 (0x7)", Outcome.FAILED),
        ("0 (0x0)", "7 (0x7)", Outcome.FOUND),
        ("Return code: 0 (0x0)", "", Outcome.PARTIAL),
        ("No infection found.", "", Outcome.UNKNOWN),
        ("No infection found.", "感染は見つかりませんでした。", Outcome.UNKNOWN),
        ("Wed May 18 13:00:00 2022", "soon", Outcome.UNKNOWN),
        ("Started On", "Began", Outcome.UNKNOWN),
    ],
)
def test_what_lacks_or_contradicts_is_not_clean(
    old: str, new: str, outcome: Outcome
) -> None:
    assert scans_of(MSERT.replace(old, new))[0].outcome is outcome


def test_without_rights_it_says_so() -> None:
    assert scans_of(MSERT.replace("0 (0x0)", "2 (0x2)"))[0].rights is Answer.NO


@pytest.mark.parametrize(
    ("mode", "extent"),
    [("1", Extent.FULL), ("0", Extent.QUICK)],
)
def test_the_removal_tool_says_how_much_it_looked_at(mode: str, extent: Extent) -> None:
    line = f"reboot-mode: 0, quiet-mode: 1, full-scan-mode: {mode}, wu-mode: 1\n"
    (scan,) = scans_of(line + MRT.lstrip("\n-"))

    assert (scan.product, scan.extent, scan.outcome) == ("mrt", extent, Outcome.CLEAN)


def test_each_run_of_a_log_stands_for_itself() -> None:
    bad = MSERT.replace(CLEAN, FOUND).replace("0 (0x0)", "7 (0x7)")

    outcomes = [scan.outcome for scan in scans_of(bad + MSERT + bad)]

    assert outcomes == [Outcome.FOUND, Outcome.CLEAN, Outcome.FOUND]


def test_what_it_could_not_read_is_told() -> None:
    error = "->Scan ERROR: resource file://C:\\a.sys (code 0x00000005 (5))\n"
    (scan,) = scans_of(MSERT.replace("Results Summary", error + "Results Summary"))

    assert len(scan.could_not) == 1


def test_a_path_that_speaks_of_full_scans_makes_none() -> None:
    row = "        file://C:\\a.zip->full-scan-mode: 1\nfull-scan-mode: 1 x"
    bad = MRT.replace(
        CLEAN, FOUND.replace("        file://C:\\Windows\\eicar.com", row)
    )

    assert scans_of(bad + MRT)[1].extent is Extent.UNKNOWN


def test_a_thousand_names_that_were_removed_hide_none_that_was_left() -> None:
    names = "".join(f"Threat detected: T{n} and Removed!\n" for n in range(1_000))
    log = (
        "Microsoft Safety Scanner v1.367, (build 1.367.123.0)\n"
        "Started On Thu May 19 10:00:00 2022\n" + names + "Threat detected: Last\n"
    )
    (scan,) = read(file(log, "TKY-PC014_msert.log")).scans

    assert len(scan.detections) == 1_001
    assert scan.detections[-1].handling is Handling.LEFT

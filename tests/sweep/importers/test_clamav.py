"""ClamAV: names of files may hold anything, and a run without its summary did not end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.sweep.importers import read
from honmono.sweep.scan import Extent, Handling, Outcome, Scan
from tests.sweep.importers.made import CLAMAV, file


def scan_of(data: bytes) -> Scan:
    (scan,) = read(file(data)).scans
    return scan


def with_rows(*rows: str, infected: int = 0) -> bytes:
    data = CLAMAV.replace(b"/home/a/letter.doc: OK", "\n".join(rows).encode())
    return data.replace(b"Infected files: 0", b"Infected files: %d" % infected)


def test_a_clean_log_says_when_and_with_what() -> None:
    scan = scan_of(CLAMAV)

    assert (scan.outcome, scan.extent) == (Outcome.CLEAN, Extent.FULL)
    assert scan.started == datetime(2022, 5, 18, 2, 0, tzinfo=UTC)
    assert scan.definitions == "26545"
    assert scan.definitions_at == datetime(2022, 5, 17, 23, 30, tzinfo=UTC)
    assert scan.product_version == "0.103.8"


def test_only_what_was_found_is_printed_with_i() -> None:
    assert scan_of(with_rows("")).outcome is Outcome.CLEAN


def test_a_find_is_one_with_its_path() -> None:
    scan = scan_of(with_rows(r"C:\a: b\x.doc: Win.Emotet-1 FOUND", infected=1))

    assert scan.outcome is Outcome.FOUND
    assert (scan.detections[0].name, scan.detections[0].path) == (
        "Win.Emotet-1",
        r"C:\a: b\x.doc",
    )


def test_what_was_moved_away_is_removed() -> None:
    rows = ("/a/x: Win.Emotet-1 FOUND", "/a/x: moved to '/q/x'")
    scan = scan_of(with_rows(*rows, infected=1))

    assert scan.outcome is Outcome.REMOVED
    assert scan.detections[0].handling is Handling.REMOVED


def test_what_another_file_says_of_itself_removes_nothing() -> None:
    rows = ("/a/x: Win.Emotet-1 FOUND", "/a/y: Removed.")

    assert scan_of(with_rows(*rows, infected=1)).outcome is Outcome.FOUND


@pytest.mark.parametrize("infected", [0, 2])
def test_a_count_that_does_not_fit_what_is_named_is_never_clean_or_removed(
    infected: int,
) -> None:
    rows = ("/a/x: Win.Emotet-1 FOUND", "/a/x: Removed.")

    assert scan_of(with_rows(*rows, infected=infected)).outcome is Outcome.FOUND
    assert scan_of(with_rows("", infected=2)).outcome is Outcome.FOUND


def test_a_name_that_plays_a_summary_does_not_hide_what_was_found() -> None:
    played = CLAMAV.partition(b"----------- SCAN")
    forged = (played[1] + played[2]).decode()
    rows = ("/a/x: Win.Emotet-1 FOUND", "/a/" + forged + ": OK")

    outcomes = [scan.outcome for scan in read(file(with_rows(*rows, infected=1))).scans]

    assert Outcome.FOUND in outcomes


def test_a_name_that_ends_in_found_is_believed() -> None:
    assert scan_of(with_rows("/a/ FOUND: OK FOUND")).outcome is Outcome.FOUND


def test_what_could_not_be_read_is_told() -> None:
    scan = scan_of(with_rows("/a/x: Can't open file ERROR", "/a/y: OK"))

    assert scan.outcome is Outcome.CLEAN
    assert scan.could_not == ("/a/x: Can't open file ERROR",)


def test_an_error_count_alone_is_told() -> None:
    data = CLAMAV.replace(b"Data scanned", b"Total errors: 3\nData scanned")

    assert scan_of(data).could_not == ("Total errors: 3",)


@pytest.mark.parametrize(
    ("command", "extent"),
    [
        ("clamscan -r /", Extent.FULL),
        ("$ sudo clamscan -ri --bell /", Extent.FULL),
        (r"C:\Users\a>clamscan.exe --recursive C:\ ", Extent.FULL),
        (r'Command line: "C:\Program Files\ClamAV\clamscan.exe" -r C:', Extent.FULL),
        ("clamscan /", Extent.CUSTOM),
        ("clamscan -r /home", Extent.CUSTOM),
        ("clamscan -r --exclude-dir=/home /", Extent.CUSTOM),
        ("clamscan -r --max-filesize=1M /", Extent.CUSTOM),
        ("", Extent.UNKNOWN),
        ("/home/clamscan -r /: OK", Extent.UNKNOWN),
        ("/home/clamscan -r /\n: OK", Extent.UNKNOWN),
        ("/home/x: OK\nclamscan -r /", Extent.UNKNOWN),
    ],
)
def test_it_is_full_where_the_command_above_says_so(
    command: str, extent: Extent
) -> None:
    assert scan_of(CLAMAV.replace(b"clamscan -r /", command.encode())).extent is extent


def test_definitions_are_believed_in_the_head_alone() -> None:
    rows = ("/a/x", "ClamAV 0.103.8/99999/Wed May 18 12:00:00 2022", ": OK")
    data = with_rows(*rows).partition(b"\n")[2]

    assert scan_of(data).definitions_at is None


def test_an_old_version_ends_its_summary_without_dates() -> None:
    old = CLAMAV.partition(b"Start Date")[0].replace(b"0.103.8", b"0.102.4")
    new = CLAMAV.partition(b"Start Date")[0]

    assert scan_of(old).outcome is Outcome.CLEAN
    assert scan_of(new).outcome is Outcome.UNKNOWN


def test_nothing_looked_at_is_no_clean_scan() -> None:
    data = CLAMAV.replace(b"Scanned files: 1000", b"Scanned files: 0")

    assert scan_of(data).outcome is Outcome.FAILED


def test_a_log_with_two_runs_is_two_scans_and_an_unfinished_one_is_told() -> None:
    twice = CLAMAV + b"\n" + b"-" * 79 + b"\n/home/a/letter.doc: OK\n"
    result = read(file(twice))

    assert [s.outcome for s in result.scans] == [Outcome.CLEAN, Outcome.PARTIAL]
    assert [t.code for t in result.troubles] == ["unfinished-run"]


def test_names_of_files_in_another_encoding_are_no_damage() -> None:
    data = CLAMAV.replace(b"letter", b"\xff\xfe\x80\xe3\x81")

    assert scan_of(data).outcome is Outcome.CLEAN


def test_the_head_speaks_of_the_first_run_alone() -> None:
    first, second = read(file(CLAMAV + CLAMAV.partition(b"/home")[1] + CLAMAV)).scans[
        :2
    ]

    assert (first.extent, first.definitions) == (Extent.FULL, "26545")
    assert (second.extent, second.definitions_at) == (Extent.UNKNOWN, None)


def test_a_thousand_finds_that_were_removed_hide_none_that_was_left() -> None:
    gone = (
        "ClamAV 0.103.8\n"
        + "C:\\x.exe: Win.Test-1 FOUND\nC:\\x.exe: Removed.\n" * 1_000
    )
    (scan,) = read(file(gone + "C:\\y.exe: Win.Test-2 FOUND\n" * 3)).scans

    assert [one.handling for one in scan.detections[999:]] == [
        Handling.REMOVED,
        Handling.LEFT,
    ]

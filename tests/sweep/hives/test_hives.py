"""Registry files: what they hold for the checks, and that broken ones say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from honmono.sweep.hives import Hive, MissingLibraryError, add_hives, outside
from honmono.sweep.scanner._core import COULD_NOT, FOUND, NOTHING, Artefacts
from honmono.sweep.scanner.looking import look
from tests.sweep.hive_files import hive_file
from tests.sweep.machines import EXPLORER, KNOWLEDGE, RUN, Builder

SID = "S-1-5-21-1004336348-1177238915-682003330-1001"
USER = {
    RUN: {
        "OneDrive": "string:\"C:\\Users\\tanaka\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe\" /background",
        "勤怠": "string:C:\\Program Files\\勤怠\\agent.exe",
        "old": "expandstring:%ProgramFiles%\\Old\\a.exe",
    },
    EXPLORER: {"1a2b3c4d": "hex:3:28,44,4a,77,3d,50,4e,69,3b,5f", "ShellState": "hex:3:24,00"},
    "Control Panel\\Desktop": {"Wallpaper": "string:C:\\a.jpg"},
}  # fmt: skip
SOFTWARE = {
    "Microsoft\\Windows\\CurrentVersion\\Run": {"SecurityHealth": "expandstring:%windir%\\system32\\SecurityHealthSystray.exe"},
    "WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run": {"Agent": "string:C:\\Program Files (x86)\\A\\a.exe"},
    "Microsoft\\Windows\\CurrentVersion\\Explorer": {"Max": "dword:1"},
}  # fmt: skip
SYSTEM = {
    "Select": {"Current": "dword:2", "Default": "dword:1"},
    "ControlSet001\\Services\\Old": {"ImagePath": "string:C:\\old.exe"},
    "ControlSet002\\Services\\Spooler": {"ImagePath": "expandstring:%SystemRoot%\\System32\\spoolsv.exe", "DisplayName": "string:印刷スプーラー"},
    "ControlSet002\\Services\\NoPath": {"Start": "dword:4"},
}  # fmt: skip


def test_a_users_file_tells_what_starts_and_what_hides(tmp_path: Path) -> None:
    got = add_hives(Artefacts(), [Hive(hive_file(tmp_path, USER), SID)])
    rows = {row["name"]: row for row in got.registry or ()}

    assert set(rows) == {"OneDrive", "勤怠", "old", "1a2b3c4d"}
    assert rows["勤怠"]["data"] == "C:\\Program Files\\勤怠\\agent.exe"
    assert rows["old"]["type"] == "REG_EXPAND_SZ"
    assert rows["1a2b3c4d"] == {
        "hive": f"HKU\\{SID}",
        "key": EXPLORER,
        "name": "1a2b3c4d",
        "type": "REG_BINARY",
        "data": "28444a773d504e693b5f",
    }
    assert got.services is None
    assert got.could_not == {}


def test_the_machines_files_tell_the_same_and_services(tmp_path: Path) -> None:
    files = [hive_file(tmp_path, keys) for keys in (SOFTWARE, SYSTEM)]
    got = add_hives(Artefacts(), [Hive(data) for data in files])

    assert [(r["hive"], r["name"]) for r in got.registry or ()] == [
        ("HKLM", "SecurityHealth"),
        ("HKLM", "Agent"),
    ]
    assert [(s["name"], s["display_name"]) for s in got.services or ()] == [
        ("Spooler", "印刷スプーラー")
    ]
    assert got.could_not == {}


def test_a_hidden_name_is_found_only_in_another_users_file(tmp_path: Path) -> None:
    builder = Builder(6, odd=False)
    builder.serial = 0x1A2B3C4D
    builder.run("C:\\x\\examplesvc.exe")
    before = builder.artefacts()
    after = add_hives(before, [Hive(hive_file(tmp_path, USER), SID)])

    assert _outcome(before, "registry-name") == NOTHING
    assert _outcome(after, "registry-name") == FOUND


def _outcome(artefacts: Artefacts, check: str) -> str:
    told = look(artefacts, KNOWLEDGE)["checks"]
    return next(one["outcome"] for one in told if one["name"] == check)


def _dirty(data: bytes) -> bytes:
    return data[:4] + b"\7\0\0\0" + data[8:]


BROKEN = {
    "cut off": lambda data: data[: len(data) // 2],
    "no registry file": lambda data: b"PK\3\4" + data[4:],
    "empty": lambda data: b"",
    "a header with a wrong sum": lambda data: data[:100] + b"\xff" + data[101:],
    "not written to the end": _dirty,
    "noise": lambda data: data[:4096] + bytes(255 - b for b in data[4096:]),
}


@pytest.mark.parametrize("break_", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_never_a_clean_one(tmp_path: Path, break_) -> None:  # type: ignore[no-untyped-def]
    data = break_(hive_file(tmp_path, USER))
    got = add_hives(Builder(6).artefacts(), [Hive(data, SID)])

    assert list(got.could_not)[-1] == f"registry:HKU\\{SID}"
    assert _outcome(got, "registry-name") == COULD_NOT
    assert _outcome(got, "autoruns") == COULD_NOT


def test_a_file_with_fewer_values_than_it_says_is_broken(tmp_path: Path) -> None:
    """The library ends such a list without a word."""
    data = bytearray(hive_file(tmp_path, USER))
    place = data.index(b"vk", data.index(b"OneDrive") - 40)
    data[place : place + 2] = b"xx"
    got = add_hives(Artefacts(), [Hive(bytes(data), SID)])

    assert "broken" in got.could_not[f"registry:HKU\\{SID}"]


def test_each_changed_byte_is_read_or_told(tmp_path: Path) -> None:
    """In this process, for speed: whatever is broken, no exception comes out."""
    from honmono.sweep.hives.reading import read

    data = hive_file(tmp_path, USER)
    whole = read(_written(tmp_path, data), f"HKU\\{SID}")
    assert whole.could_not == {}
    for place in range(4096, len(data), 61):
        broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        parts = read(_written(tmp_path, broken), f"HKU\\{SID}")
        assert parts.could_not or len(parts.registry) <= len(whole.registry)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "broken"
    path.write_bytes(data)
    return path


def test_a_file_that_takes_too_long_could_not_be_read(tmp_path: Path) -> None:
    got = add_hives(Artefacts(), [Hive(hive_file(tmp_path, USER), SID)], seconds=0.001)

    assert got.could_not == {f"registry:HKU\\{SID}": "it takes too long"}
    assert got.registry is None


def test_a_sid_that_is_none_is_refused(tmp_path: Path) -> None:
    got = add_hives(replace(Artefacts(), registry=[]), [Hive(b"", "..\\..\\x")])

    assert got.could_not == {"registry": "its user's SID is none"}


def test_without_the_library_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outside, "find_spec", lambda name: None)

    with pytest.raises(MissingLibraryError, match="honmono\\[endpoint\\]"):
        add_hives(Artefacts(), [])

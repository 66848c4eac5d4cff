"""From a played Windows through all checks: what is gathered is what checks ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from honmono.sweep.scanner.gather import put_together, windows, windows_parts
from honmono.sweep.scanner.gather.windows import PROFILES, Machine
from honmono.sweep.scanner.looking import look
from tests.sweep.machines import KNOWLEDGE
from tests.sweep.scanner.gather.played import (
    DENIED,
    ENVIRON,
    EXPLORER,
    RUN,
    SID,
    keys,
    machine,
)
from tests.sweep.scanner.test_report import NOW

SERIAL = 0x0A2B3C4D
LOCAL = "Users/tanaka/AppData/Local"


def outcomes(pc: Machine) -> dict[str, str]:
    seen = put_together(windows.host(pc), windows_parts(pc), NOW)
    return {one["name"]: one["outcome"] for one in look(seen, KNOWLEDGE)["checks"]}


def ordinary(root: Path, **changes: Any) -> Machine:
    pc = machine(root, **changes)
    for name in ("winver.exe", "certcli.dll", "KBDFR.DLL", "svchost.exe"):
        (root / "Windows/System32" / name).write_bytes(b"MZ" + bytes(40_000))
    (root / "Windows/SysWOW64/cmd.exe").write_bytes(b"MZ" + bytes(40_000))
    (root / LOCAL / "slack").mkdir()
    (root / LOCAL / "slack/slack.exe").write_bytes(b"MZ" + bytes(30_000))
    return pc


def test_an_ordinary_pc_is_looked_at_by_every_check_and_shows_nothing(
    tmp_path: Path,
) -> None:
    assert set(outcomes(ordinary(tmp_path)).values()) == {"nothing"}


def test_processes_that_windows_hides_from_everybody_do_no_harm(tmp_path: Path) -> None:
    running = [(0, 0, "[System Process]"), (4, 0, "System"), (120, 4, "Registry")]
    running += [(716, 4, "app.exe"), (900, 600, "MsMpEng.exe")]
    pc = ordinary(
        tmp_path,
        running=running,
        image_path={900: DENIED},
        command_line={900: DENIED},
    )
    assert set(outcomes(pc).values()) == {"nothing"}


def test_without_rights_checks_that_need_them_could_not_look(tmp_path: Path) -> None:
    pc = ordinary(
        tmp_path,
        elevated=False,
        running=[(716, 4, "app.exe"), (900, 600, "other.exe")],
        image_path={900: DENIED},
        command_line={900: DENIED},
    )
    found = outcomes(pc)
    assert found["borrowed-name"] == found["office-child"] == "could-not-look"


def test_a_program_under_a_borrowed_name_is_found(tmp_path: Path) -> None:
    running = [(716, 4, "app.exe"), (4242, 716, "winver.exe")]
    bad = r"C:\Users\tanaka\AppData\Local\certcli\winver.exe"
    pc = ordinary(tmp_path, running=running, image_path={4242: bad})
    (tmp_path / LOCAL / "certcli").mkdir()
    (tmp_path / LOCAL / "certcli/winver.exe").write_bytes(b"MZ" + bytes(20_000))
    assert outcomes(pc)["borrowed-name"] == "found"


def test_a_name_hidden_in_the_registry_is_found(tmp_path: Path) -> None:
    key = SERIAL.to_bytes(4, "little")
    hidden = bytes(c ^ key[n % 4] for n, c in enumerate(b"examplesvc"))
    registry = keys()
    registry[rf"HKU\{SID}\{EXPLORER}"] = [(f"{SERIAL:x}", hidden, 3)]
    running = [(716, 4, "app.exe"), (4242, 716, "examplesvc.exe")]
    pc = ordinary(tmp_path, registry=registry, running=running)
    assert outcomes(pc)["registry-name"] == "found"


def test_a_library_that_rundll32_runs_is_found(tmp_path: Path) -> None:
    path = r"C:\Users\tanaka\AppData\Local\Qwertyuiop\abcdefgh.xyz"
    line = rf"C:\Windows\SysWOW64\rundll32.exe {path},ShowDialogA"
    registry = keys()
    registry[rf"HKU\{SID}\{RUN}"] = [("abcdefgh.xyz", line, 1)]
    pc = ordinary(
        tmp_path,
        registry=registry,
        running=[(716, 4, "app.exe"), (4242, 716, "rundll32.exe")],
        image_path={4242: r"C:\Windows\SysWOW64\rundll32.exe"},
        command_line={4242: line},
    )
    (tmp_path / LOCAL / "Qwertyuiop").mkdir()
    (tmp_path / LOCAL / "Qwertyuiop/abcdefgh.xyz").write_bytes(b"MZ" + bytes(20_000))
    assert outcomes(pc)["rundll32-library"] == "found"


def test_a_file_that_is_dated_back_by_a_week_is_found(tmp_path: Path) -> None:
    path = r"C:\Users\tanaka\AppData\Local\Folder\abc.dll"
    pc = ordinary(
        tmp_path,
        running=[(716, 4, "app.exe"), (4242, 716, "regsvr32.exe")],
        image_path={4242: r"C:\Windows\System32\regsvr32.exe"},
        command_line={4242: f'regsvr32.exe /s "{path}"'},
    )
    folder = tmp_path / LOCAL / "Folder"
    folder.mkdir()
    (folder / "abc.dll").write_bytes(b"MZ" + bytes(20_000))
    os.utime(folder / "abc.dll", (1_652_839_200 - 604_800,) * 2)
    os.utime(folder, (1_652_839_200,) * 2)
    assert outcomes(pc)["back-dating"] == "found"


@pytest.mark.parametrize(
    "gone", ["Windows/SysWOW64", "Windows/System32", "Windows/System32/Tasks"]
)
def test_a_place_that_cannot_be_read_is_never_nothing_everywhere(
    tmp_path: Path, gone: str
) -> None:
    pc = ordinary(tmp_path)
    (tmp_path / gone).rename(tmp_path / "elsewhere")
    assert "could-not-look" in outcomes(pc).values()


def test_a_registry_that_is_closed_is_never_nothing(tmp_path: Path) -> None:
    registry = {**keys(), rf"HKU\{SID}\{EXPLORER}": DENIED}
    assert (
        outcomes(ordinary(tmp_path, registry=registry))["registry-name"]
        == "could-not-look"
    )


def test_a_library_of_the_systems_own_user_is_seen_by_a_program_of_32_bit(
    tmp_path: Path,
) -> None:
    registry = keys()
    profile = r"C:\Windows\System32\config\systemprofile"
    registry[rf"HKLM\{PROFILES}\S-1-5-18"] = [("ProfileImagePath", profile, 2)]
    environ = {**ENVIRON, "PROCESSOR_ARCHITEW6432": "AMD64"}
    pc = machine(tmp_path, registry=registry, environ=environ)
    local = "config/systemprofile/AppData/Local"
    for top in ("Sysnative", "SysWOW64"):  # Windows shows the second as System32
        (tmp_path / "Windows" / top / local / "Abc").mkdir(parents=True)
    (tmp_path / "Windows/Sysnative" / local / "Abc/bad.dll").write_bytes(b"MZ")

    seen = put_together(windows.host(pc), windows_parts(pc), NOW)

    assert seen.files is not None
    assert rf"{profile}\AppData\Local\Abc\bad.dll" in {
        one["path"] for one in seen.files
    }


def test_a_program_that_nobody_may_read_leaves_the_indicators_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc = ordinary(tmp_path)
    monkeypatch.setattr("honmono.sweep.scanner.gather.listing.HASHED", 1_000)
    found = outcomes(pc)

    assert found.pop("indicators") == "could-not-look"
    assert set(found.values()) == {"nothing"}

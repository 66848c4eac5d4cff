"""What a Windows PC shows, told from what its functions answer; the functions are played."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from honmono.sweep.scanner.gather import (
    put_together,
    windows,
    windows_files,
    windows_parts,
)
from honmono.sweep.scanner.gather._core import Budget, Got
from honmono.sweep.scanner.gather.windows import EXPLORER as EXPLORER_NAME
from tests.sweep.scanner.gather.played import (
    AWAY,
    DENIED,
    ENVIRON,
    EXPLORER,
    RUN,
    SID,
    keys,
    machine,
)
from tests.sweep.scanner.test_report import NOW


def smbios(serial: bytes) -> bytes:
    uuid = bytes(range(16))
    body = bytes([1, 0x1B, 1, 0, 1, 2, 3, 4]) + uuid + b"\x06\x00\x00"
    one = body + b"Maker\0Model\0V1\0" + serial + b"\0\0"
    bios = bytes([0, 6, 0, 0, 1, 0]) + b"BIOS\0\0"
    return struct.pack("<BBBBI", 0, 3, 0, 0, len(bios + one)) + bios + one


def test_a_pc_says_who_it_is(tmp_path: Path) -> None:
    host = windows.host(machine(tmp_path, smbios=smbios(b"5CG1234XYZ")))
    assert (host["name"], host["user"], host["elevated"]) == (
        "TKY-PC014",
        r"TKY\tanaka",
        True,
    )
    assert host["volume_serial"] == "a2b3c4d", (
        "as Emotet writes it, without leading zeros"
    )
    assert host["ids"] == [
        "serial:5CG1234XYZ",
        "uuid:03020100-0504-0706-0809-0a0b0c0d0e0f",
        "computer:6f1c-22",
    ]


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_a_damaged_table_of_the_maker_gives_no_number(cut: int) -> None:
    table = smbios(b"5CG1234XYZ")[:cut]
    assert not [one for one in windows.numbers_in(table) if one.startswith("serial:")]


def test_each_user_has_his_own_folders(tmp_path: Path) -> None:
    found = windows.folders(machine(tmp_path))
    assert found["local_appdata"] == {
        SID: r"C:\Users\tanaka\AppData\Local",
        AWAY: r"C:\Users\suzuki\AppData\Local",
    }
    assert found["syswow64"] == r"C:\Windows\SysWOW64"


def test_a_profile_that_is_gone_is_no_place_to_look_at(tmp_path: Path) -> None:
    registry = keys()
    gone = rf"HKLM\{windows.PROFILES}\S-1-5-21-9"
    registry[gone] = [("ProfileImagePath", r"C:\Users\gone", 2)]
    assert (
        "S-1-5-21-9"
        not in windows.folders(machine(tmp_path, registry=registry))["local_appdata"]
    )


def test_an_empty_profile_is_none_but_a_closed_one_is(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Users/suzuki/AppData/Local/Microsoft").rmdir()
    assert list(windows.folders(pc)["local_appdata"]) == [SID]
    (tmp_path / "Users/suzuki/AppData/Local").rmdir()
    (tmp_path / "Users/suzuki/AppData/Local").write_text(
        "a file, which cannot be listed"
    )
    assert list(windows.folders(pc)["local_appdata"]) == [SID, AWAY]


def test_a_system_of_32_bit_has_one_system_folder(tmp_path: Path) -> None:
    environ = {k: v for k, v in ENVIRON.items() if k != "ProgramFiles(x86)"}
    found = windows.folders(machine(tmp_path, environ=environ))
    assert found["syswow64"] == found["system32"]


def test_processes_have_path_and_command_line(tmp_path: Path) -> None:
    got = windows.processes(machine(tmp_path), Budget())
    assert got.items == [
        {
            "name": "app.exe",
            "pid": 716,
            "ppid": 4,
            "image_path": r"C:\Program Files\App\716.exe",
            "command_line": "app.exe --number 716",
            "user": SID,
        }
    ]
    assert got.could_not == {}


def test_a_path_that_is_hidden_is_none_and_told(tmp_path: Path) -> None:
    pc = machine(tmp_path, image_path={716: DENIED}, command_line={716: DENIED})
    got = windows.processes(pc, Budget())
    assert got.items[0]["image_path"] is None
    assert got.items[0]["command_line"] is None
    assert set(got.could_not) == {"hidden:image_path", "hidden:command_line"}
    assert "app.exe (716)" in got.could_not["hidden:image_path"]


def test_a_process_that_ended_meanwhile_is_left_out(tmp_path: Path) -> None:
    running = [(716, 4, "app.exe"), (717, 4, "gone.exe")]
    pc = machine(
        tmp_path, running=running, image_path={717: OSError(87, "")}, ended=[717]
    )
    got = windows.processes(pc, Budget())
    assert [one["name"] for one in got.items] == ["app.exe"]
    assert got.could_not == {}


def test_the_kernel_has_no_path_but_a_program_that_calls_itself_so_has(
    tmp_path: Path,
) -> None:
    running = [(0, 0, "[System Process]"), (4, 0, "System"), (120, 4, "Registry")]
    running.append((900, 800, "Registry"))
    got = windows.processes(machine(tmp_path, running=running), Budget())
    assert [one["image_path"] for one in got.items[:3]] == ["", "", ""]
    assert got.items[3]["image_path"] == r"C:\Program Files\App\900.exe"


def test_no_process_at_all_is_not_a_pc_on_which_nothing_runs(tmp_path: Path) -> None:
    assert (
        "processes"
        in windows.processes(machine(tmp_path, running=[]), Budget()).could_not
    )


def test_the_registry_is_read_for_every_user_who_is_signed_in(tmp_path: Path) -> None:
    got = windows.registry(machine(tmp_path), Budget())
    found = {(one["hive"], one["key"], one["name"]): one for one in got.items}
    hidden = found["HKU\\" + SID, EXPLORER, "a2b3c4d"]
    assert (hidden["type"], hidden["data"]) == ("REG_BINARY", "2844")
    assert ("HKU\\" + SID, RUN, "OneDrive") in found
    assert ("HKLM", RUN, "SecurityHealth") in found
    assert ("HKU\\" + SID, EXPLORER, "Shell") not in found
    assert got.could_not == {}


def test_a_key_that_is_closed_is_told(tmp_path: Path) -> None:
    registry = {**keys(), rf"HKU\{SID}\{EXPLORER}": DENIED}
    got = windows.registry(machine(tmp_path, registry=registry), Budget())
    assert got.could_not == {rf"registry:HKU\{SID}\{EXPLORER}": "access denied"}


def test_only_keys_of_the_list_are_opened() -> None:
    assert len(windows.keys_of("HKLM")) == 8
    assert len(windows.keys_of("HKU\\" + SID)) == 4
    assert windows.keys_of("HKLM")[0].endswith(EXPLORER_NAME)


def test_services_are_programs_and_not_drivers(tmp_path: Path) -> None:
    got = windows.services(machine(tmp_path), Budget())
    assert [one["name"] for one in got.items] == ["Spooler"]
    assert got.items[0]["command_line"] == r"%SystemRoot%\System32\spoolsv.exe"


def test_files_of_users_carry_first_bytes_and_hash(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    place = tmp_path / "Users/tanaka/AppData/Local/certcli"
    place.mkdir()
    (place / "KBDFR.EXE").write_bytes(b"MZ" + bytes(20_000))
    (tmp_path / "Windows/System32/winver.exe").write_bytes(b"MZ123")
    found = {one["path"]: one for one in windows_files.files(pc, Budget()).items}
    bad = found[r"C:\Users\tanaka\AppData\Local\certcli\KBDFR.EXE"]
    assert (bad["head"], bad["size"], len(bad["sha256"])) == ("4d5a", 20_002, 64)
    system = found[r"C:\Windows\System32\winver.exe"]
    assert system["size"] == 5
    assert "head" not in system
    assert found[r"C:\Windows\SysWOW64"]["is_folder"] is True


def test_a_program_of_32_bit_sees_the_real_system_folder(tmp_path: Path) -> None:
    pc = machine(tmp_path, environ={**ENVIRON, "PROCESSOR_ARCHITEW6432": "AMD64"})
    (tmp_path / "Windows/Sysnative/Tasks").mkdir(parents=True)
    (tmp_path / "Windows/Sysnative/real.exe").write_bytes(b"MZ")
    paths = [one["path"] for one in windows_files.files(pc, Budget()).items]
    assert r"C:\Windows\System32\real.exe" in paths
    assert not [one for one in paths if "Sysnative" in one]


def test_a_system_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Windows/SysWOW64").rmdir()
    got = windows_files.files(pc, Budget())
    assert got.could_not == {r"files:C:\Windows\SysWOW64": "not found"}


TASK = """<?xml version="1.0" encoding="UTF-16"?><Task><Actions><Exec>
<Command>C:\\Users\\tanaka\\x.exe</Command>
<Arguments>/quiet</Arguments></Exec></Actions></Task>"""


def test_autoruns_are_run_keys_start_menu_and_tasks(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Windows/System32/Tasks/Updater").write_text(TASK, "utf-16")
    start = (
        tmp_path
        / "Users/tanaka/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup"
    )
    start.mkdir(parents=True)
    (start / "a.lnk").write_bytes(b"L")
    (start / "desktop.ini").write_bytes(b"")
    got = windows_files.autoruns(pc, Budget())
    told = {(one["name"], one["command_line"], one["user"]) for one in got.items}
    assert ("Updater", r"C:\Users\tanaka\x.exe /quiet", "") in told
    assert ("OneDrive", r'"C:\OneDrive.exe" /background', SID) in told
    assert any(name == "a.lnk" for name, _, _ in told)
    assert not any(name == "desktop.ini" for name, _, _ in told)


def test_all_of_windows_is_put_together(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    seen = put_together(windows.host(pc), windows_parts(pc), NOW)
    assert seen.host["collected_at"] == "2022-05-18T11:02:33+09:00"
    assert None not in (
        seen.processes,
        seen.registry,
        seen.services,
        seen.files,
        seen.autoruns,
    )
    assert seen.could_not == {}


def test_a_part_that_breaks_leaves_the_others(tmp_path: Path) -> None:
    pc = machine(tmp_path)

    def broken(budget: Budget) -> Got:
        raise RuntimeError("no")

    seen = put_together({}, {**windows_parts(pc), "registry": broken}, NOW)
    assert seen.registry is None
    assert seen.could_not == {"registry": "failed: RuntimeError"}
    assert seen.processes

"""A Windows that is played: its registry is a dict, its disk a folder of the test."""

from __future__ import annotations

import ntpath
from pathlib import Path
from typing import Any

from honmono.sweep.scanner.gather.windows import PROFILES, Machine

SID = "S-1-5-21-1-2-3-1001"
AWAY = "S-1-5-21-1-2-3-1002"
DENIED = PermissionError(13, "access denied")


class PlayedApi:
    """Answers as Windows would; what is an exception is raised."""

    def __init__(self, running: list[tuple[int, int, str]], **answers: Any) -> None:
        self.running = running
        self.answers: dict[str, Any] = answers

    def snapshot(self) -> list[tuple[int, int, str]]:
        return self.running

    def image_path(self, pid: int) -> str:
        return self._answer("image_path", pid, rf"C:\Program Files\App\{pid}.exe")

    def command_line(self, pid: int) -> str:
        return self._answer("command_line", pid, f"app.exe --number {pid}")

    def user(self, pid: int) -> str:
        return self._answer("user", pid, SID)

    def has_ended(self, pid: int) -> bool:
        return pid in self.answers.get("ended", ())

    def may_see_all(self) -> bool:
        return True

    def is_elevated(self) -> bool:
        return bool(self.answers.get("elevated", True))

    def volume_serial(self, root: str) -> int:
        assert root == "C:\\"
        return 0x0A2B3C4D

    def smbios(self) -> bytes:
        return bytes(self.answers.get("smbios", b""))

    def _answer(self, name: str, pid: int, else_this: str) -> str:
        answer = self.answers.get(name, {}).get(pid, else_this)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)


class PlayedRegistry:
    """Keys by `HIVE\\path`, with their values."""

    def __init__(self, keys: dict[str, Any]) -> None:
        self.keys = {name.casefold(): value for name, value in keys.items()}
        self.said = keys

    def subkeys(self, hive: str, key: str) -> list[str]:
        begin = ("\\".join(one for one in (hive, key) if one) + "\\").casefold()
        found = [
            name[len(begin) :].split("\\")[0]
            for name in self.said
            if name.casefold().startswith(begin)
        ]
        return list(dict.fromkeys(found))

    def values(self, hive: str, key: str) -> list[tuple[str, Any, int]]:
        found = self.keys.get(f"{hive}\\{key}".casefold())
        if found is None:
            raise FileNotFoundError(2, "no such key")
        if isinstance(found, Exception):
            raise found
        return list(found)


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
EXPLORER = r"Software\Microsoft\Windows\CurrentVersion\Explorer"


def keys() -> dict[str, Any]:
    """A PC on which Tanaka is signed in; Suzuki is away."""
    return {
        rf"HKLM\{PROFILES}\{SID}": [("ProfileImagePath", r"C:\Users\tanaka", 2)],
        rf"HKLM\{PROFILES}\{AWAY}": [
            ("ProfileImagePath", r"%SystemDrive%\Users\suzuki", 2)
        ],
        rf"HKU\{SID}\{RUN}": [("OneDrive", r'"C:\OneDrive.exe" /background', 1)],
        rf"HKU\{SID}\{EXPLORER}": [("a2b3c4d", b"\x28\x44", 3), ("Shell", "x", 1)],
        rf"HKU\{SID}_Classes\x": [],
        rf"HKU\.DEFAULT\{RUN}": [],
        rf"HKLM\{RUN}": [
            ("SecurityHealth", r"%windir%\system32\SecurityHealth.exe", 2)
        ],
        r"HKLM\SOFTWARE\Microsoft\Cryptography": [("MachineGuid", "6f1c-22", 1)],
        r"HKLM\SYSTEM\CurrentControlSet\Services\Spooler": [
            ("ImagePath", r"%SystemRoot%\System32\spoolsv.exe", 2),
            ("Type", 0x110, 4),
            ("Start", 2, 4),
        ],
        r"HKLM\SYSTEM\CurrentControlSet\Services\disk": [
            ("ImagePath", r"System32\drivers\disk.sys", 2),
            ("Type", 1, 4),
        ],
    }


ENVIRON = {
    "COMPUTERNAME": "TKY-PC014",
    "USERNAME": "tanaka",
    "USERDOMAIN": "TKY",
    "SystemRoot": r"C:\Windows",
    "ProgramData": r"C:\ProgramData",
    "ProgramFiles": r"C:\Program Files",
    "ProgramFiles(x86)": r"C:\Program Files (x86)",
}


def machine(
    root: Path,
    *,
    running: list[tuple[int, int, str]] | None = None,
    registry: dict[str, Any] | None = None,
    environ: dict[str, str] | None = None,
    **answers: Any,
) -> Machine:
    """A PC whose C: lies in a folder of the test."""

    def here(path: str) -> str:
        return str(root.joinpath(*ntpath.splitdrive(path)[1].strip("\\").split("\\")))

    for folder in (
        *("Windows/System32/Tasks", "Windows/SysWOW64"),
        *("Users/tanaka/AppData/Local", "Users/suzuki/AppData/Local"),
        *("Users/tanaka/AppData/Roaming", "Program Files"),
    ):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for user in ("tanaka", "suzuki"):
        (root / f"Users/{user}/AppData/Local/Microsoft").mkdir(exist_ok=True)
    (root / "Program Files/App").mkdir(exist_ok=True)
    for number in (716, 900):
        (root / f"Program Files/App/{number}.exe").write_bytes(b"MZ")
    running = [(716, 4, "app.exe")] if running is None else running
    api = PlayedApi(running, **answers)
    return Machine(api, PlayedRegistry(registry or keys()), environ or ENVIRON, here)

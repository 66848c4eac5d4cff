r"""What a Windows PC shows: processes, hives of whoever is signed in, services, autoruns.

    HKU\S-1-5-21-…-1001  Software\…\Run  updater  →  registry and autoruns
    a profile whose hive is not loaded            →  autoruns, read from its NTUSER.DAT

A hive is not loaded here: that would write to it.  Whoever is not signed in has no
processes either, so that only his autoruns matter.
"""

from __future__ import annotations

import ntpath
import os
import platform
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from honmono.sweep.scanner.gather._core import Budget, Got, Item, TooLongError, text_of

WINDOWS = r"Software\Microsoft\Windows\CurrentVersion"
WINDOWS_32 = r"Software\WOW6432Node\Microsoft\Windows\CurrentVersion"
EXPLORER = "Explorer"
RUN = ("Run", "RunOnce", r"Policies\Explorer\Run")
PROFILES = r"Software\Microsoft\Windows NT\CurrentVersion\ProfileList"
WINLOGON = r"Software\Microsoft\Windows NT\CurrentVersion\Winlogon"
SERVICES = r"SYSTEM\CurrentControlSet\Services"
SHELL_FOLDERS = WINDOWS + r"\Explorer\User Shell Folders"

TYPES = {1: "REG_SZ", 2: "REG_EXPAND_SZ", 3: "REG_BINARY", 4: "REG_DWORD"}
TYPES.update({7: "REG_MULTI_SZ", 11: "REG_QWORD"})

_OF_THE_KERNEL = frozenset(
    {"system", "registry", "memory compression", "secure system", "memcompression"}
)
_PROGRAM = 0x30
"""Bits of a service's type: a program, not a driver."""


@dataclass(frozen=True)
class Machine:
    """The doors to the system; tests play them."""

    api: Any
    registry: Any
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    here: Callable[[str], str] = str
    """Where a path of Windows lies for us; tests put it into a folder of theirs."""

    def at(self, path: str) -> str:
        """Where we reach a path: a program of 32 bit sees another System32."""
        top = ntpath.join(self.windows, "System32").casefold()
        if self.is_32_on_64 and (path.casefold() + "\\").startswith(top + "\\"):
            path = ntpath.join(self.windows, "Sysnative") + path[len(top) :]
        return self.here(path)

    def is_there(self, path: str) -> bool:
        """Only what is surely not there is not: a folder that is closed to us is."""
        try:
            os.lstat(self.at(path))
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True

    def values(self, hive: str, key: str) -> list[tuple[str, Any, int]]:
        """Of a key that need not be there."""
        try:
            return list(self.registry.values(hive, key))
        except FileNotFoundError:
            return []

    def is_empty(self, path: str) -> bool:
        """Surely nothing to look at?  A folder that is closed to us may hold anything."""
        try:
            with os.scandir(self.at(path)) as entries:
                return next(entries, None) is None
        except FileNotFoundError:
            return not self.is_there(path)
        except OSError:
            return False

    @property
    def windows(self) -> str:
        """Windows' own folder."""
        return self.environ.get("SystemRoot") or r"C:\Windows"

    @property
    def is_32_on_64(self) -> bool:
        """Does Windows show us, a program of 32 bit, other folders than there are?"""
        return "PROCESSOR_ARCHITEW6432" in self.environ


def host(machine: Machine) -> Item:
    """What tells this PC from others; what cannot be read is left out."""
    name = machine.environ.get("COMPUTERNAME") or platform.node()
    user = machine.environ.get("USERNAME", "")
    domain = machine.environ.get("USERDOMAIN", "")
    return {
        "name": name,
        "os": "windows",
        "os_version": platform.version(),
        "volume_serial": _serial(machine),
        "user": f"{domain}\\{user}" if domain else user,
        "elevated": _asked(machine.api.is_elevated),
        "ids": list(ids(machine)),
        "folders": folders(machine),
    }


def _serial(machine: Machine) -> str | None:
    root = ntpath.splitdrive(machine.windows)[0] + "\\"
    number = _asked(machine.api.volume_serial, root)
    return None if number is None else f"{number:x}"


def _asked(function: Any, *given: Any) -> Any:
    try:
        return function(*given)
    except (OSError, AttributeError):
        return None


def ids(machine: Machine) -> Iterator[str]:
    """Serial number and UUID of the case, id of the installation."""
    yield from numbers_in(_asked(machine.api.smbios) or b"")
    key = r"SOFTWARE\Microsoft\Cryptography"
    try:
        for name, data, _ in machine.values("HKLM", key):
            if name.casefold() == "machineguid" and data:
                yield f"computer:{text_of(data, 80)}"
    except OSError:
        return


def numbers_in(table: bytes) -> Iterator[str]:
    """Serial number and UUID in a raw table of SMBIOS: its structure of type 1."""
    at, end = 8, len(table)
    while at + 4 <= end:
        kind, length = table[at], table[at + 1]
        if length < 4:
            return
        strings_end = table.find(b"\0\0", at + length)
        if strings_end < 0:
            return
        if kind == 1 and length >= 0x19:
            strings = table[at + length : strings_end].split(b"\0")
            number = table[at + 7]
            if 0 < number <= len(strings) and strings[number - 1].strip():
                yield "serial:" + strings[number - 1].decode("ascii", "replace").strip()
            yield "uuid:" + _uuid(table[at + 8 : at + 24])
            return
        at = strings_end + 2


def _uuid(raw: bytes) -> str:
    a, b, c = struct.unpack("<IHH", raw[:8])
    return f"{a:08x}-{b:04x}-{c:04x}-{raw[8:10].hex()}-{raw[10:].hex()}"


def folders(machine: Machine) -> Item:
    """Where things lie, of the system and of each user."""
    windows = machine.windows
    system32 = ntpath.join(windows, "System32")
    programs = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)", "ProgramData")
    found = [machine.environ.get(name, "") for name in programs[:3]]
    has_32 = machine.is_32_on_64 or "ProgramFiles(x86)" in machine.environ
    local, roaming = {}, {}
    for sid, profile in profiles(machine).items():
        path = _folder(machine, sid, "Local AppData", profile, "Local")
        if not machine.is_empty(path):
            local[sid] = path
            roaming[sid] = _folder(machine, sid, "AppData", profile, "Roaming")
    return {
        "system32": system32,
        "syswow64": ntpath.join(windows, "SysWOW64") if has_32 else system32,
        "program_files": list(dict.fromkeys(one for one in found if one)),
        "local_appdata": local,
        "appdata": roaming,
    }


def profiles(machine: Machine) -> dict[str, str]:
    """Folder of each user who ever signed in, by his security id."""
    found = {}
    try:
        for sid in machine.registry.subkeys("HKLM", PROFILES):
            for name, data, _ in machine.values("HKLM", PROFILES + "\\" + sid):
                if name.casefold() == "profileimagepath":
                    found[sid] = _expanded(machine, str(data), "")
    except OSError:
        return found
    return found


def _folder(machine: Machine, sid: str, name: str, profile: str, plain: str) -> str:
    try:
        for said, data, _ in machine.values("HKU\\" + sid, SHELL_FOLDERS):
            if said.casefold() == name.casefold() and data:
                return _expanded(machine, str(data), profile)
    except OSError:
        pass
    return ntpath.join(profile, "AppData", plain)


def _expanded(machine: Machine, path: str, profile: str) -> str:
    """`%USERPROFILE%` is another user's, not ours."""
    drive = ntpath.splitdrive(machine.windows)[0]
    known = {"userprofile": profile, "systemroot": machine.windows}
    known.update({"systemdrive": drive, "windir": machine.windows})

    def one(found: re.Match[str]) -> str:
        return known.get(found[1].casefold()) or found[0]

    return re.sub(r"%([^%\\]+)%", one, path)


def processes(machine: Machine, budget: Budget) -> Got:
    """All that run.  Without rights, paths and command lines of others are missing."""
    got = Got()
    denied: dict[str, list[str]] = {"image_path": [], "command_line": []}
    try:
        machine.api.may_see_all()
        for pid, ppid, name in machine.api.snapshot():
            budget.spend()
            item = _process(machine, pid, ppid, name)
            missing = [one for one in denied if item[one] is None]
            if missing and machine.api.has_ended(pid):
                continue
            for one in missing:
                denied[one].append(f"{name} ({pid})")
            got.items.append(item)
        if not got.items:
            got.failed("processes", "no process is shown")
    except (OSError, TooLongError) as error:
        got.failed("processes", error)
    for one, names in denied.items():
        if names:
            shown = ", ".join(text_of(name, 60) for name in names[:5])
            got.failed(f"hidden:{one}", f"{len(names)} denied: {shown}")
    return got


def _process(machine: Machine, pid: int, ppid: int, name: str) -> Item:
    """The kernel's own have neither path nor command line."""
    kernel = pid in (0, 4) or (ppid == 4 and name.casefold() in _OF_THE_KERNEL)
    item: Item = {"name": text_of(name), "pid": pid, "ppid": ppid}
    for one in ("image_path", "command_line", "user"):
        item[one] = "" if kernel else _of(machine, one, pid)
    return item


def _of(machine: Machine, name: str, pid: int) -> str | None:
    try:
        return text_of(getattr(machine.api, name)(pid))
    except OSError:
        return None


def hives(machine: Machine) -> list[str]:
    """HKLM and each user's hive that is loaded."""
    loaded = [
        sid
        for sid in machine.registry.subkeys("HKU", "")
        if sid.upper().startswith("S-1-") and not sid.casefold().endswith("_classes")
    ]
    return ["HKLM", *("HKU\\" + sid for sid in loaded)]


def registry(machine: Machine, budget: Budget) -> Got:
    """Binary values of Explorer's key, and what starts by the Run keys."""
    got = Got()
    try:
        for hive in hives(machine):
            for key in keys_of(hive):
                got.items += _values(machine, hive, key, got, budget)
    except (OSError, TooLongError) as error:
        got.failed("registry", error)
    return got


def keys_of(hive: str) -> list[str]:
    """The keys that we read of a hive; no other is opened."""
    tops = (WINDOWS, WINDOWS_32) if hive == "HKLM" else (WINDOWS,)
    return [f"{top}\\{name}" for top in tops for name in (EXPLORER, *RUN)]


def _values(
    machine: Machine, hive: str, key: str, got: Got, budget: Budget
) -> Iterator[Item]:
    try:
        values = machine.values(hive, key)
    except OSError as error:
        got.failed(f"registry:{hive}\\{key}", error)
        return
    for name, data, kind in values:
        budget.spend()
        if key.endswith("\\" + EXPLORER) and kind != 3:
            continue
        yield {
            "hive": hive,
            "key": key,
            "name": text_of(name, 512),
            "type": TYPES.get(kind, f"REG_{kind}"),
            "data": text_of(data),
        }


def services(machine: Machine, budget: Budget) -> Got:
    """Services that are programs, with what they start."""
    got = Got()
    try:
        for name in machine.registry.subkeys("HKLM", SERVICES):
            budget.spend()
            try:
                values = machine.values("HKLM", f"{SERVICES}\\{name}")
            except OSError as error:
                got.failed(f"services:{name}", error)
                continue
            said = {key.casefold(): data for key, data, _ in values}
            kind = said.get("type")
            if isinstance(kind, int) and not kind & _PROGRAM:
                continue
            if "imagepath" in said:
                got.items.append(_service(name, said))
    except (OSError, TooLongError) as error:
        got.failed("services", error)
    return got


def _service(name: str, said: dict[str, Any]) -> Item:
    return {
        "name": text_of(name, 512),
        "display_name": text_of(said.get("displayname", ""), 512),
        "command_line": text_of(said["imagepath"]),
        "state": f"start:{said.get('start', '')}",
    }

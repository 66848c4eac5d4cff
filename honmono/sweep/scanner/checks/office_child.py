r"""Office child: Word, Excel, Outlook or OneNote has started what opens the door.

    excel.exe    → regsvr32.exe -s ..\wn1.ocx
    winword.exe  → powershell -w hidden -enc …
    onenote.exe  → wscript.exe C:\Users\t\AppData\Local\Temp\OneNote\16.0\click.wsf

Offices build much of their own with macros: `cmd /c copy …`, a script on the file
server, an image opened by rundll32 out of a mail.  Those are left alone.
"""

from __future__ import annotations

import re

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.checks.rundll32_anomaly import is_odd as is_odd_rundll32
from honmono.sweep.scanner.commands import (
    Command,
    calls_the_web,
    command,
    fetches_and_runs,
    has_encoded,
    is_writable,
    loaded,
)
from honmono.sweep.scanner.lonely import is_lonely
from honmono.sweep.scanner.machine import (
    Listed,
    Process,
    blind,
    files,
    folder_of,
    is_windows,
    missing,
    processes,
)

_OFFICE = frozenset(
    {
        *("winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe"),
        *("onenotem.exe", "msaccess.exe", "mspub.exe", "visio.exe", "eqnedt32.exe"),
    }
)
_READERS = frozenset({"outlook.exe", "onenote.exe", "onenotem.exe"})
"""They show what others sent; nobody writes macros for them that start scripts."""

_CHILDREN = frozenset(
    {
        *("cmd.exe", "powershell.exe", "pwsh.exe", "wscript.exe", "cscript.exe"),
        *("mshta.exe", "regsvr32.exe", "rundll32.exe", "certutil.exe", "bitsadmin.exe"),
    }
)
_SCRIPT_IN_TEMP = re.compile(
    r"\\(?:temp|tmp|inetcache|temporary internet files|content\.outlook)\\[^|&]*"
    r"\.(?:wsf|vbs|vbe|js|jse|hta|bat|cmd|ps1)\b"
)
_INLINE = re.compile(r"(?:javascript|vbscript):")
_FETCHES = re.compile(r"urlcache|-decode|\\decode|\\transfer|verifyctl")
_HOSTS = re.compile(r"\b(?:mshta|regsvr32|wscript|cscript|bitsadmin|certutil)\b")


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Has a program of Office started a command that fetches or runs foreign code?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    running = list(processes(artefacts))
    office = {one.pid: one for one in running if one.name in _OFFICE and one.pid}
    children = [one for one in running if one.name in _CHILDREN and one.ppid in office]
    folders = folder_of(list(files(artefacts)))
    found = [
        Finding("office-child", one.image, one.pid, parent.name + " > " + one.said)
        for one in children
        for parent in [office[one.ppid]]
        if _is_bad(parent, command(one.said), folders)
    ]
    why = missing(artefacts, "processes") or _no_parents(running)
    why = why or ("no-files" if artefacts.files is None else "")
    if not why and any(not one.line for one in children):
        why = "no-command-lines"
    return answer(found, why or blind(artefacts, running, "line"))


def _no_parents(running: list[Process]) -> str:
    if all(one.ppid in ("", "0") for one in running):
        return "no-parents"
    lost = any(not one.ppid and one.name in _CHILDREN for one in running)
    return "no-parents" if lost else ""


def _is_bad(parent: Process, one: Command, folders: dict[str, list[Listed]]) -> bool:
    line = one.line
    if fetches_and_runs(line) or has_encoded(line) or _INLINE.search(line):
        return True
    if one.program == "regsvr32.exe":
        return _is_bad_module(one, folders)
    if one.program == "rundll32.exe":
        module = loaded(one)
        return is_odd_rundll32(one, module, folders) or is_lonely(module.path, folders)
    if one.program in ("certutil.exe", "bitsadmin.exe"):
        return _FETCHES.search(line) is not None
    if one.program == "mshta.exe":
        return calls_the_web(line) or _SCRIPT_IN_TEMP.search(line) is not None
    if one.program == "cmd.exe" and _HOSTS.search(line):
        return calls_the_web(line) or "..\\" in line or "appdata" in line
    return parent.name in _READERS and _SCRIPT_IN_TEMP.search(line) is not None


def _is_bad_module(one: Command, folders: dict[str, list[Listed]]) -> bool:
    """A library that a macro registers lies with a program, or on the file server."""
    path = loaded(one).path
    if path.startswith("..\\") or calls_the_web(one.line):
        return True
    if is_lonely(path, folders):
        return True
    ending = path.rpartition(".")[2]
    return is_writable(path) and (ending not in ("dll", "ocx") or "\\temp\\" in path)

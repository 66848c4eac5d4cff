r"""rundll32 anomaly: it runs what lies where anybody may write, under an odd name.

    rundll32.exe C:\Users\t\AppData\Local\Temp\a.jpg,#1               an ending of its own
    rundll32.exe "C:\ProgramData\Qwertyui\zxcvb.dll",Control_RunDLL   alone in its folder
    rundll32.exe javascript:"\..\mshtml,RunHTMLApplication"           no file at all

Left alone: Windows' own libraries, drivers of printers, what programs bring, and the
`MSI1F3.tmp` by which an installer calls its own code.
"""

from __future__ import annotations

import re

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
)
from honmono.sweep.scanner.paths import base, program

_ENDINGS = frozenset(
    {"dll", "cpl", "ocx", "ax", "drv", "inf", "tlb", "mui", "exe", "url"}
)
_INSTALLER = re.compile(r"(?:msi|sfx|wix|_is|is-)[0-9a-z_{}\-]*\.tmp")
_INSTALLERS_EXPORT = re.compile(r"zzzz|sfxca|msi|install|custom", re.IGNORECASE)
_EXPORTS = frozenset(
    {"control_rundll", "rundll", "showdialoga", "plugininit", "dllregisterserver"}
)
_SCRIPT = re.compile(
    r"(?:javascript|vbscript):|mshtml(?:\.dll)?\s*,\s*runhtmlapplication"
)


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does rundll32 run something that no ordinary program lets it run?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    running = list(processes(artefacts))
    hosts = [one for one in running if one.name == program("rundll32")]
    folders = folder_of(list(files(artefacts)))
    found = [
        Finding("rundll32-anomaly", module.path, one.pid, one.said)
        for one in hosts
        for line in [command(one.said)]
        for module in [loaded(line)]
        if is_odd(line, module, folders)
    ]
    why = missing(artefacts, "processes") or _no_listing(artefacts)
    if not why and any(not one.line for one in hosts):
        why = "no-command-lines"
    return answer(found, why or blind(artefacts, running, "line"))


def _no_listing(artefacts: Artefacts) -> str:
    """Without the files beside it nobody knows whether a library is alone."""
    return "no-files" if artefacts.files is None else ""


def is_odd(line: Command, module: Module, folders: dict[str, list[Listed]]) -> bool:
    """Is it a command that no ordinary program gives to rundll32?"""
    if line.program != program("rundll32"):
        return False
    if _SCRIPT.search(line.line):
        return True
    if not is_writable(module.path) or not module.export:
        return False
    name = base(module.path)
    if name.rpartition(".")[2] not in _ENDINGS or "." not in name:
        return not _is_installers(name, module.export)
    return module.export in _EXPORTS and is_lonely(module.path, folders)


def _is_installers(name: str, export: str) -> bool:
    return bool(_INSTALLER.fullmatch(name) and _INSTALLERS_EXPORT.search(export))

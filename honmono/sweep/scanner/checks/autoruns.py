r"""Autoruns: what starts with the PC or at logon, and hides what it does.

    powershell -w hidden -enc …                       hidden, or out of the registry
    mshta http://…, mshta vbscript:…                  code from the web
    wscript "C:\Users\t\AppData\Roaming\x.jse"        an encoded script in a user's folders
    rundll32 C:\Users\t\AppData\Local\Temp\a.jpg,#1   a library that says it is none
    C:\$Recycle.Bin\…\a.exe                           a program in the waste basket

Run and RunOnce of every user, start-up folders, tasks and services.  Left alone: programs
that live in a user's folders (Teams, Zoom, Chrome, OneDrive, their updaters), batch files
that people put into their own start-up folder, scripts of administrators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import answer
from honmono.sweep.scanner.checks.regsvr32_anomaly import is_lonely_named, is_odd_ending
from honmono.sweep.scanner.checks.rundll32_anomaly import is_odd as is_odd_rundll32
from honmono.sweep.scanner.commands import (
    Command,
    calls_the_web,
    command,
    fetches_and_runs,
    has_encoded,
    is_powershell,
    loaded,
    unwrapped,
)
from honmono.sweep.scanner.machine import (
    Listed,
    files,
    folder_of,
    is_windows,
    missing,
    run_key,
    sid_of,
    text,
    unsaid,
    values,
    variables,
)

_NAME = "autoruns"
_ENCODED = re.compile(
    r"\\(?:appdata|temp|public)\\[^|&]*\.(?:jse|vbe|wsf|js|hta)(?=[ ,]|\Z)"
)
_IN_TEMP = re.compile(r"\\(?:temp|tmp)\\[^|&\\]*\.vbs(?=[ ,]|\Z)")
_INLINE = re.compile(r"(?:javascript|vbscript):")
_OUT_OF_REGISTRY = re.compile(
    r"(?:gp|get-itemproperty|gpv)\b.{0,200}\b(?:hkcu|hklm|registry)"
)
_BASKET = re.compile(r"[a-z]:\\\$recycle\.bin\\")
_SCREEN_SAVER = re.compile(r"\\users\\[^|&]*\.(?:scr|pif)(?=[ ,]|\Z)")
_UNIX = re.compile(
    r"(?:curl|wget)\s[^|;&]*\|\s*(?:ba|z|da)?sh\b|base64\s+(?:-d|--decode|-D)[^|]*\|\s*(?:ba|z)?sh"
    r"|(?:\A|\s)(?:/tmp|/var/tmp|/dev/shm|/private/tmp)/\S+"
)


class Start(NamedTuple):
    """One thing that starts by itself."""

    where: str
    said: str
    sid: str


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does something start by itself that hides what it does?"""
    if not is_windows(artefacts):
        return _on_unix(artefacts)
    folders = folder_of(list(files(artefacts)))
    found = (
        Finding(_NAME, line.path, "", one.where + " = " + one.said)
        for one in _starts(artefacts)
        for known in [variables(artefacts, one.sid)]
        for line in [command(unwrapped(one.said, known), known)]
        if _is_bad(line, folders)
    )
    why = missing(artefacts, "autoruns", "registry", "services")
    why = why or unsaid(artefacts.autoruns) or unsaid(artefacts.services)
    return answer(found, why or ("no-files" if artefacts.files is None else ""))


def _starts(artefacts: Artefacts) -> Iterator[Start]:
    for row in artefacts.autoruns or ():
        where = text(row.get("where")) + " " + text(row.get("name"))
        yield Start(where.strip(), text(row.get("command_line")), "")
    for value in values(artefacts):
        if run_key(value.key):
            where = f"{value.hive}\\{value.key}\\{value.name}"
            yield Start(where, value.data, sid_of(value.hive))
    for row in artefacts.services or ():
        yield Start(
            "service " + text(row.get("name")), text(row.get("command_line")), ""
        )


def _is_bad(one: Command, folders: dict[str, list[Listed]]) -> bool:
    line = one.line
    if _BASKET.search(line) or _SCREEN_SAVER.search(line) or _INLINE.search(line):
        return True
    if is_powershell(line):
        return (
            fetches_and_runs(line)
            or (has_encoded(line) and _hides(line))
            or _OUT_OF_REGISTRY.search(line) is not None
        )
    if "mshta" in line and calls_the_web(line):
        return True
    if re.search(r"\b(?:wscript|cscript|mshta)\b", line):
        return bool(_ENCODED.search(line) or _IN_TEMP.search(line))
    if one.program == "rundll32.exe":
        return is_odd_rundll32(one, loaded(one), folders)
    if one.program == "regsvr32.exe":
        module = loaded(one)
        return is_odd_ending(module.path) or is_lonely_named(one, module)
    return False


def _hides(line: str) -> bool:
    return re.search(r"[-\\]w\w*\s+(?:hid|1\b)", line) is not None


def _on_unix(artefacts: Artefacts) -> Answer:
    """What starts out of folders where anybody may write, or out of the web."""
    found = (
        Finding(_NAME, "", "", text(row.get("where")) + " = " + said)
        for row in artefacts.autoruns or ()
        for said in [text(row.get("command_line"))[:8_192]]
        if _UNIX.search(said)
    )
    return answer(found, missing(artefacts, "autoruns") or unsaid(artefacts.autoruns))

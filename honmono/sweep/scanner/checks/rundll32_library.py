r"""rundll32 library: a library under an ending of its own, started by rundll32.

    %LOCALAPPDATA%\Qwertyui\zxcvb.nmk, and in the user's Run
        zxcvb.nmk = rundll32.exe "C:\Users\…\Qwertyui\zxcvb.nmk",RunDLL
    C:\Windows\SysWOW64\Qwertyui\zxcvb.nmk, and a service of that name

Emotet from December 2020.  A folder whose name programs of this PC use as well is left
alone: it belongs to one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.commands import folded_line
from honmono.sweep.scanner.machine import (
    Listed,
    Process,
    Root,
    below,
    blind,
    files,
    folders,
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
from honmono.sweep.scanner.paths import above_of, base, folded, mentions, program

_FOLDER = re.compile(r"[a-z]{4,16}")
_FILE = re.compile(r"[a-z]{3,15}\.(?!exe|dll)[a-z]{3}")
_RUN_NAME = re.compile(r"[a-z]{7,16}")
_EXPORT = re.compile(r",\s*(?:rundll|showdialoga|[a-z]{4,15})(?![a-z0-9_])")
_NAMES = re.compile(r"([a-z]{3,15})(?=(\.[a-z]{3}))")
_MZ = "4d5a"


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Is there such a library, is it started at logon or as a service, and does it run?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    listed, running = list(files(artefacts)), list(processes(artefacts))
    hosts = [one for one in running if one.name == program("rundll32")]
    used, started = _used_names(artefacts, listed), _started(artefacts)
    found: list[Finding] = []
    for root, folder, file in below(artefacts, listed):
        if not _is_candidate(folder, file, used):
            continue
        if base(file.path) not in started.get(root.sid.upper(), ()):
            continue
        found += _running(artefacts, root, file, hosts)
    needs = ("users", "files", "processes", "registry", "services")
    why = (
        missing(artefacts, *needs, listing=listed)
        or _headless(listed)
        or unsaid(artefacts.services)
    )
    if not why and any(not one.line for one in hosts):
        why = "no-command-lines"
    return answer(found, why or blind(artefacts, running, "line"))


def _is_candidate(folder: str, file: Listed, used: frozenset[str]) -> bool:
    """`head` is empty where nobody could read it: then the rest decides."""
    return (
        _FOLDER.fullmatch(folder) is not None
        and _FILE.fullmatch(base(file.path)) is not None
        and (not file.head or file.head.startswith(_MZ))
        and folder not in used
    )


def _used_names(artefacts: Artefacts, listed: Sequence[Listed]) -> frozenset[str]:
    """Names that stand anywhere below %APPDATA% and the folders of programs."""
    places = folders(artefacts)
    appdata, installed = places.get("appdata"), places.get("program_files")
    tops = {folded(p) for p in (appdata.values() if isinstance(appdata, dict) else ())}
    tops |= {folded(p) for p in (installed if isinstance(installed, list) else ())}
    names: set[str] = set()
    for one in listed:
        for top in tops.intersection(above_of(one.path)):
            names.update(one.path[len(top) :].strip("\\").split("\\"))
    return frozenset(names)


def _started(artefacts: Artefacts) -> dict[str, set[str]]:
    """Names of files that rundll32 is given at logon (by SID) or as a service (empty)."""
    found: dict[str, set[str]] = {}
    for one in artefacts.services or ():
        name = text(one.get("name")).lower()
        line = folded_line(one.get("command_line"), variables(artefacts, ""))
        found.setdefault("", set()).update({name} & _names_in(line))
    for value in values(artefacts):
        name, sid = value.name.lower(), sid_of(value.hive)
        if not sid or run_key(value.key) != "run":
            continue
        names = _names_in(folded_line(value.data, variables(artefacts, sid)))
        wanted = names if _RUN_NAME.fullmatch(name) else names & {name}
        found.setdefault(sid, set()).update(wanted)
    return found


def _names_in(line: str) -> set[str]:
    """Whatever of a command line of rundll32 could be the name of such a library."""
    if "rundll32.exe" not in line or _EXPORT.search(line) is None:
        return set()
    return {
        letters[n:] + ending
        for letters, ending in _NAMES.findall(line)
        for n in range(len(letters) - 2)
    }


def _running(
    artefacts: Artefacts, root: Root, file: Listed, hosts: Sequence[Process]
) -> Iterator[Finding]:
    paths = [file.path]
    if not root.sid:  # a 32-bit program that names System32 gets SysWOW64
        paths.append(file.path.replace("\\syswow64\\", "\\system32\\"))
    for one in hosts:
        line = folded_line(one.said, variables(artefacts, root.sid))
        if any(mentions(line, path) for path in paths):
            yield Finding("Emotet (rundll32-library)", file.said, one.pid, one.said)


def _headless(listed: Sequence[Listed]) -> str:
    """Nobody read the first bytes of any file: libraries cannot be told."""
    real = [one for one in listed if not one.is_folder]
    return "no-first-bytes" if real and not any(one.head for one in real) else ""

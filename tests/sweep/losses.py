"""Inputs that can be missing, and which check needs which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from honmono.sweep.scanner._core import Artefacts

Loss = Callable[[Artefacts], Artefacts]


def _part(artefacts: Artefacts, part: str) -> Artefacts:
    changes: dict[str, Any] = {part: None}
    return replace(artefacts, **changes)


def _place(artefacts: Artefacts, place: str) -> Artefacts:
    return replace(artefacts, could_not={place: "access denied"})


def _blank(artefacts: Artefacts, part: str, field: str) -> Artefacts:
    """The field of every row: nobody gathered it."""
    rows = [{**row, field: None} for row in getattr(artefacts, part)]
    changes: dict[str, Any] = {part: rows}
    return replace(artefacts, **changes)


def _host(artefacts: Artefacts, field: str) -> Artefacts:
    host = {name: value for name, value in artefacts.host.items() if name != field}
    return replace(artefacts, host=host)


def _no_user_folders(artefacts: Artefacts) -> Artefacts:
    folders = {**artefacts.host["folders"], "local_appdata": {}}
    return replace(artefacts, host={**artefacts.host, "folders": folders})


def _below(artefacts: Artefacts, key: str) -> Artefacts:
    """Nothing was listed below one of the roots."""
    folders = artefacts.host["folders"]
    root = (
        list(folders["local_appdata"].values())[-1]
        if key == "local"
        else folders[key] or folders["system32"]
    ).lower()
    rows = [
        row
        for row in artefacts.files or ()
        if not row["path"].lower().startswith(root + "\\")
    ]
    return replace(artefacts, files=rows)


def _closed(artefacts: Artefacts, tail: str) -> Artefacts:
    local = list(artefacts.host["folders"]["local_appdata"].values())[-1]
    return _place(artefacts, f"files:{local}{tail}")


def _without_rights(artefacts: Artefacts, field: str) -> Artefacts:
    """One process hides it, and nobody had the rights to see it."""
    hidden = {
        "name": "a.exe",
        "pid": "9",
        "ppid": "1",
        "image_path": "C:\\a.exe",
        "command_line": "a",
    }
    rows = [*(artefacts.processes or ()), {**hidden, field: ""}]
    return replace(
        artefacts, processes=rows, host={**artefacts.host, "elevated": False}
    )


def _host_program(artefacts: Artefacts, name: str) -> Artefacts:
    """It runs, and even with rights nobody saw with what."""
    row = {
        "name": name,
        "pid": "9",
        "ppid": "77",
        "image_path": "C:\\Windows\\System32\\" + name,
        "command_line": "",
    }
    office = {
        "name": "EXCEL.EXE",
        "pid": "77",
        "ppid": "1",
        "image_path": "C:\\x\\EXCEL.EXE",
        "command_line": "x",
    }
    return replace(artefacts, processes=[*(artefacts.processes or ()), row, office])


LOSSES: Final[dict[str, Loss]] = {
    **{part: partial(_part, part=part) for part in ("processes", "registry", "services", "files", "autoruns")},
    "one hive": partial(_place, place="registry:HKU\\S-1-5-21-1-2-3-1002"),
    "machine's hive": partial(_place, place="registry:HKLM\\SOFTWARE"),
    "part of processes": partial(_place, place="processes:4711"),
    "part of services": partial(_place, place="services"),
    "part of autoruns": partial(_place, place="autoruns:tasks"),
    "a closed root": partial(_closed, tail=""),
    "a closed folder": partial(_closed, tail="\\Abcdef"),
    "a closed System32": partial(_place, place="files:C:\\Windows\\System32"),
    "volume serial": partial(_host, field="volume_serial"),
    "users' folders": _no_user_folders,
    "listing of a user": partial(_below, key="local"),
    "listing of System32": partial(_below, key="system32"),
    "listing of SysWOW64": partial(_below, key="syswow64"),
    "image paths": partial(_blank, part="processes", field="image_path"),
    "command lines": partial(_blank, part="processes", field="command_line"),
    "parents": partial(_blank, part="processes", field="ppid"),
    "first bytes": partial(_blank, part="files", field="head"),
    "times": partial(_blank, part="files", field="mtime"),
    "hashes": partial(_blank, part="files", field="sha256"),
    "commands of services": partial(_blank, part="services", field="command_line"),
    "commands of autoruns": partial(_blank, part="autoruns", field="command_line"),
    "rights for image paths": partial(_without_rights, field="image_path"),
    "rights for command lines": partial(_without_rights, field="command_line"),
    "line of rundll32": partial(_host_program, name="rundll32.exe"),
    "line of regsvr32": partial(_host_program, name="regsvr32.exe"),
}  # fmt: skip

_FILES: Final = (
    "files",
    "a closed root",
    "a closed folder",
    "a closed System32",
    "users' folders",
    "listing of a user",
    "listing of System32",
    "listing of SysWOW64",
)
_PROCESSES: Final = ("processes", "part of processes")
_REGISTRY: Final = ("registry", "one hive", "machine's hive")
_LINES: Final = (*_PROCESSES, "command lines", "rights for command lines")
_SERVICES: Final = ("services", "part of services")

_BY_CHECK: Final[dict[str, tuple[str, ...]]] = {
    "dictionary-name": (*_PROCESSES, "volume serial"),
    "registry-name": (*_PROCESSES, *_REGISTRY, "volume serial", "users' folders"),
    "borrowed-name": (*_PROCESSES, *_FILES, "image paths", "rights for image paths"),
    "rundll32-library": (*_LINES, *_FILES, *_REGISTRY, *_SERVICES, "first bytes", "line of rundll32", "commands of services"),
    "back-dating": (*_LINES, *_FILES, "times", "first bytes"),
    "rundll32-anomaly": (*_LINES, "files", "line of rundll32"),
    "regsvr32-anomaly": (*_LINES, *_REGISTRY, *_SERVICES, "files", "line of regsvr32", "commands of services"),
    "office-child": (*_LINES, "files", "parents", "line of rundll32", "line of regsvr32"),
    "autoruns": ("autoruns", "part of autoruns", *_REGISTRY, *_SERVICES, "files", "commands of services", "commands of autoruns"),
    "indicators": (*_PROCESSES, *_FILES, "hashes"),
}  # fmt: skip

NEEDS: Final = [(check, loss) for check, all_ in _BY_CHECK.items() for loss in all_]
"""(check, input that it needs)."""

"""Rows of Velociraptor → artefacts: what runs, services, what starts by itself.

    artefacts_of("TKY-PC014", {"Windows.System.Pslist": rows, …})

Only what a collection holds is there; the rest stays None, and checks say that they could
not look.  A hit in what there is counts all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from honmono.sweep.scanner._core import Artefacts

Row = Mapping[str, Any]

MOST: Final = 200_000
"""Rows of one artifact; a server runs some hundred processes."""

LONGEST: Final = 32_768
"""Characters of one value."""


def artefacts_of(host: str, rows: Mapping[str, Iterable[Row]]) -> Artefacts:
    """The rows of one PC, by the name of their artifact."""
    parts: dict[str, list[dict[str, Any]]] = {}
    could_not = {}
    for name, (part, convert) in _ARTIFACTS.items():
        for number, row in enumerate(rows.get(name, ())):
            if number >= MOST:
                could_not[part] = f"more than {MOST} rows"
                break
            parts.setdefault(part, []).append(convert(row))
    about = {"name": host, "os": "windows", "collector": "velociraptor"}
    return Artefacts(
        about,
        processes=parts.get("processes"),
        services=parts.get("services"),
        autoruns=parts.get("autoruns"),
        could_not=could_not,
    )


def _process(row: Row) -> dict[str, Any]:
    return {
        "name": _text(row, "Name"),
        "pid": _text(row, "Pid"),
        "ppid": _text(row, "Ppid"),
        "image_path": _text(row, "Exe"),
        "command_line": _text(row, "CommandLine"),
        "user": _text(row, "Username"),
    }


def _service(row: Row) -> dict[str, Any]:
    return {
        "name": _text(row, "Name"),
        "display_name": _text(row, "DisplayName"),
        "command_line": _text(row, "PathName"),
        "state": _text(row, "State"),
    }


def _startup(row: Row) -> dict[str, Any]:
    """`Details` is the command of a value of Run; a file in a folder has a path alone."""
    return {
        "where": "startup",
        "name": _text(row, "Name"),
        "command_line": _text(row, "Details") or _text(row, "OSPath"),
        "user": "",
    }


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return (
        "" if value is None or isinstance(value, (dict, list)) else str(value)[:LONGEST]
    )


_ARTIFACTS: Final[Mapping[str, tuple[str, Callable[[Row], dict[str, Any]]]]] = {
    "Windows.System.Pslist": ("processes", _process),
    "Windows.System.Services": ("services", _service),
    "Windows.Sys.StartupItems": ("autoruns", _startup),
}

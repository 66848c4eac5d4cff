r"""Rows of Velociraptor and osquery (Fleet): no scans, but what a PC showed.

    {"Pid": 716, "Name": "a.exe", "CommandLine": "…", "Exe": "…", "Fqdn": "TKY-PC014"}
    {"name": "pack/processes", "hostIdentifier": "TKY-PC014", "action": "snapshot",
     "snapshot": [{"pid": "716", "name": "a.exe", "path": "…", "cmdline": "…"}]}

Our own checks look at them, PC by PC, with what is known today: such a scan is our
checker's over what another program has collected (`unknown["host:collector"]` names it).
What is found counts.  Clean it is hardly ever: rows hold no files, and so checks say that
they could not look.

Not every row need be there: a line that is broken or was cut off, a log of changes instead
of a snapshot, a list without what every PC runs, and the registry, of which a query shows
what it asked for, are told in `could_not` of the part, so that no check says "nothing" of
a list with holes.  Other rows that are missing without a trace cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.importers.artefacts import scan_of
from honmono.sweep.importers.decoding import head_of, text_of
from honmono.sweep.importers.json_text import json_in, json_lines, objects_in
from honmono.sweep.importers.moments import of_milliseconds
from honmono.sweep.importers.naming import Notes, host_of, read_for
from honmono.sweep.importers.wording import said, whole
from honmono.sweep.scan import Outcome, Scan
from honmono.sweep.scanner._core import Artefacts

NAME: Final = "artefact-rows"

MOST_ROWS: Final = 500_000
MOST_PCS: Final = 20_000

_LONG: Final = 8_000
"""Characters of a command line; Windows takes 32,767, honest ones are shorter."""

_HOSTS: Final = (
    "Fqdn",
    "Hostname",
    "hostIdentifier",
    "host_hostname",
    "host_display_name",
)
_KNOWN: Final = re.compile(
    r'"(?:hostIdentifier|Fqdn|ClientId|Ppid|OSPath|PathName|cmdline|start_type|_Source)"'
)
_HIVES: Final = {
    "HKEY_LOCAL_MACHINE": "HKLM",
    "HKEY_USERS": "HKU",
    "HKEY_CURRENT_USER": "HKCU",
}

_PARTS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "processes": {
        "name": ("Name", "name"),
        "pid": ("Pid", "pid"),
        "ppid": ("Ppid", "parent"),
        "image_path": ("Exe", "path"),
        "command_line": ("CommandLine", "cmdline"),
        "user": ("Username", "username", "uid"),
    },
    "services": {
        "name": ("Name", "name"),
        "display_name": ("DisplayName", "display_name"),
        "command_line": ("PathName", "path"),
        "state": ("State", "status"),
    },
    "autoruns": {
        "where": ("OSPath", "source"),
        "name": ("Name", "name"),
        "command_line": ("Details", "path"),
        "user": ("Username", "username"),
    },
}
"""Part of the form → its fields → columns of Velociraptor, of osquery."""


_ALWAYS: Final = {
    "processes": frozenset({"svchost.exe", "lsass.exe"}),
    "services": frozenset({"rpcss", "eventlog"}),
}
"""What every Windows has: a list without them answers a narrower question than ours."""


@dataclass(slots=True)
class _Pc:
    host: str
    tool: str
    at: datetime | None = None
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    could_not: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    tool: str
    host: str
    values: Mapping[str, Any]
    at: datetime | None
    is_change: bool
    """One line of a log of changes: what was there before is not in it."""


def claims(file: ReportFile) -> bool:
    """Do its lines look like rows of one of the two?"""
    head = head_of(file.data).lstrip()
    return head[:1] in ("{", "[") and bool(_KNOWN.search(head))


def read(file: ReportFile) -> Read:
    """Look at what the PCs showed."""
    notes = Notes()
    pcs = _gathered(file, notes)
    if not pcs and not notes.first:
        notes.add("nothing-in-it")
    scans = [_looked(pc, file) for pc in pcs if pc.parts]
    return read_for(NAME, scans, notes.all())


def _looked(pc: _Pc, file: ReportFile) -> Scan:
    """That no check saw all it needs is no failure: each has looked at a part."""
    scan = scan_of(artefacts_of(pc), file)
    if scan.outcome is Outcome.FAILED:
        scan = replace(scan, outcome=Outcome.PARTIAL)
    rows = {f"rows:{part}": str(len(one)) for part, one in pc.parts.items()}
    return replace(scan, unknown={**scan.unknown, **rows})


def artefacts_of(pc: _Pc) -> Artefacts:
    """What a PC showed; a part that nobody asked for is None."""
    is_windows = any(
        "\\" in row.get("image_path", "") + row.get("command_line", "")
        for rows in pc.parts.values()
        for row in rows
    )
    host = {
        "name": pc.host,
        "os": "windows" if is_windows else "",
        "collector": pc.tool,
        "collected_at": pc.at.isoformat() if pc.at else "",
    }
    parts = {part: pc.parts.get(part) for part in (*_PARTS, "registry")}
    return Artefacts(host, could_not=dict(pc.could_not), **parts)


def _gathered(file: ReportFile, notes: Notes) -> list[_Pc]:
    pcs: dict[str, _Pc] = {}
    holes: list[str] = []
    for count, row in enumerate(_rows(file, notes, holes)):
        if count >= MOST_ROWS or len(pcs) > MOST_PCS or notes.is_hopeless():
            notes.add("too-many", values={"most": str(MOST_ROWS)})
            holes.append("more rows than are read")
            break
        part = _part(row.values)
        pc = pcs.setdefault(row.host.upper(), _Pc(row.host, row.tool))
        pc.at = max((at for at in (pc.at, row.at) if at), default=None)
        if part is None:
            notes.add("odd-object", values={"fields": _names(row.values)})
            continue
        pc.parts.setdefault(part, []).append(_converted(part, row.values))
        if row.is_change:
            pc.could_not[part] = "a log of changes, not a snapshot"
    for pc in pcs.values():
        for part in pc.parts:
            why = holes[0] if holes else _why_not_whole(part, pc.parts[part])
            if why:
                pc.could_not[part] = why
    return list(pcs.values())


def _why_not_whole(part: str, rows: list[dict[str, Any]]) -> str:
    """Could it be the answer to a narrower question?  Empty where it looks whole."""
    if part == "registry":
        return "holds no more than what was asked for"
    names = {row["name"].casefold() for row in rows}
    is_linux = part == "processes" and any(row["pid"] == "1" for row in rows)
    if _ALWAYS.get(part, frozenset()) <= names or is_linux:
        return ""
    return "lacks what every PC has: not the whole list"


def _rows(file: ReportFile, notes: Notes, holes: list[str]) -> Iterator[_Row]:
    text = text_of(file.data)
    holes += text.defects
    for value in _values(text.text, notes, holes):
        for one in objects_in(value):
            yield from _of_object(file, one)


def _values(text: str, notes: Notes, holes: list[str]) -> Iterator[Any]:
    """One value a line; or one list, as some exports have it."""
    if text.lstrip()[:1] == "[":
        found = json_in(text)
        holes += found.defects
        if found.trouble is not None:
            _note(notes, found.trouble, holes)
        yield found.value
        return
    for line, found in json_lines(text):
        holes += found.defects
        if found.trouble is not None:
            _note(notes, found.trouble, holes)
        else:
            if not line.is_ended:
                holes.append("the last line has no end")
            yield found.value


def _note(notes: Notes, trouble: Trouble, holes: list[str]) -> None:
    notes.add(trouble.code, trouble.place, trouble.values)
    holes.append(f"{trouble.code} {trouble.place}".strip())


def _of_object(file: ReportFile, one: Mapping[str, Any]) -> Iterator[_Row]:
    """The rows of one line: osquery wraps them, Velociraptor does not."""
    host = host_of(file, *(one.get(name) for name in _HOSTS))
    seconds = whole(one.get("unixTime"))
    at = of_milliseconds(seconds * 1_000) if seconds and seconds < 1 << 40 else None
    snapshot, columns = one.get("snapshot"), one.get("columns")
    if isinstance(snapshot, list):
        for inner in objects_in(snapshot):
            yield _Row("osquery", host, inner, at, is_change=False)
    elif isinstance(columns, dict):
        if one.get("action") != "removed":
            is_change = one.get("action") != "snapshot"
            yield _Row("osquery", host, columns, at, is_change=is_change)
    else:
        tool = "osquery" if _is_lower(one) else "velociraptor"
        yield _Row(tool, host, one, at, is_change=False)


def _is_lower(one: Mapping[str, Any]) -> bool:
    return not {"Name", "Pid", "PathName", "OSPath", "Fqdn", "ClientId"} & set(one)


def _part(row: Mapping[str, Any]) -> str | None:
    """Which list of the form a row belongs to, by its columns."""
    there = set(row)
    if there & {"PathName", "StartMode", "start_type", "service_type"}:
        return "services"
    if there & {"CommandLine", "cmdline"} and there & {"Pid", "pid"}:
        return "processes"
    if {"Name", "OSPath", "Details"} <= there or {"name", "path", "source"} <= there:
        return "autoruns"
    if {"key", "name", "data"} <= there:
        return "registry"
    return None


def _converted(part: str, row: Mapping[str, Any]) -> dict[str, Any]:
    if part == "registry":
        return _registry(row)
    found = {
        name: next((said(row[c], _LONG) for c in columns if c in row), "")
        for name, columns in _PARTS[part].items()
    }
    if part == "autoruns" and not found["command_line"]:
        found["command_line"] = found["where"]  # a file in the start menu's folder
    if part == "autoruns" and row.get("args"):
        found["command_line"] = f"{found['command_line']} {said(row['args'], _LONG)}"
    return found


def _registry(row: Mapping[str, Any]) -> dict[str, Any]:
    r"""`HKEY_USERS\S-1-5-21-1\Software\…` → hive `HKU\S-1-5-21-1`, key `Software\…`."""
    top, _, rest = said(row["key"], _LONG).partition("\\")
    hive = _HIVES.get(top.upper(), top)
    if hive == "HKU":
        user, _, rest = rest.partition("\\")
        hive = f"HKU\\{user}"
    return {
        "hive": hive,
        "key": rest,
        "name": said(row["name"], 300),
        "type": said(row.get("type"), 40),
        "data": said(row["data"], _LONG),
    }


def _names(one: Iterable[str]) -> str:
    return ", ".join(said(name, 40) for name in list(one)[:6])


IMPORTER: Final = Importer(NAME, claims, read)

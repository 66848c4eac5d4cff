r"""What a PC showed, as checks ask for it: by folder, by user, by process.

Everything that a check must not take for looked-at is asked here: `missing` tells which
input is not there, or not all of it, as a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.commands import folded_line
from honmono.sweep.scanner.paths import (
    above_of,
    base,
    folded,
    parent,
    program,
    variables_of,
)

_OTHER_SYSTEMS = ("linux", "macos", "darwin", "freebsd", "unix")

_KERNEL = frozenset(
    {
        *("system.exe", "system idle process.exe", "idle.exe", "registry.exe"),
        *(
            "memory compression.exe",
            "secure system.exe",
            "vmmem.exe",
            "memcompression.exe",
        ),
        *("csrss.exe", "smss.exe", "wininit.exe", "services.exe", "lsass.exe"),
        *("winlogon.exe", "lsaiso.exe", "ngciso.exe", "fontdrvhost.exe", "dwm.exe"),
        *("msmpeng.exe", "nissrv.exe", "mpdefendercoreservice.exe", "mssense.exe"),
        *("securityhealthservice.exe", "sgrmbroker.exe", "wudfhost.exe"),
        *("vmmemwsl.exe", "interrupts.exe", "audiodg.exe", "sppsvc.exe"),
    }
)
"""Windows hides path or command line of these even from administrators."""

_LEGACY = frozenset({"application data", "history", "temporary internet files"})
"""Names that old programs know: junctions that Windows lets nobody list."""


class Process(NamedTuple):
    """One running process, folded."""

    name: str
    pid: str
    ppid: str
    image: str
    line: str
    said: str
    """The command line as it was, to show."""

    user: str

    @property
    def is_of_windows(self) -> bool:
        """One whose path or command line Windows hides from everybody."""
        return self.name in _KERNEL


class Listed(NamedTuple):
    """One file or folder of a listing, folded."""

    path: str
    size: int | None
    mtime: float | None
    head: str
    sha256: str
    is_folder: bool
    said: str


class Root(NamedTuple):
    """A folder into whose subfolders malware of these methods goes."""

    path: str
    sid: str
    """Of its user; empty: the system folder for 32-bit programs."""


class Value(NamedTuple):
    """One value of the registry."""

    hive: str
    key: str
    """Lower case."""

    name: str
    type: str
    data: str


def text(value: object) -> str:
    """A field as text; empty where there is none."""
    return "" if value is None else str(value)


def is_windows(artefacts: Artefacts) -> bool:
    """Is it Windows?  What has a registry is, whatever it says of itself."""
    if artefacts.registry or artefacts.services:
        return True
    name = text(artefacts.host.get("os")).strip().lower()
    return not name.startswith(_OTHER_SYSTEMS)


def folders(artefacts: Artefacts) -> dict[str, Any]:
    """Where the well-known folders are."""
    found = artefacts.host.get("folders")
    return found if isinstance(found, dict) else {}


def users(artefacts: Artefacts) -> dict[str, str]:
    """%LOCALAPPDATA% of each user, folded, by SID."""
    found = folders(artefacts).get("local_appdata")
    if not isinstance(found, dict):
        return {}
    return {text(sid): folded(path) for sid, path in found.items() if folded(path)}


def system32(artefacts: Artefacts) -> str:
    """The system folder."""
    return folded(folders(artefacts).get("system32")) or "c:\\windows\\system32"


def roots(artefacts: Artefacts) -> tuple[Root, ...]:
    """Each user's %LOCALAPPDATA%, and the folder for 32-bit system programs."""
    x86 = folded(folders(artefacts).get("syswow64")) or system32(artefacts)
    of_users = (Root(path, sid) for sid, path in users(artefacts).items())
    return (*of_users, Root(x86, ""))


def variables(artefacts: Artefacts, sid: str) -> dict[str, str]:
    """Variables of a user that stand in command lines."""
    found = folders(artefacts).get("local_appdata")
    return variables_of(found.get(sid, "") if isinstance(found, dict) else "")


def processes(artefacts: Artefacts) -> Iterator[Process]:
    """All that runs; an image path gives a name to what has none."""
    for row in artefacts.processes or ():
        image = folded(row.get("image_path"))
        said = text(row.get("command_line"))
        yield Process(
            program(row.get("name")) or base(image),
            text(row.get("pid")),
            text(row.get("ppid")),
            image,
            folded_line(said),
            said,
            text(row.get("user")),
        )


def files(artefacts: Artefacts) -> Iterator[Listed]:
    """All that was listed."""
    for row in artefacts.files or ():
        yield Listed(
            folded(row.get("path")),
            _whole(row.get("size")),
            _seconds(row.get("mtime")),
            text(row.get("head")).lower(),
            text(row.get("sha256")).lower(),
            row.get("is_folder") is True,
            text(row.get("path")),
        )


def values(artefacts: Artefacts) -> Iterator[Value]:
    """All values of the registry that were read."""
    for row in artefacts.registry or ():
        yield Value(
            text(row.get("hive")).upper(),
            text(row.get("key")).strip("\\").lower(),
            text(row.get("name")),
            text(row.get("type")).upper(),
            text(row.get("data")),
        )


def sid_of(hive: str) -> str:
    r"""`HKU\S-1-5-21-…` → the SID; empty for the machine's hive."""
    return hive.partition("\\")[2] if hive.startswith("HKU\\") else ""


_RUN = re.compile(
    r"software\\(?:wow6432node\\)?microsoft\\windows\\currentversion\\"
    r"(?:policies\\explorer\\)?(run|runonce|runonceex|runservices)\Z"
)


def run_key(key: str) -> str:
    """`run` or `runonce` for a key whose values start programs; else empty."""
    found = _RUN.match(key)
    return found.group(1) if found else ""


def below(
    artefacts: Artefacts, listed: Sequence[Listed]
) -> Iterator[tuple[Root, str, Listed]]:
    """Files in first-level folders of the roots: (root, folder's name, file)."""
    by_path = {root.path: root for root in roots(artefacts)}
    for one in listed:
        folder = parent(one.path)
        root = by_path.get(parent(folder))
        if root is not None and not one.is_folder:
            yield root, base(folder), one


def missing(artefacts: Artefacts, *needs: str, listing: Sequence[Listed] = ()) -> str:
    """Which of these inputs is not there, or only in part; a code, or empty.

    Args:
        artefacts: of the PC.
        needs: parts of the artefacts, and `users` (where their folders are).
        listing: the files, where the roots must have been listed.

    """
    for need in needs:
        if need == "users":
            if not users(artefacts):
                return "no-user-folders"
        elif getattr(artefacts, need) is None:
            return "no-" + need
        elif _in_part(artefacts, need):
            return "part-of-" + need
    for always in ("processes", "services"):  # no Windows is without
        if always in needs and not getattr(artefacts, always):
            return "no-" + always
    if "files" in needs:
        return _unlisted(artefacts, listing)
    return ""


def _in_part(artefacts: Artefacts, part: str) -> bool:
    """Could something of a part not be read that a check would have looked at?"""
    told = [name.partition(":") for name in artefacts.could_not]
    places = [place.strip() for kind, _, place in told if kind == part]
    if part == "processes":
        # One that is listed by its name: `blind` tells whether what is hidden matters.
        pids = {text(row.get("pid")) for row in artefacts.processes or ()}
        return any(not one.isdigit() or one not in pids for one in places)
    return bool(places) and (part != "files" or _any_matters(artefacts, places))


def _any_matters(artefacts: Artefacts, places: Sequence[str]) -> bool:
    """A folder deep below, or one that only rules hits out, is none that is looked at."""
    looked_at = _looked_at(artefacts)
    above = {over for one in looked_at for over in above_of(one)}

    def matters(place: str) -> bool:
        if "\\" not in place:
            return True
        if base(place) in _LEGACY:
            return False
        if looked_at.isdisjoint(above_of(place)):
            return place in looked_at or place in above
        return parent(place) in looked_at or parent(parent(place)) in looked_at

    return any(matters(folded(place)) for place in places)


def _looked_at(artefacts: Artefacts) -> set[str]:
    return {root.path for root in roots(artefacts)} | {system32(artefacts)}


def _unlisted(artefacts: Artefacts, listing: Sequence[Listed]) -> str:
    """A root of which nothing was listed has not been looked at."""
    wanted = _looked_at(artefacts)
    for one in listing:
        if not wanted:
            break
        wanted.difference_update(above_of(one.path))
    return "part-of-files" if wanted else ""


def blind(artefacts: Artefacts, running: Sequence[Process], field: str) -> str:
    """Are paths or command lines hidden, so that something may run unseen?

    Windows hides them of its own processes from everybody, and of all others from whoever
    has no rights.
    """
    visible = [one for one in running if not one.is_of_windows]
    hidden = [one for one in visible if not getattr(one, field)]
    if visible and len(hidden) == len(visible):
        return "no-image-paths" if field == "image" else "no-command-lines"
    if hidden and artefacts.host.get("elevated") is not True:
        return "no-rights"
    return ""


def unsaid(rows: Sequence[dict[str, Any]] | None) -> str:
    """Rows that name what starts, and none of them with which command.

    One without is nothing: what has no command cannot start.
    """
    blank = rows and not any(row.get("command_line") for row in rows)
    return "no-command-lines" if blank else ""


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) and value >= 0 else None


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value)


def folder_of(listed: Sequence[Listed]) -> dict[str, list[Listed]]:
    """Files by the folder in which they lie."""
    found: dict[str, list[Listed]] = {}
    for one in listed:
        if not one.is_folder:
            found.setdefault(parent(one.path), []).append(one)
    return found

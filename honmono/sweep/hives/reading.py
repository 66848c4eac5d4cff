r"""One registry file, read by `regipy`: the few keys that checks ask for.

Runs in a process of its own (`outside`).  `regipy` ends a list silently where it is broken:
what was read is counted against what the key says to hold, and the difference is told.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

NTUSER, SOFTWARE, SYSTEM = "ntuser", "software", "system"

MOST: Final = 20_000
"""Values and services of one file; an old server has 1,000 services."""

LONGEST: Final = 32_768
"""Characters of one value."""

_CURRENT: Final = "Microsoft\\Windows\\CurrentVersion"
_STARTS: Final = ("Run", "RunOnce", "RunServices", "Policies\\Explorer\\Run")
_NUMBER: Final = re.compile(r"[0-9a-fA-F]{1,8}")


@dataclass(slots=True)
class Parts:
    """What stands in one file."""

    kind: str = ""
    registry: list[dict[str, Any]] = field(default_factory=list)
    services: list[dict[str, Any]] = field(default_factory=list)
    could_not: dict[str, str] = field(default_factory=dict)


class Broken(Exception):  # noqa: N818  it says what the file is
    """A part of the file cannot be read.  What was read of it before is kept."""


def read(path: Path, hive: str) -> Parts:
    r"""Read a file.

    Args:
        path: of the file.
        hive: `HKU\S-1-5-…` for a user's; `HKLM` for the machine's.

    """
    from regipy.registry import RegistryHive

    parts = Parts()
    place = f"registry:{hive}"
    try:
        _see_that_it_is_whole(path)
        opened = RegistryHive(str(path))  # type: ignore[no-untyped-call]
        parts.kind = _kind(opened.root)
        if parts.kind == SYSTEM:
            place = "services"
            _read_services(opened.root, parts)
        else:
            _read_values(opened.root, hive, parts)
    except Broken as broken:
        parts.could_not[place] = str(broken)
    except Exception as error:  # noqa: BLE001  whatever a hostile file brings about
        parts.could_not[place] = f"broken: {type(error).__name__}"
    return parts


def _see_that_it_is_whole(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(512)
    size = path.stat().st_size
    if len(head) < 512 or head[:4] != b"regf":
        raise Broken("no registry file")
    first, second = struct.unpack_from("<II", head, 4)
    root, length = struct.unpack_from("<II", head, 0x24)
    total = 0
    for (word,) in struct.iter_unpack("<I", head[:508]):
        total ^= word
    if struct.unpack_from("<I", head, 508)[0] != (total or 1):
        raise Broken("its checksum is wrong")
    if first != second:
        raise Broken("not all of it was written: it needs its transaction logs")
    if root != 0x20 or length + 4096 > size:
        raise Broken("it is cut off")


def _kind(root: Any) -> str:
    names = {one.name.lower() for one in _subkeys(root)}
    if "select" in names and any(name.startswith("controlset") for name in names):
        return SYSTEM
    if "software" in names:
        return NTUSER
    if "microsoft" in names:
        return SOFTWARE
    raise Broken("no registry file of a user, SOFTWARE or SYSTEM")


def _subkeys(key: Any) -> list[Any]:
    """All keys below; fewer than it says to have is broken."""
    found = []
    for one in key.iter_subkeys() or ():
        found.append(one)
        if len(found) > MOST:
            raise Broken("too many keys")
    if len(found) < key.header.subkey_count:
        raise Broken("a list of keys is broken")
    return found


def _below(key: Any, path: str) -> Any:
    """A key far below, or None where it does not exist."""
    for name in path.split("\\"):
        key = next((k for k in _subkeys(key) if k.name.lower() == name.lower()), None)
        if key is None:
            return None
    return key


def _values(key: Any) -> list[Any]:
    """All values of a key; fewer than it says to have is broken."""
    if key.values_count > MOST:
        raise Broken("too many values")
    found = list(key.iter_values(as_json=False, max_len=LONGEST, trim_values=False))
    if len(found) < key.values_count or any(one.is_corrupted for one in found):
        raise Broken("a list of values is broken")
    return found


def _read_values(root: Any, hive: str, parts: Parts) -> None:
    tops = ("Software", "Software\\WOW6432Node")
    if parts.kind == SOFTWARE:
        tops = ("", "WOW6432Node")
    if _below(root, "\\".join(part for part in (tops[0], _CURRENT) if part)) is None:
        raise Broken("it lacks what each Windows has")
    for top in tops:
        for name in (*_STARTS, "Explorer"):
            path = "\\".join(part for part in (top, _CURRENT, name) if part)
            key = _below(root, path)
            if key is None:
                continue
            told = path if parts.kind == NTUSER else "Software\\" + path
            for value in _values(key):
                if name == "Explorer" and not _NUMBER.fullmatch(value.name):
                    continue
                parts.registry.append(_row(hive, told, value))


def _row(hive: str, key: str, value: Any) -> dict[str, Any]:
    type_ = str(value.value_type)
    return {
        "hive": hive,
        "key": key,
        "name": str(value.name)[:LONGEST],
        "type": "REG_EXPAND_SZ" if type_ == "REG_EXPAND" else type_,
        "data": _text(value.value),
    }


def _text(value: object) -> str:
    """Text as it is, bytes in hex, numbers as digits, lists in lines."""
    if isinstance(value, bytes):
        return value[: LONGEST // 2].hex()
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)[:LONGEST]
    return str("" if value is None else value).rstrip("\0")[:LONGEST]


def _read_services(root: Any, parts: Parts) -> None:
    select = _below(root, "Select")
    current = {v.name.lower(): v.value for v in _values(select)}.get("current")
    if not isinstance(current, int):
        raise Broken("it does not say which set of services is in use")
    services = _below(root, f"ControlSet{current:03}\\Services")
    if services is None:
        raise Broken("it holds no services")
    for key in _subkeys(services):
        row = _service(key)
        if row["command_line"]:
            parts.services.append(row)


def _service(key: Any) -> dict[str, Any]:
    values = {v.name.lower(): _text(v.value) for v in _values(key)}
    return {
        "name": str(key.name)[:LONGEST],
        "display_name": values.get("displayname", ""),
        "command_line": values.get("imagepath", ""),
        "state": "",
    }

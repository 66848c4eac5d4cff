r"""What was collected of one PC, in a folder of its own → artefacts as a whole.

    TKY-PC014/TKY-PC014_20260401120000_artefacts.json
    TKY-PC014/tanaka/NTUSER.DAT            of the user whose profile is called so
    TKY-PC014/NTUSER_S-1-5-21-….DAT        of the user with this number
    TKY-PC014/SOFTWARE, SYSTEM             of the machine

The PowerShell collector loads no hive: what starts at the logon of whoever is away it
cannot tell, and says so.  Where his file is brought along and read to its end, it has
been told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from honmono.sweep.hives import Hive, add_hives
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.artefacts import artefacts_as_json, artefacts_from_json

_SID: Final = re.compile(r"S-1-5-[0-9-]{3,180}", re.IGNORECASE)
_OF_USERS: Final = re.compile(r"ntuser.*\.dat", re.IGNORECASE)
_OF_MACHINE: Final = frozenset({"software", "system"})
MOST: Final = 50
"""Registry files of one PC."""


def is_hive(name: str) -> bool:
    """Is a file called as registry files are?"""
    return name.casefold() in _OF_MACHINE or bool(_OF_USERS.fullmatch(name))


def completed(artefacts: bytes, hives: Sequence[tuple[PurePath, bytes]]) -> bytes:
    """The artefacts with what the registry files say, in the same form.

    Args:
        artefacts: the collector's file.
        hives: registry files by their path below the folder of the PC.

    Raises:
        ValueError: the artefacts are none.  Nothing was read.
        MissingLibraryError: nothing can read registry files here.

    """
    given = artefacts_from_json(artefacts.decode("utf-8-sig"))
    owned, unknown = dict[PurePath, Hive](), dict[str, str]()
    for path, data in hives[:MOST]:
        sid = "" if path.name.casefold() in _OF_MACHINE else _sid_of(path, given)
        if sid is None:
            unknown[f"registry:{path}"] = "nobody knows whose file it is"
        else:
            owned[path] = Hive(data, sid)
    if len(hives) > MOST:
        unknown["registry:more"] = f"more than {MOST} registry files"
    full = add_hives(given, list(owned.values()))
    read = {one.sid for one in owned.values() if one.sid}
    told = {f"autoruns:HKU\\{sid}" for sid in read if _was_read(full, sid)}
    left = {place: why for place, why in full.could_not.items() if place not in told}
    host = {**full.host, "hives": _told(hives)}
    return artefacts_as_json(
        replace(full, host=host, could_not={**left, **unknown})
    ).encode("ascii")


def _sid_of(path: PurePath, artefacts: Artefacts) -> str | None:
    """By the number in its path, or by the folder that is called as the profile is."""
    found = _SID.search(str(path))
    if found is not None:
        return found[0].upper()
    folders = artefacts.host.get("folders") or {}
    places = folders.get("local_appdata") or {}
    owners = [
        sid
        for sid, place in places.items()
        if path.parent.name.casefold() in str(place).casefold().split("\\")[2:3]
    ]
    return owners[0] if len(owners) == 1 and path.parent.name else None


def _was_read(full: Artefacts, sid: str) -> bool:
    return not any(
        place.casefold().startswith(f"registry:hku\\{sid}".casefold())
        for place in full.could_not
    )


def _told(hives: Sequence[tuple[PurePath, bytes]]) -> list[str]:
    """What was read beside the collector's file, so that anybody can look again."""
    return [
        f"{path.as_posix()[-120:]} sha256:{hashlib.sha256(data).hexdigest()}"
        for path, data in hives[:MOST]
    ]

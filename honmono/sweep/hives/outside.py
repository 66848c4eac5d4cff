"""Registry files, each read in a process of its own, with bounds of time and memory.

The mail room's sandbox is stricter (no network, no files); this room may not use it.
Here a hostile file meets Python alone, no C: it can waste two minutes, no more.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from honmono.sweep.scanner._core import Artefacts

LARGEST: Final = 512 * 2**20
"""Bytes of a file; SOFTWARE of an old PC has 200 MB."""

SECONDS: Final = 120.0
"""For one file."""

_ANSWER: Final = 64 * 2**20
_SID: Final = re.compile(r"S-1-[0-9-]{3,180}")
_RUN: Final = "from honmono.sweep.hives.worker import main; main()"


class MissingLibraryError(Exception):
    """`regipy` is not installed.  Nothing was read."""

    def __init__(self) -> None:
        super().__init__(
            "Registry files are read by regipy, which is not installed:"
            " pip install 'honmono[endpoint]'"
        )


@dataclass(frozen=True, slots=True)
class Hive:
    """One registry file."""

    data: bytes
    sid: str = ""
    """Of the user whose NTUSER.DAT it is; empty: of the machine."""


def add_hives(
    artefacts: Artefacts, hives: Sequence[Hive], *, seconds: float = SECONDS
) -> Artefacts:
    """The artefacts with what these files say; what was gathered otherwise stays.

    Raises:
        MissingLibraryError: nothing was read.

    """
    if find_spec("regipy") is None:
        raise MissingLibraryError
    registry = list(artefacts.registry or ())
    services = list(artefacts.services or ())
    could_not = dict(artefacts.could_not)
    kinds = set()
    for one in hives:
        parts = _read(one, seconds)
        kinds.add(parts["kind"])
        registry += parts["registry"]
        services += parts["services"]
        could_not.update(parts["could_not"])
    has_values = bool({"ntuser", "software"} & kinds) or artefacts.registry is not None
    has_services = "system" in kinds or artefacts.services is not None
    return replace(
        artefacts,
        registry=registry if has_values else None,
        services=services if has_services else None,
        could_not=could_not,
    )


def _read(hive: Hive, seconds: float) -> dict[str, Any]:
    name = f"HKU\\{hive.sid}" if _SID.fullmatch(hive.sid) else "HKLM"
    if hive.sid and name == "HKLM":
        return _failed("registry", "its user's SID is none")
    if len(hive.data) > LARGEST:
        return _failed(f"registry:{name}", f"larger than {LARGEST >> 20} MB")
    with tempfile.TemporaryDirectory(prefix="honmono-hive-") as folder:
        path = Path(folder) / "hive"
        path.write_bytes(hive.data)
        try:
            done = subprocess.run(  # noqa: S603  our own worker
                [sys.executable, "-B", "-c", _RUN, str(path), name],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
                cwd=folder,
                env={**_environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
            )
        except subprocess.TimeoutExpired:
            return _failed(f"registry:{name}", "it takes too long")
    if done.returncode or len(done.stdout) > _ANSWER:
        return _failed(f"registry:{name}", f"broken: status {done.returncode}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _environment() -> dict[str, str]:
    """No secret of ours goes along."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "HOME")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _failed(place: str, why: str) -> dict[str, Any]:
    return {"kind": "", "registry": [], "services": [], "could_not": {place: why}}

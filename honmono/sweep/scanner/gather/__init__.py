"""What a PC shows now, read and never changed → `Artefacts`.

    windows   registry, processes, services, folders, autoruns
    linux     /proc, cron, systemd, autostart, open folders
    macos     ps, launchd, open folders

A fixed list: nothing that anybody sends can add to it.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from honmono.sweep.scanner import VERSION
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.gather import linux, macos, windows, windows_files
from honmono.sweep.scanner.gather._core import SECONDS, Item, Part, run
from honmono.sweep.scanner.gather.winapi import WindowsApi, WindowsRegistry

__all__ = ["gather", "put_together"]


def gather(now: datetime, system: str = sys.platform) -> Artefacts:
    """What this PC shows."""
    if system == "win32":
        machine = windows.Machine(WindowsApi(), WindowsRegistry())
        return put_together(windows.host(machine), windows_parts(machine), now)
    if system == "darwin":
        return put_together(macos.host(), macos.parts(Path("/")), now)
    return put_together(linux.host(Path("/")), linux.parts(Path("/")), now)


def windows_parts(machine: windows.Machine) -> dict[str, Part]:
    """The parts of Windows."""
    return {
        "processes": partial(windows.processes, machine),
        "registry": partial(windows.registry, machine),
        "services": partial(windows.services, machine),
        "files": partial(windows_files.files, machine),
        "autoruns": partial(windows_files.autoruns, machine),
    }


def put_together(
    host: Item, parts: dict[str, Part], now: datetime, seconds: float = SECONDS
) -> Artefacts:
    """Run each part, one after the other, and keep what could not be read."""
    read, could_not = {}, {}
    for name, part in parts.items():
        read[name], got = run(name, part, seconds)
        could_not.update(got.could_not)
    told = {
        **host,
        "collected_at": now.isoformat(timespec="seconds"),
        "collector": f"honmono {VERSION}",
    }
    return Artefacts(
        host=told,
        processes=read.get("processes"),
        registry=read.get("registry"),
        services=read.get("services"),
        files=read.get("files"),
        autoruns=read.get("autoruns"),
        could_not=could_not,
    )

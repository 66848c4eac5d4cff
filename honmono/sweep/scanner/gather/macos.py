"""What a Mac shows: `ps`, the plists of launchd, and folders that anybody fills."""

from __future__ import annotations

import os
import platform
import plistlib
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from honmono.sweep.scanner.gather._core import (
    Budget,
    Got,
    Item,
    Part,
    TooLongError,
    text_of,
)
from honmono.sweep.scanner.gather.linux import add_images
from honmono.sweep.scanner.gather.listing import listed

Run = Callable[[tuple[str, ...]], str]
"""Runs one of the fixed commands below and returns what it prints."""

PS_IMAGES = ("/bin/ps", "-axww", "-o", "pid=,ppid=,user=,comm=")
PS_COMMANDS = ("/bin/ps", "-axww", "-o", "pid=,command=")
IOREG = ("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice")

LAUNCHD = ("Library/LaunchAgents", "Library/LaunchDaemons")
_IMAGE = re.compile(r"^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*?)\s*$", re.MULTILINE)
_COMMAND = re.compile(r"^\s*(\d+)\s+(.*?)\s*$", re.MULTILINE)
_NUMBERS = {"serial": "IOPlatformSerialNumber", "uuid": "IOPlatformUUID"}
_LARGEST = 1 << 20
"""Bytes of one plist."""


def run_command(command: tuple[str, ...]) -> str:
    """What one of the fixed commands prints, at most eight megabytes of it."""
    done = subprocess.run(  # noqa: S603  (fixed commands, named by their path)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=30,
        check=True,
        env={"LC_ALL": "en_US.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
    )
    return done.stdout[: 8 << 20].decode("utf-8", "replace")


def parts(root: Path, run: Run = run_command) -> dict[str, Part]:
    """What is gathered."""
    return {
        "processes": lambda budget: processes(run, budget),
        "files": lambda budget: files(root, run, budget),
        "autoruns": lambda budget: autoruns(root, budget),
    }


def host(run: Run = run_command) -> Item:
    """What tells this Mac from others."""
    user = getattr(os, "geteuid", lambda: None)()
    return {
        "name": platform.node(),
        "os": "macos",
        "os_version": platform.mac_ver()[0],
        "user": os.environ.get("USER", ""),
        "elevated": None if user is None else user == 0,
        "ids": list(ids(run)),
        "folders": {},
    }


def ids(run: Run) -> Iterator[str]:
    """Serial number and UUID of the hardware."""
    try:
        said = run(IOREG)
    except (OSError, subprocess.SubprocessError):
        return
    for kind, name in _NUMBERS.items():
        found = re.search(rf'"{name}"\s*=\s*"([^"\n]{{1,80}})"', said)
        if found:
            yield f"{kind}:{found[1]}"


def processes(run: Run, budget: Budget) -> Got:
    """All that run.  Two calls: a path may hold blanks, and only the last column may."""
    got = Got()
    try:
        images = _IMAGE.findall(run(PS_IMAGES))
        commands = dict(_COMMAND.findall(run(PS_COMMANDS)))
        if not images:
            got.failed("processes", "no process is shown")
        for pid, ppid, user, path in images:
            budget.spend()
            got.items.append(
                {
                    "name": text_of(path.rsplit("/", 1)[-1]),
                    "pid": int(pid),
                    "ppid": int(ppid),
                    "image_path": text_of(path),
                    "command_line": text_of(commands.get(pid, "")),
                    "user": user,
                }
            )
    except (OSError, subprocess.SubprocessError, TooLongError) as error:
        got.failed("processes", error)
    return got


def autoruns(root: Path, budget: Budget) -> Got:
    """What launchd starts, for all and for each user."""
    got = Got()
    places = [(root / one, "") for one in LAUNCHD]
    places += [(home / LAUNCHD[0], home.name) for home in _homes(root)]
    for folder, user in places:
        for path, said in _plists(folder, got, budget):
            got.items.append(
                {
                    "where": str(path),
                    "name": text_of(said.get("Label", path.stem)),
                    "command_line": _command(said),
                    "user": user,
                }
            )
    return got


def files(root: Path, run: Run, budget: Budget) -> Got:
    """Folders that anybody fills, and the programs that run."""
    got = Got()
    for place in ("private/tmp", "private/var/tmp", "Users/Shared"):
        if (root / place).is_dir():
            one = listed(str(root / place), budget, depth=2, hashes=True)
            got.items += one.items
            got.could_not.update(one.could_not)
    running = {item["image_path"] for item in processes(run, Budget()).items}
    add_images(sorted(one for one in running if one.startswith("/")), got, budget)
    return got


def _homes(root: Path) -> list[Path]:
    try:
        return sorted(one for one in (root / "Users").iterdir() if one.is_dir())
    except OSError:
        return []


def _plists(
    folder: Path, got: Got, budget: Budget
) -> Iterator[tuple[Path, dict[str, Any]]]:
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in paths:
            budget.spend()
            if path.suffix == ".plist" and path.is_file():
                said = _plist(path, got)
                if said is not None:
                    yield path, said
    except (OSError, TooLongError) as error:
        got.failed(f"autoruns:{folder}", error)


def _plist(path: Path, got: Got) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            said = plistlib.loads(file.read(_LARGEST))
    except Exception as error:  # noqa: BLE001  (plistlib raises whatever its parsers do)
        got.failed(f"autoruns:{path}", error)
        return None
    return said if isinstance(said, dict) else None


def _command(said: dict[str, Any]) -> str:
    arguments = said.get("ProgramArguments")
    words = arguments if isinstance(arguments, list) else [said.get("Program", "")]
    return text_of(" ".join(text_of(word) for word in words[:200]))

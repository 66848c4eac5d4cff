"""What a Linux PC shows: /proc, cron, systemd, autostart, and folders that anybody fills.

What is Windows' alone (hives, services of that kind) stays None: units of systemd are
autoruns, since checks take a PC with services for one of Windows.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from honmono.sweep.scanner.gather._core import (
    Budget,
    Got,
    Item,
    Part,
    TooLongError,
    text_of,
)
from honmono.sweep.scanner.gather.listing import file_item, listed

_WORDS = re.compile(r"^(Name|PPid|Uid):\s*(.*)$", re.MULTILINE)
_STARTS = re.compile(r"^\s*(?:Exec|ExecStart|ExecStartPre)\s*=\s*(.+)$", re.MULTILINE)
_LARGEST = 256 * 1024
"""Bytes of a crontab or unit that are read."""

OPEN_TO_ALL = ("tmp", "var/tmp", "dev/shm")
"""Where malware without rights puts itself; looked at two levels deep."""

CRON = ("etc/crontab", "etc/cron.d", "var/spool/cron", "var/spool/cron/crontabs")
UNITS = ("etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system")
AUTOSTART = ("etc/xdg/autostart", "etc/rc.local", "etc/profile.d")
OF_USERS = (".config/autostart", ".config/systemd/user")


def parts(root: Path) -> dict[str, Part]:
    """What is gathered below a root: `/`, or a folder of a test."""
    return {
        "processes": lambda budget: processes(root / "proc", budget),
        "files": lambda budget: files(root, budget),
        "autoruns": lambda budget: autoruns(root, budget),
    }


def host(root: Path) -> Item:
    """What tells this PC from others."""
    elevated = getattr(os, "geteuid", lambda: None)()
    return {
        "name": platform.node(),
        "os": "linux",
        "os_version": platform.release(),
        "user": _user(),
        "elevated": None if elevated is None else elevated == 0,
        "ids": list(ids(root)),
        "folders": {},
    }


def ids(root: Path) -> Iterator[str]:
    """Numbers of case, board and installation; those of the case are for root alone."""
    for kind, place in (
        ("serial", "sys/class/dmi/id/product_serial"),
        ("uuid", "sys/class/dmi/id/product_uuid"),
        ("computer", "etc/machine-id"),
    ):
        try:
            value = (root / place).read_text("ascii", "replace").strip()
        except OSError:
            continue
        if value:
            yield f"{kind}:{value[:80]}"


def processes(proc: Path, budget: Budget) -> Got:
    """All that run; one that ends meanwhile is left out, as it is gone."""
    got = Got()
    try:
        numbers = sorted(int(one) for one in os.listdir(proc) if one.isdecimal())  # noqa: PTH208
        if not numbers:
            got.failed("processes", "no process is shown")
        for number in numbers:
            budget.spend()
            item = _process(proc / str(number), number, got)
            if item is not None:
                got.items.append(item)
    except (OSError, TooLongError) as error:
        got.failed("processes", error)
    return got


def _process(folder: Path, number: int, got: Got) -> Item | None:
    try:
        status = _begin(folder / "status", 8_192)
        command = _begin(folder / "cmdline", 32_768)
    except (FileNotFoundError, ProcessLookupError):
        return None
    except OSError as error:
        got.failed(f"processes:{number}", error)
        return None
    said = dict(_WORDS.findall(status))
    return {
        "name": text_of(said.get("Name", "")),
        "pid": number,
        "ppid": int(said.get("PPid", "0") or 0),
        "image_path": _image(folder, command, got),
        "command_line": text_of(command.replace("\0", " ").strip()),
        "user": said.get("Uid", "").split("\t")[0],
    }


def _image(folder: Path, command: str, got: Got) -> str | None:
    """Threads of the kernel have no image and no command line."""
    try:
        return text_of(os.readlink(folder / "exe"))  # noqa: PTH115  (its text, as it is)
    except (FileNotFoundError, ProcessLookupError):
        return ""
    except OSError as error:
        if command:
            got.failed("processes:image_path", error)
        return None


def autoruns(root: Path, budget: Budget) -> Got:
    """Cron, autostart of the desktop, of every user whose home can be read."""
    got = Got()
    for path in _files_in(root, (*CRON, *AUTOSTART), got, budget):
        got.items += _lines(path, "", got)
    for path in _files_in(root, UNITS, got, budget):
        if path.suffix == ".service":
            got.items += _lines(path, "", got)
    for home in homes(root):
        places = tuple(str((home / one).relative_to(root)) for one in OF_USERS)
        for path in _files_in(root, places, got, budget):
            got.items += _lines(path, home.name, got)
    return got


def homes(root: Path) -> Iterator[Path]:
    """Folders of users."""
    yield root / "root"
    try:
        yield from sorted(one for one in (root / "home").iterdir() if one.is_dir())
    except OSError:
        return


def files(root: Path, budget: Budget) -> Got:
    """Folders that anybody fills, and the programs that run."""
    got = Got()
    for place in OPEN_TO_ALL:
        if (root / place).is_dir():
            one = listed(str(root / place), budget, depth=2, hashes=True)
            got.items += one.items
            got.could_not.update(one.could_not)
    images(root / "proc", got, budget)
    return got


def images(proc: Path, got: Got, budget: Budget) -> None:
    """The file of each program that runs, once, with its hash."""
    paths = {
        one["image_path"]
        for one in processes(proc, Budget()).items
        if one["image_path"] and not one["image_path"].endswith(" (deleted)")
    }
    add_images(sorted(paths), got, budget)


def add_images(paths: list[str], got: Got, budget: Budget) -> None:
    """Files by their paths, with hashes, until the time is up."""
    known = {item["path"] for item in got.items}
    try:
        for path in paths:
            budget.spend()
            item = None if path in known else file_item(path, got, budget)
            if item is not None:
                got.items.append(item)
    except TooLongError as error:
        got.failed("files:images", error)


def _lines(path: Path, user: str, got: Got) -> Iterator[Item]:
    text = _text(path, got)
    desktop = path.suffix in {".desktop", ".service", ".timer"}
    found = _STARTS.findall(text) if desktop else text.splitlines()
    for line in found[:500]:
        line = line.strip()
        if line and not line.startswith("#"):
            yield {
                "where": str(path),
                "name": path.name,
                "command_line": text_of(line),
                "user": user,
            }


def _files_in(
    root: Path, places: tuple[str, ...], got: Got, budget: Budget
) -> Iterator[Path]:
    """Files at these places, and those directly in folders of them, each once."""
    seen: set[Path] = set()
    try:
        for place in places:
            for path in _at(root / place, got):
                budget.spend()
                real = path.resolve()
                if path.is_file() and real not in seen:
                    seen.add(real)
                    yield path
    except TooLongError as error:
        got.failed("autoruns:" + place, error)


def _at(path: Path, got: Got) -> list[Path]:
    try:
        return sorted(path.iterdir()) if path.is_dir() else [path]
    except OSError as error:
        got.failed(f"autoruns:{path}", error)
        return []


def _text(path: Path, got: Got) -> str:
    try:
        return _begin(path, _LARGEST)
    except OSError as error:
        got.failed(f"autoruns:{path}", error)
        return ""


def _begin(path: Path, most: int) -> str:
    with path.open("rb") as file:
        return file.read(most).decode("utf-8", "replace")


def _user() -> str:
    """Of whoever runs this; without a name its number."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(getattr(os, "geteuid", lambda: "")())

r"""Folders and autoruns of a Windows PC.

%LOCALAPPDATA% of every user    two levels, first bytes, hashes of programs
SysWOW64                        two levels, first bytes
System32                        names and sizes
%APPDATA%, Program Files        names of folders alone
"""

from __future__ import annotations

import ntpath
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from honmono.sweep.scanner.gather._core import (
    MOST_ITEMS,
    SECONDS,
    Budget,
    Got,
    Item,
    TooLongError,
    text_of,
)
from honmono.sweep.scanner.gather.hive import LARGEST, BrokenHiveError, is_whole
from honmono.sweep.scanner.gather.hive import values as values_of
from honmono.sweep.scanner.gather.linux import add_images
from honmono.sweep.scanner.gather.listing import folders, listed
from honmono.sweep.scanner.gather.windows import (
    RUN,
    WINDOWS,
    WINDOWS_32,
    WINLOGON,
    Machine,
    hives,
    processes,
    profiles,
)
from honmono.sweep.scanner.gather.windows import folders as places_of

_DEEP = 12
_STARTUP = r"Microsoft\Windows\Start Menu\Programs\Startup"
_TASK = re.compile(
    r"<Command>([^<]{1,4000})</Command>(?:\s*<Arguments>([^<]{0,4000})</Arguments>)?"
)
_LARGEST_TASK = 1 << 20
_MOST_TASKS = 5_000


def files(machine: Machine, budget: Budget) -> Got:
    """What lies in the places that checks ask for; those that they need most come first."""
    got, places = Got(), places_of(machine)
    system32, wow = places["system32"], places["syswow64"]
    for local in places["local_appdata"].values():
        _take(got, machine, local, lambda at: listed(at, budget, depth=2, hashes=True))
    _take(got, machine, wow, lambda at: listed(at, budget, depth=2))
    if wow != system32:
        names = partial(listed, budget=budget, depth=1, heads=False)
        _take(got, machine, system32, names)
    _add_running(machine, got, budget)
    for folder in (*places["appdata"].values(), *places["program_files"]):
        if machine.is_there(folder):
            few = Budget(SECONDS / 3, MOST_ITEMS // 2)
            _take(got, machine, folder, partial(folders, budget=few, depth=_DEEP))
    return got


def _take(got: Got, machine: Machine, path: str, look: Callable[[str], Got]) -> None:
    """List a folder; items carry the path that Windows gives it, not the one we used."""
    at = machine.at(path)

    def name(found: str) -> str:
        if not found.startswith(at):
            return found
        return path + found[len(at) :].replace(os.sep, "\\")

    one = look(at)
    got.items += [{**item, "path": name(item["path"])} for item in one.items]
    for place, reason in one.could_not.items():
        kind, _, found = place.partition(":")
        got.could_not.setdefault(f"{kind}:{name(found)}", reason)


def _add_running(machine: Machine, got: Got, budget: Budget) -> None:
    """Programs that run from elsewhere than Windows' own folder."""
    windows = machine.windows.casefold() + "\\"
    running = {
        item["image_path"]
        for item in processes(machine, Budget()).items
        if item["image_path"] and not item["image_path"].casefold().startswith(windows)
    }
    known = {item["path"].casefold() for item in got.items}
    left = sorted(one for one in running if one.casefold() not in known)
    add_images([machine.at(one) for one in left], got, budget)


def autoruns(machine: Machine, budget: Budget) -> Got:
    """Run keys, logon, start menu and planned tasks, of every user."""
    got = Got()
    try:
        loaded = hives(machine)
        for hive in loaded:
            got.items += _run_keys(hive, partial(machine.values, hive), got, budget)
        for sid, profile in profiles(machine).items():
            if f"HKU\\{sid}" not in loaded and machine.is_there(profile):
                got.items += _of_who_is_away(machine, sid, profile, got, budget)
        got.items += _started(machine, got, budget)
        got.items += _tasks(machine, got, budget)
    except (OSError, TooLongError) as error:
        got.failed("autoruns", error)
    return got


Values = Callable[[str], list[tuple[str, Any, int]]]
"""Of a key; FileNotFoundError, or nothing, without it."""


def _run_keys(hive: str, values: Values, got: Got, budget: Budget) -> Iterator[Item]:
    tops = (WINDOWS, WINDOWS_32) if hive == "HKLM" else (WINDOWS,)
    keys = [f"{top}\\{name}" for top in tops for name in RUN]
    for key in (*keys, WINLOGON):
        try:
            found = values(key)
        except FileNotFoundError:
            continue
        except (OSError, BrokenHiveError) as error:
            got.failed(f"autoruns:{hive}\\{key}", error)
            continue
        for name, data, _ in found:
            budget.spend()
            if key == WINLOGON and name.casefold() not in {"shell", "userinit"}:
                continue
            yield {
                "where": f"{hive}\\{key}",
                "name": text_of(name, 512),
                "command_line": text_of(data),
                "user": hive.partition("\\")[2],
            }


def _of_who_is_away(
    machine: Machine, sid: str, profile: str, got: Got, budget: Budget
) -> Iterator[Item]:
    """From the file of the hive; a profile without one was never used."""
    path = ntpath.join(profile, "NTUSER.DAT")
    try:
        with Path(machine.at(path)).open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return
    except OSError as error:
        got.failed(f"autoruns:HKU\\{sid}", error)
        return
    if len(data) > LARGEST or not is_whole(data):
        got.failed(f"autoruns:HKU\\{sid}", "the hive was not written to its end")
    yield from _run_keys(f"HKU\\{sid}", partial(values_of, data), got, budget)


def _started(machine: Machine, got: Got, budget: Budget) -> Iterator[Item]:
    """Files of the start menu's folder; where a link leads is not read."""
    places = [(sid, one) for sid, one in places_of(machine)["appdata"].items()]
    places.append(("", machine.environ.get("ProgramData", r"C:\ProgramData")))
    for sid, top in places:
        folder = ntpath.join(top, _STARTUP)
        try:
            names = sorted(os.listdir(machine.at(folder)))  # noqa: PTH208
        except FileNotFoundError:
            continue
        except OSError as error:
            got.failed(f"autoruns:{folder}", error)
            continue
        for name in names:
            budget.spend()
            if name.casefold() != "desktop.ini":
                path = ntpath.join(folder, name)
                yield {"where": folder, "name": name, "command_line": path, "user": sid}


def _tasks(machine: Machine, got: Got, budget: Budget) -> Iterator[Item]:
    """Commands of planned tasks, read from their files; only an administrator may."""
    told = ntpath.join(machine.windows, "System32", "Tasks")
    top = Path(machine.at(told))

    def failed(error: OSError) -> None:
        got.failed(f"autoruns:{told}", error)

    count = 0
    for folder, _, names in os.walk(top, onerror=failed):
        for name in sorted(names):
            count += 1
            budget.spend()
            if count > _MOST_TASKS:
                raise TooLongError("too many planned tasks")
            path = Path(folder) / name
            text = _task(path, failed)
            for command, arguments in _TASK.findall(text):
                yield {
                    "where": "task:" + str(path.relative_to(top)).replace(os.sep, "\\"),
                    "name": name,
                    "command_line": text_of(f"{command} {arguments}".strip()),
                    "user": "",
                }


def _task(path: Path, failed: Callable[[OSError], None]) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_TASK)
    except OSError as error:
        failed(error)
        return ""
    return data.decode(
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"
    )

"""What lies in a folder: names, sizes, times, the first two bytes, two levels deep.

Links and junctions are told, never followed; what would have to be fetched from a cloud is
not opened; a pipe or a device is not opened either.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from honmono.sweep.scanner.gather._core import Budget, Got, Item, TooLongError
from honmono.sweep.scanner.gather.winapi import opened

HASHED = 1 << 30
"""Bytes of the largest file whose hash is taken; it takes some seconds."""

_AWAY = 0x1000 | 0x40000 | 0x400000
"""Windows: offline, recalled when opened, recalled when read."""

_PROGRAMS = (b"MZ", b"\x7fE", b"#!", b"\xcf\xfa", b"\xca\xfe")
"""First bytes of programs: Windows, Linux, scripts, Macs."""

_LINKS = frozenset({0xA0000003, 0xA000000C})
"""Windows: tags of junctions and symbolic links."""

_FOLDER = 0x10
"""Windows: the attribute of folders, and of what leads to one."""

_OLD_NAMES = frozenset({"application data", "history", "temporary internet files"})
"""Junctions that Windows itself makes in a profile, for programs of 2000."""


def listed(
    root: str, budget: Budget, *, depth: int, heads: bool = True, hashes: bool = False
) -> Got:
    """Files and folders below a root.

    Args:
        root: where to begin.
        budget: how much.
        depth: 1 is what lies directly in it.
        heads: read the first two bytes of files.
        hashes: take the hash of programs (`MZ`) as well.

    """
    got = Got()
    try:
        got.items.append({"path": root, "is_folder": True, **_times(root)})
        for entry, level in _walk(root, depth, got, budget):
            item = _item(entry, got)
            if item is None:
                continue
            if heads and not item["is_folder"] and level <= depth:
                _look_inside(item, entry, got, budget if hashes else None)
            got.items.append(item)
    except (OSError, TooLongError) as error:
        got.failed(f"files:{root}", error)
    return got


def _times(root: str) -> Item:
    status = Path(root).stat()
    return {"size": 0, "mtime": status.st_mtime}


def folders(root: str, budget: Budget, *, depth: int) -> Got:
    """Names of folders anywhere below a root; their files are not looked at."""
    got = Got()
    try:
        for entry, _level in _walk(root, depth, got, budget, folders_only=True):
            got.items.append({"path": entry.path, "is_folder": True})
    except TooLongError as error:
        got.failed(f"folders:{root}", error)
    if "files:" + root in got.could_not:
        got.could_not[f"folders:{root}"] = got.could_not.pop("files:" + root)
    return got


def file_item(path: str, got: Got, budget: Budget) -> Item | None:
    """One file by its path: the image of a process."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        got.failed(f"files:{path}", error)
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    item = {"path": path, "size": status.st_size, "mtime": status.st_mtime}
    item["is_folder"] = False
    _read(item, path, got, budget)
    return item


def _walk(
    root: str, depth: int, got: Got, budget: Budget, *, folders_only: bool = False
) -> Iterator[tuple[os.DirEntry[str], int]]:
    """Level by level: what is cut off by a bound is the deepest."""
    level, here = 1, [root]
    while here and level <= depth:
        below: list[str] = []
        for folder in here:
            for entry in _entries(folder, got):
                budget.spend()
                is_folder = _enters(entry, got)
                if is_folder:
                    below.append(entry.path)
                if is_folder or not folders_only:
                    yield entry, level
        level, here = level + 1, below


def _entries(folder: str, got: Got) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError as error:
        _failed(got, folder, error)


def _enters(entry: os.DirEntry[str], got: Got) -> bool:
    """Is it a folder that is really here?"""
    try:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and sys.platform != "win32":
            return False  # a symbolic link of Unix is a file of its own
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        _failed(got, entry.path, error)
        return False
    if not leads_elsewhere(status):
        return is_folder
    if entry.name.casefold() not in _OLD_NAMES:
        got.failed(f"files:{entry.path}", "leads to another place")
    return False


def leads_elsewhere(status: Any) -> bool:
    """Windows: a folder that is a junction or, which Python calls no folder, a link?"""
    is_folder = getattr(status, "st_file_attributes", 0) & _FOLDER
    return bool(is_folder) and getattr(status, "st_reparse_tag", 0) in _LINKS


def _item(entry: os.DirEntry[str], got: Got) -> Item | None:
    try:
        status = entry.stat(follow_symlinks=False)
        is_folder = entry.is_dir(follow_symlinks=False)
    except OSError as error:
        _failed(got, entry.path, error)
        return None
    return {
        "path": entry.path,
        "size": 0 if is_folder else status.st_size,
        "mtime": status.st_mtime,
        "is_folder": is_folder,
    }


def _look_inside(
    item: Item, entry: os.DirEntry[str], got: Got, budget: Budget | None
) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        _failed(got, entry.path, error)
        return
    if not stat.S_ISREG(status.st_mode):
        return
    if getattr(status, "st_file_attributes", 0) & _AWAY:
        got.failed(f"hash:{entry.path}", "lies in a cloud, not on this PC")
        return
    _read(item, entry.path, got, budget)


def _read(item: Item, path: str, got: Got, budget: Budget | None) -> None:
    """First bytes, and with a budget the hash of a program."""
    try:
        with _opened(path) as file:
            head = file.read(2)
            item["head"] = head.hex()
            if budget is None or head not in _PROGRAMS:
                return
            if item["size"] > HASHED or not budget.may_hash(item["size"]):
                got.failed(f"hash:{path}", "too large, or no time left for hashes")
                return
            item["sha256"] = _hash(head, file.read)
    except (OSError, ValueError) as error:
        _failed(got, path, error, "hash")  # its name is known: that is all of it


def _failed(got: Got, path: str, error: Exception, what: str = "files") -> None:
    """What is gone meanwhile is gone; a name that is still there hides from us."""
    if isinstance(error, FileNotFoundError):
        folder, name = os.path.split(path)
        try:
            with os.scandir(folder) as entries:
                if not any(one.name == name for one in entries):
                    return
        except OSError:
            pass
    got.failed(f"{what}:{path}", error)


def _opened(path: str) -> IO[bytes]:
    """For reading, and never waiting for somebody at the other end of a pipe."""
    if sys.platform == "win32":
        return opened(path)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.fdopen(os.open(path, flags | getattr(os, "O_NOFOLLOW", 0)), "rb")


def _hash(head: bytes, read: Callable[[int], bytes]) -> str:
    digest = hashlib.sha256(head)
    left = HASHED
    while left > 0:
        block = read(1 << 20)
        if not block:
            break
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()

"""Files of results, found and read: folders, single files, what is pasted.

Links inside a folder are not followed: whoever may write into a share must not choose what
of this machine is read.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from honmono.sweep.importers._core import LARGEST

_PASTED: Final = "-"
_NOT_RESULTS: Final = ("desktop.ini", "thumbs.db")


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its bytes, or why there are none."""

    shown: str
    """As it is called in messages."""

    name: str
    """Without folders; some names hold the PC and the time."""

    data: bytes = b""
    why: str = ""
    """A key of `sweep_command`; empty: it was read."""

    values: tuple[str, ...] = ()
    error: OSError | None = None


def found_in(paths: Iterable[str]) -> Iterator[Found]:
    """Everything below these paths, in a steady order."""
    for path in paths:
        if path == _PASTED:
            yield _read_from("-", "pasted.txt", sys.stdin.buffer.read(LARGEST + 1))
        elif Path(path).is_dir():
            yield from _in_folder(Path(path))
        else:
            yield read(Path(path))


def _in_folder(folder: Path) -> Iterator[Found]:
    """A folder with nothing in it is a wrong folder more often than a right one."""
    nothing = True
    for path in below(folder):
        nothing = False
        yield read(path)
    if nothing:
        yield Found(str(folder), folder.name, why="empty")


def below(folder: Path) -> Iterator[Path]:
    """Plain files of a folder and of its folders; hidden ones are nobody's results."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            hidden = name.startswith((".", "~$")) or name.lower() in _NOT_RESULTS
            path = Path(where, name)
            if not hidden and _is_plain(path):
                yield path


def read(path: Path) -> Found:
    """One file, unless it is too large, is none, or cannot be read."""
    shown = str(path)
    try:
        if not path.is_file():
            key = "not-there" if not path.exists() else "no-file"
            return Found(shown, path.name, why=key)
        with path.open("rb") as file:
            return _read_from(shown, path.name, file.read(LARGEST + 1))
    except OSError as error:
        return Found(shown, path.name, why="not-read", error=error)


def _read_from(shown: str, name: str, data: bytes) -> Found:
    if len(data) > LARGEST:
        return Found(shown, name, why="too-large", values=(f"{LARGEST >> 20}",))
    return Found(shown, name, data)


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True  # reading it will say why

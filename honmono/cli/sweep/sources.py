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

from honmono.sweep.collected import completed, is_hive
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
    files = list(below(folder))
    if not files:
        yield Found(str(folder), folder.name, why="empty")
    yield from _of_folder(files)


def _of_folder(files: list[Path]) -> Iterator[Found]:
    """Reports as they are; registry files together with the artefacts of their PC."""
    hives = [path for path in files if is_hive(path.name)]
    rest = [path for path in files if not is_hive(path.name)]
    wholes = {path: _hives_of(path, rest, hives) for path in rest} if hives else {}
    used = {hive for some in wholes.values() for hive in some}
    for path in rest:
        own = wholes.get(path)
        yield _completed(path, own) if own else read(path)
    for path in hives:
        if path not in used:
            yield Found(str(path), path.name, why="hive-alone")


def _hives_of(path: Path, files: list[Path], hives: list[Path]) -> list[Path]:
    """Of the PC in whose folder this file is the only one of artefacts."""
    if not _is_artefacts(path):
        return []
    others = (one for one in files if one != path and path.parent in one.parents)
    if any(_is_artefacts(one) for one in others):
        return []
    return [one for one in hives if path.parent in one.parents]


def _is_artefacts(path: Path) -> bool:
    return path.name.casefold().endswith("artefacts.json")


def _completed(path: Path, hives: list[Path]) -> Found:
    from honmono.sweep.hives import MissingLibraryError

    try:
        data = path.read_bytes()
        read_ = [(one.relative_to(path.parent), one.read_bytes()) for one in hives]
        return _read_from(str(path), path.name, completed(data, read_))
    except MissingLibraryError:
        return Found(str(path), path.name, why="hives-need-library")
    except OSError as error:
        return Found(
            str(path), path.name, why="not-read", values=(error.strerror or "",)
        )
    except ValueError:  # what is wrong with it is told where it is read
        return read(path)


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

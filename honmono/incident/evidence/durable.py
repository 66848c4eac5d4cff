"""Bytes that are on the disk when a function returns, also if the power goes then."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def make_folder(path: Path) -> None:
    """A folder for its owner's eyes, there to stay."""
    if not path.is_dir():
        make_folder(path.parent)  # `parents=True` would open them to everybody
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Keep the names in a folder."""
    with suppress(OSError):  # Windows opens no folders, and needs none opened
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def sync_file(path: Path) -> None:
    """Keep a file that somebody else has written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def write(path: Path, chunks: Iterable[bytes], *, mode: int = 0o600) -> None:
    """Write a file of that name; if something goes wrong there is none."""
    try:
        path.unlink(
            missing_ok=True
        )  # so that the mode is ours, and no link is followed
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, mode), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path) -> None:
    """Give a file that was written its name, in the place of what has it."""
    source.replace(target)
    sync_folder(target.parent)


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file: all of it or, if that fails, nothing."""
    new = not path.exists()
    descriptor = os.open(
        path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "ab", buffering=0) as file:
        before = os.fstat(descriptor).st_size
        try:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            os.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                file.truncate(before)
            raise
    if new:
        sync_folder(path.parent)


def cut(path: Path, length: int) -> None:
    """Leave the first bytes of a file alone."""
    with path.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())

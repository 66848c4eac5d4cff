"""One run of `honmono sweep watch`: what comes into a folder is taken in when whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import typer

from honmono.cli._core import SOME_UNREAD
from honmono.cli.sweep._core import Desk
from honmono.cli.sweep.importing import Taker, columns_of
from honmono.cli.sweep.sources import below, read

Print = tuple[int, int]
"""Size and time of the last change."""


class Folder:
    """What lies in a folder, and what of it was taken in already."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[Path, Print] = {}
        self._done: dict[Path, Print] = {}

    def steady(self) -> Iterator[Path]:
        """Files that are as they were at the last look, each once."""
        now = {path: found for path in below(self._path) if (found := _print(path))}
        for path, found in now.items():
            if self._seen.get(path) == found and self._done.get(path) != found:
                self._done[path] = found
                yield path
        self._seen = now


def run(desk: Desk, folder: Path, every: float, columns: Path | None, case: str) -> int:
    """Look again and again, until Ctrl-C."""
    if not folder.is_dir():
        desk.stop("no-folder", folder=folder)
    whose = desk.whose(case)
    taker = Taker(desk, whose, columns_of(desk, columns), way="folder")
    watched = Folder(folder)
    desk.tell("watching", folder=folder)
    try:
        while True:
            before = taker.counts.files
            taker.take(read(path) for path in watched.steady())
            if taker.counts.files > before:
                count = f"{taker.counts.files - before:,}"
                typer.echo(desk.say("watched", count=count))
            time.sleep(every)
    except KeyboardInterrupt:
        return SOME_UNREAD if taker.counts.unread else 0


def _print(path: Path) -> Print | None:
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:  # it has gone
        return None
    return found.st_size, found.st_mtime_ns

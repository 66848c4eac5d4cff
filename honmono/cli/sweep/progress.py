"""The bar on standard error: how far an import is, while somebody looks at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from honmono.cli.sweep.sources import below
from honmono.text import say

if TYPE_CHECKING:  # where there is no terminal, nobody waits for it
    from rich.progress import Progress as Drawn


class Progress:
    """Counts bytes, because a file may hold one result or a hundred thousand."""

    def __init__(self, language: str, paths: Sequence[str]) -> None:
        """Make it, unless there is no terminal."""
        self._language = language
        self._bar: Drawn | None = None
        if sys.stderr.isatty() and paths:
            self._bar = _drawn()
            self._task = self._bar.add_task("", total=sum(map(_size, paths)) or None)

    def __enter__(self) -> Self:
        """Show it."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take it away, whatever happened."""
        if self._bar:
            self._bar.stop()

    def move(self, files: int, size: int) -> None:
        """So many files are done, and so many bytes more."""
        if self._bar:
            shown = say("sweep_command", "files", self._language, count=f"{files:,}")
            self._bar.update(self._task, advance=size, description=shown)


def _size(path: str) -> int:
    if Path(path).is_dir():
        return sum(_size(str(each)) for each in below(Path(path)))
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _drawn() -> Drawn:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}% · {task.description}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )

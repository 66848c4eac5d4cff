"""The bar on standard error: how far a command is, while somebody looks at a terminal.

    ━━━━━━━━╺━━━━━━━━━━  42% · 1,204 mails · 410/s · left 0:00:05

It counts bytes, because nobody knows how many mails a file holds, and is gone at the end.
Without a terminal there is none, and a complaint goes to standard error as it is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from honmono.cli.output.view import NARROW, WIDE
from honmono.mail.source import survey
from honmono.text import say

if TYPE_CHECKING:  # where there is no terminal, nobody waits for it
    from rich.console import Console
    from rich.progress import Progress

_EVERY: Final = 0.1
"""Seconds between two movements of the bar."""


class Bar:
    """How far a command is with its sources."""

    def __init__(
        self,
        sources: Sequence[str],
        language: str,
        label: str,
        *,
        terminal: Console | None = None,
        endless: bool = False,
    ) -> None:
        """Make it, unless there is no terminal, or no end that it could show.

        `terminal` is where the answers go, if that is one, too.
        """
        wanted = sys.stderr.isatty() and not endless
        self._bar = _drawn(terminal, language) if wanted else None
        self._language = language
        self._begun = self._moved = time.monotonic()
        if self._bar:
            self._total = sum(survey(source) for source in sources)
            self._task = self._bar.add_task(label, total=self._total or None, mails="")

    def __bool__(self) -> bool:
        """Is there one?"""
        return self._bar is not None

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

    def expect(self, size: int) -> None:
        """Hear of bytes that nobody knew of at the beginning."""
        if self._bar and size:
            self._total += size
            self._bar.update(self._task, total=self._total)

    def move(self, done: int, mails: int) -> None:
        """So many bytes and mails are done."""
        now = time.monotonic()
        if self._bar is None or now - self._moved < _EVERY:
            return
        self._moved = now
        shown = say(
            "cli",
            "progress-mails",
            self._language,
            mails=f"{mails:,}",
            rate=f"{mails / (now - self._begun):,.0f}",
        )
        self._bar.update(self._task, completed=done, mails=shown)

    def wait(self, label: str) -> None:
        """Everything is read: say what is done now; nobody knows how long it takes."""
        if self._bar:
            total = self._total or 1
            self._bar.update(self._task, total=total, completed=total, mails=label)
            self._bar.refresh()

    def complain(self, line: str) -> None:
        """Print on standard error, above the bar."""
        if self._bar:
            self._bar.console.print(line, end="", markup=False, highlight=False)
        else:
            sys.stderr.write(line)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while somebody is asked something."""
        if self._bar:
            self._bar.stop()
        try:
            yield
        finally:
            if self._bar:
                self._bar.start()


def _drawn(terminal: Console | None, language: str) -> Progress:
    """Make the bar.

    With both streams on one terminal the rows pass through the bar's console, or each
    would overwrite the other; else nothing of standard output may be led to it.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    shared = sys.stdout.isatty()
    console = terminal or Console(stderr=not shared)
    words: list[ProgressColumn] = [
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}% · {task.fields[mails]}"),
        TextColumn(say("cli", "time-left", language)),
    ]
    if console.width < WIDE:
        words = [BarColumn(bar_width=None), *words[2:]]
    if console.width < NARROW:
        words = [words[1]]
    return Progress(
        *words,
        TimeRemainingColumn(),
        console=console,
        redirect_stdout=shared,
        redirect_stderr=False,
        transient=True,
    )

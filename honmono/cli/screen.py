"""Standard output, and the bar on standard error: who is told what, and where.

    ━━━━━━━━╺━━━━━━━━━━  42% · 1,204 mails · 410/s · left 0:00:05

Answers go to standard output; on a terminal with their colours.  The bar runs while
standard error is a terminal, counts what has been judged (in bytes, because nobody knows
how many mails a file holds) and is gone at the end.  Without a terminal there is neither.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import length_hint
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.output._core import PAGE
from honmono.cli.output.view import NARROW, WIDE
from honmono.cli.rows import Found, Row
from honmono.mail.source import survey
from honmono.text import say

if TYPE_CHECKING:  # where there is no terminal, nobody waits for it
    from rich.console import Console
    from rich.progress import Progress

_EVERY: Final = 0.1
"""Seconds between two movements of the bar."""


def layout_for(format_: Format, language: str) -> Layout:
    """How mails are laid out on the standard output that there is."""
    if format_ is not Format.text:
        return Layout(format_, language)
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdecimal() and int(columns) > 0 else PAGE
        return Layout(format_, language, width)
    from rich.console import Console

    console = Console()
    colour = console.color_system is not None and not console.no_color
    return Layout(format_, language, console.width, colour)


class Screen:
    """Where rows are printed, and the bar while it is there."""

    def __init__(
        self, layout: Layout, sources: Sequence[str], *, endless: bool = False
    ) -> None:
        """Make the bar, unless there is no terminal, or no end that it could show."""
        self._layout = layout
        self._terminal = _terminal() if layout.format is Format.text else None
        wanted = sys.stderr.isatty() and not endless
        self._bar = bar_for(self._terminal, layout.language) if wanted else None
        self._sizes: deque[int] = deque()
        self._done = self._mails = 0
        self._begun = self._moved = time.monotonic()
        if self._bar:
            self._total = sum(survey(source) for source in sources)
            label = say("cli", "progress", layout.language)
            self._task = self._bar.add_task(label, total=self._total or None, mails="")

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away, whatever happened."""
        if self._bar:
            self._bar.stop()

    def expect(self, size: int) -> None:
        """Hear of bytes that nobody knew of at the beginning."""
        if self._bar and size:
            self._total += size
            self._bar.update(self._task, total=self._total)

    def watch(self, items: Iterable[Found]) -> Iterator[Found]:
        """Pass the items on, and remember how far each will move the bar."""
        if not self._bar:
            yield from items
            return
        for item in items:
            self._sizes.append(length_hint(item, 0))
            yield item

    def add(self, rows: Sequence[Row], heads: str) -> None:
        """Print the rows of what was found, below the heads, and move the bar."""
        if printed := "".join(row.printed for row in rows):
            self.write(heads + printed)
        for row in rows:
            if row.complaint and self._layout.format is not Format.text:
                self.complain(row.complaint)
        if self._bar:
            self._mails += 1
            self._done += self._sizes.popleft()
            self._move()

    def write(self, text: str) -> None:
        """Print on standard output."""
        if self._terminal is None:
            sys.stdout.write(text)
        elif text:
            from rich.text import Text

            self._terminal.print(Text.from_ansi(text), soft_wrap=True, end="")

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

    def _move(self) -> None:
        now = time.monotonic()
        if self._bar is None or now - self._moved < _EVERY:
            return
        self._moved = now
        rate = self._mails / (now - self._begun)
        mails = progress_of(self._mails, rate, self._layout.language)
        self._bar.update(self._task, completed=self._done, mails=mails)


class Bar:
    """The bar alone, for a command that prints nothing while it runs."""

    def __init__(self, sources: Sequence[str], language: str, label: str) -> None:
        """Make it, unless there is no terminal."""
        self._language = language
        self._bar = bar_for(None, language) if sys.stderr.isatty() else None
        self._begun = self._moved = time.monotonic()
        self._total = 0
        if self._bar:
            self._total = sum(survey(source) for source in sources)
            self._task = self._bar.add_task(label, total=self._total or None, mails="")

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
        shown = progress_of(mails, mails / (now - self._begun), self._language)
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


def progress_of(mails: int, rate: float, language: str) -> str:
    """How many mails are done, and how fast."""
    return say(
        "cli", "progress-mails", language, mails=f"{mails:,}", rate=f"{rate:,.0f}"
    )


def _terminal() -> Console | None:
    """Standard output as a terminal that knows colours; old Windows ones do not."""
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def bar_for(terminal: Console | None, language: str) -> Progress:
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

"""Standard output: rows of answers as they come, above a bar that counts what is judged.

    [偽物]   表示  山田 太郎                 差出人名は『山田 太郎』ですが、…
    ━━━━━━━━╺━━━━━━━━━━  42% · 1,204 件 · 410/秒

Answers go to standard output, on a terminal with their colours; the bar (`bar.py`) and
complaints to standard error.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from operator import length_hint
from typing import TYPE_CHECKING

from honmono.cli._core import Format
from honmono.cli.bar import Bar
from honmono.cli.output import Layout
from honmono.cli.output._core import PAGE
from honmono.cli.rows import Found, Row
from honmono.text import say

if TYPE_CHECKING:  # where there is no terminal, nobody waits for it
    from rich.console import Console


def layout_for(format_: Format, language: str) -> Layout:
    """How mails are laid out on the standard output that there is."""
    if format_ is not Format.text:
        return Layout(format_, language)
    console = _terminal()
    if console is None:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdecimal() and int(columns) > 0 else PAGE
        return Layout(format_, language, width)
    colour = console.color_system is not None and not console.no_color
    return Layout(format_, language, console.width, colour)


class Screen:
    """Where rows are printed; each row moves the bar by the mail that it is about."""

    def __init__(
        self, layout: Layout, sources: Sequence[str], *, endless: bool = False
    ) -> None:
        """Find out where rows go; there is no bar when the sources are `endless`."""
        self._layout = layout
        self._terminal = _terminal() if layout.format is Format.text else None
        label = say("cli", "progress", layout.language)
        self.bar = Bar(
            sources, layout.language, label, terminal=self._terminal, endless=endless
        )
        self._sizes: deque[int] = deque()
        self._done = self._mails = 0

    def watch(self, items: Iterable[Found]) -> Iterator[Found]:
        """Pass the items on, and remember how far each will move the bar."""
        for item in items:
            if self.bar:
                self._sizes.append(length_hint(item, 0))
            yield item

    def add(self, rows: Sequence[Row], heads: str) -> None:
        """Print the rows of what was found, below the heads, and move the bar."""
        if printed := "".join(row.printed for row in rows):
            self.write(heads + printed)
        for row in rows:
            if row.complaint and self._layout.format is not Format.text:
                self.bar.complain(row.complaint)
        if self.bar:
            self._mails += 1
            self._done += self._sizes.popleft()
            self.bar.move(self._done, self._mails)

    def write(self, text: str) -> None:
        """Print on standard output."""
        if self._terminal is None:
            sys.stdout.write(text)
        elif text:
            from rich.text import Text

            self._terminal.print(Text.from_ansi(text), soft_wrap=True, end="")


def _terminal() -> Console | None:
    """Standard output as a terminal that knows colours; old Windows ones do not."""
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)

"""Sentences on a terminal: they end where a reader would end them, and stay indented.

    助言    組織: 3 人に kana も romaji もありません（例: 山田 太郎）。ローマ字で
            名乗る偽メールに気付けません
            → kana か romaji を書き足す

A terminal by itself breaks lines in the middle of a word.  Where there is no terminal
nothing is broken, so that programs find each sentence on one line.
"""

from __future__ import annotations

import shutil
import sys
from typing import Final, TextIO

import typer

from honmono.cli.output.lines import Style, columns, paint, wrap

_LEAST: Final = 20
"""Columns of text even where the terminal is narrower: then it breaks them itself."""


def page_width(stream: TextIO | None = None) -> int:
    """Columns of the terminal that a stream is, else standard output; 0 for none."""
    stream = stream or sys.stdout
    return shutil.get_terminal_size().columns if stream.isatty() else 0


def tell(text: str, *, head: str = "", indent: int = 0, bold: bool = False) -> None:
    """Print a sentence; `head` stands before its first line, `indent` before the others.

    A head that is wider than the indent pushes its own line aside.
    """
    for line in paragraph(text, page_width(), head=head, indent=indent):
        typer.secho(line, bold=bold)


def paragraph(text: str, width: int, *, head: str = "", indent: int = 0) -> list[str]:
    """The lines of a sentence; one line when `width` is 0."""
    first = head + " " * max(indent - columns(head), 0)
    if not width:
        return [first + text]
    room = max(width - max(indent, columns(first)), _LEAST)
    lines = [paint(line, colour=False) for line in wrap(((text, Style.PLAIN),), room)]
    return [(" " * indent if n else first) + line for n, line in enumerate(lines)]


def padded(text: str, width: int) -> str:
    """A text in so many columns; a kanji takes two."""
    return text + " " * max(width - columns(text), 0)

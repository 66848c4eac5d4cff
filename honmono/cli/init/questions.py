"""The five questions, each with what we found out as the answer that Enter gives.

    1/5 会社名・団体名 [例示株式会社]:

With `--yes` nobody is asked: what was found is taken.  Without a terminal nobody can be
asked, and that ends the command before anything is read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from honmono.cli._core import stop
from honmono.cli.asking import agreed, line
from honmono.cli.paragraphs import tell
from honmono.text import say


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks in one language, or nobody."""

    language: str
    silent: bool

    def begin(self) -> None:
        """End when somebody must be asked and nobody can be; else say how it goes."""
        if self.silent:
            return
        if not sys.stdin.isatty():
            stop(say("setup", "no-terminal", self.language))
        tell(self._say("welcome"))

    def several(self, key: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Answers parted by commas; Enter takes what was found."""
        if self.silent:
            return found
        self._head(f"help-{key}")
        text = line(self._say(f"ask-{key}"), ", ".join(found))
        for mark in "、，;；":
            text = text.replace(mark, ",")
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def files(self, key: str) -> Iterator[Path]:
        """One file after the other, since commas stand in their names; Enter ends it."""
        if self.silent:
            return
        self._head(f"help-{key}")
        while typed := line(self._say(f"ask-{key}")):
            yield _path(typed)
            tell(self._say(f"more-{key}"))

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """One of several by its number; another number is asked for again."""
        if self.silent:
            return default
        self._head(f"ask-{key}")
        for number, each in enumerate(choices, start=1):
            tell(self._say(f"{key}-{each}"), head=f"  {number}. ", indent=5)
        first = str(choices.index(default) + 1)
        while True:
            typed = line(self._say("ask-number"), first)
            if typed.isdecimal() and 1 <= int(typed) <= len(choices):
                return choices[int(typed) - 1]
            tell(say("setup", "no-number", self.language, most=len(choices)))

    def agreed(self, key: str, **values: object) -> bool:
        """Yes or no; Enter is yes."""
        if self.silent:
            return True
        question = say("setup", key, self.language, **values)
        return agreed(question, self.language, enter=True)

    def _head(self, key: str) -> None:
        """A question, apart from what stands above it."""
        typer.echo()
        tell(self._say(key))

    def _say(self, key: str) -> str:
        return say("setup", key, self.language)


def _path(typed: str) -> Path:
    """A path as people type it, or as it comes when a file is dragged to the window.

    Windows puts quotes around a path with blanks, the terminals of macOS and Linux either
    quotes or a backslash before each blank.
    """
    bare = typed.strip("\"'")
    if os.sep == "/" and bare == typed:
        bare = re.sub(r"\\(?=[^\w/])", "", typed)
    return Path(bare).expanduser()

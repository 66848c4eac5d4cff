"""The five questions, each with what we found out as the answer that Enter gives.

    1/5 会社名・団体名 [例示株式会社]:

With `--yes` nobody is asked: what was found is taken.  Without a terminal nobody can be
asked, and that ends the command before anything is read.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import typer

from honmono.cli._core import stop
from honmono.text import say


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks in one language, or nobody."""

    language: str
    silent: bool

    def need_a_terminal(self) -> None:
        """End when somebody must be asked and nobody can be."""
        if not self.silent and not sys.stdin.isatty():
            stop(say("setup", "no-terminal", self.language))

    def several(self, key: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Answers parted by commas; Enter takes what was found."""
        if self.silent:
            return found
        typer.echo(say("setup", f"help-{key}", self.language))
        shown = ", ".join(found)
        text = typer.prompt(self._say(f"ask-{key}"), default=shown, show_default=True)
        for mark in "、，;；":
            text = text.replace(mark, ",")
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """One of several by its number."""
        if self.silent:
            return default
        typer.echo(self._say(f"ask-{key}"))
        for number, each in enumerate(choices, start=1):
            typer.echo(f"  {number}. {self._say(f'{key}-{each}')}")
        first = choices.index(default) + 1
        number = int(typer.prompt(self._say("ask-number"), default=first, type=int))
        return choices[min(max(number, 1), len(choices)) - 1]

    def agreed(self, key: str, **values: object) -> bool:
        """Yes or no; Enter is yes."""
        if self.silent:
            return True
        return typer.confirm(say("setup", key, self.language, **values), default=True)

    def _say(self, key: str) -> str:
        return say("setup", key, self.language)

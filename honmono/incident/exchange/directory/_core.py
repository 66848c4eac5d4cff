"""What an export of a directory is read into: entries, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from honmono.incident.case import Moment
from honmono.text import say, say_at_length

_LONGEST: Final = 1_000
"""Characters of a list of columns in a complaint."""


class DirectoryError(ValueError):
    """A file is no export that can be used: why, and what to do.  Nothing was changed."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """What people read."""
        return say_at_length("directory", self.code, language, _LONGEST, self.values)


class Problem(NamedTuple):
    """A row that could not be used; the rest went on."""

    line: int
    """In a JSON file: the number of the object."""

    code: str
    """A sentence of `directory.toml`."""

    value: str = ""

    def text(self, language: str) -> str:
        """What people read."""
        return say(
            "directory", self.code, language, line=self.line, value=self.value or "-"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One account, as the directory has it."""

    line: int
    logins: tuple[str, ...]
    """Every name by which it may stand in our list: address, sign-in name."""

    changed: Moment | None
    """None: the directory does not say."""

    is_enabled: bool | None = None
    is_guest: bool = False
    """Somebody of another organization."""


@dataclass(frozen=True, slots=True)
class Export:
    """One file, read."""

    form: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    is_log: bool = False
    """It names only those who changed; whoever is missing may exist."""

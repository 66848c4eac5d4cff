"""What the commands of `honmono case` share: options, and how each begins and ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final
from zoneinfo import ZoneInfo

import typer

from honmono.cli._core import home_folder, stop
from honmono.cli.options import Language

if TYPE_CHECKING:  # heavy: only when a command works
    from honmono.incident.case import Incident
    from honmono.incident.folder import Changed

_LONGEST: Final = 300


class Form(StrEnum):
    """How an answer is printed."""

    text = "text"
    jsonl = "jsonl"


Case = Annotated[
    Path,
    typer.Option(
        help="The incident file: ID.json.", metavar="FILE", show_default=False
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(help="Default: the organization's.", show_default=False),
]
By = Annotated[
    str, typer.Option(help="Who does it. Default: the login name.", show_default=False)
]
Reason = Annotated[str, typer.Option(help="Why; it is kept.", show_default=False)]
AsOf = Annotated[
    str,
    typer.Option(
        metavar="TIME",
        help="As if it were then, such as 2022-05-21 or 2022-05-21T09:00+09:00. "
        "Default: now.",
        show_default=False,
    ),
]
How = Annotated[
    Form, typer.Option("--format", help="`text` for people, `jsonl` for programs.")
]


class Door:
    """One call of a command: in which language, by whom, when."""

    def __init__(self, lang: Language | None, *, by: str = "", as_of: str = "") -> None:
        home = home_folder(None)
        self.asked = lang
        self.language = _language(home, lang)
        self.by = by or _login_name()
        self.now = datetime.now(UTC)
        self._as_of = _moment(as_of) if as_of else None

    def say(self, key: str, **values: object) -> str:
        """A sentence of `case`."""
        from honmono.text import say_at_length

        return say_at_length("case", key, self.language, _LONGEST, values)

    def complain(self, line: str) -> None:
        """One line on standard error."""
        sys.stderr.write(f"honmono: {line}\n")

    def as_of(self, incident: Incident) -> datetime:
        """The moment that was asked for, in the organization's zone if it names none."""
        if self._as_of is None or self._as_of.tzinfo:
            return self._as_of or self.now
        return self._as_of.replace(tzinfo=ZoneInfo(incident.organization.timezone))

    def read(self, file: Path) -> Incident:
        """The incident, or the end of the command with every mistake of the file."""
        from honmono.incident.folder import read_case

        with self.ending():
            return read_case(file)

    def tell(self, changed: Changed) -> None:
        """What was mended before the change."""
        for told in changed.told:
            self.complain(told.told(self.language))

    @contextmanager
    def ending(self) -> Iterator[None]:
        """What cannot be done ends the command with its words and status 2."""
        from honmono.incident.evidence import EvidenceError
        from honmono.incident.folder import CaseFileError

        try:
            yield
        except EvidenceError as error:
            stop(error.told(self.language))
        except CaseFileError as error:
            first, *others = (one.told(self.language) for one in error.mistakes)
            for told in others:
                self.complain(shown(f"{error.file}: {told}"))
            stop(shown(f"{error.file}: {first}"))


def shown(text: str) -> str:
    """One line without characters that redraw it."""
    from honmono.text import harmless

    return harmless(text, _LONGEST)


def print_json(value: Any) -> None:
    """One object on one line."""
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _moment(text: str) -> datetime:
    """What somebody typed; without a zone if he gave none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        stop(
            f"--as-of {shown(text)}: must be a day or time such as 2022-05-21T09:00+09:00"
        )


def _language(home: Path, lang: Language | None) -> str:
    from honmono.cli.configuration import Configuration

    return Configuration(None, home, lang).language


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without users
        return "unknown"

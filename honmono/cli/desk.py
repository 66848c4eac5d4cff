"""honmono desk: for who sits at the server and cannot get into the desk."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from honmono.cli._core import USAGE, complain, home_folder
from honmono.cli.options import HomeOption, LangOption, Language
from honmono.text import say

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Answer = TypeVar("Answer")
NameArgument = Annotated[
    str, typer.Argument(help="The user name, as one signs in.", show_default=False)
]


@app.callback()
def desk() -> None:
    """Accounts of the desk: list them, give a password, take a second factor away."""


@app.command("people")
def people(*, home: HomeOption = None, lang: LangOption = None) -> None:
    """Print every account: name, role, whether it is open, whether it has a second factor.

    Exit status: 0 printed; 2 there is no desk, or its database does not answer.
    """
    from honmono.web.keeping.machine import accounts

    language = _language(home, lang)
    for each in _done(language, accounts, _home(home)):
        role = say("web/accounts", f"role-{each.role}", language)
        state = "open" if each.is_open else "closed"
        factor = "has-factor" if each.has_factor else "no-factor"
        words = (
            say("web/accounts", f"machine-{key}", language) for key in (state, factor)
        )
        typer.echo("\t".join((each.name, role, *words)))


@app.command("password")
def password(
    name: NameArgument, *, home: HomeOption = None, lang: LangOption = None
) -> None:
    """Give somebody a one-time password, and end his sessions.

    For the administrator who lost his own: others ask an administrator, on the page Users.
    It is printed once and good for seven days; an own one is chosen at the next sign-in.
    The account's log says that it was given by command, and by which user of this machine.

    For instance:

    * `honmono desk password yamada`

    Exit status: 0 printed; 2 there is no such account, and nothing was changed.
    """
    from honmono.web.keeping.machine import give_password

    language = _language(home, lang)
    given = _done(language, give_password, _home(home), name, _who())
    typer.echo(say("web/accounts", "machine-password", language, name=name))
    typer.echo(given)


@app.command("factor")
def factor(
    name: NameArgument, *, home: HomeOption = None, lang: LangOption = None
) -> None:
    """Take somebody's second factor away, and end his sessions.

    For the administrator who lost the device and the recovery codes. The account's log
    says that it was done by command, and by which user of this machine.

    For instance:

    * `honmono desk factor yamada`

    Exit status: 0 taken away; 2 there is no such account, and nothing was changed.
    """
    from honmono.web.keeping.machine import take_factor

    language = _language(home, lang)
    _done(language, take_factor, _home(home), name, _who())
    typer.echo(say("web/accounts", "machine-factor", language, name=name))


def _home(given: Path | None) -> Path:
    return home_folder(given).absolute()


def _language(home: Path | None, lang: Language | None) -> str:
    from honmono.cli.configuration import Configuration

    return Configuration(None, _home(home), lang).language


def _who() -> str:
    """The user of this machine, as the system calls him."""
    try:
        return getpass.getuser()[:100]
    except (KeyError, OSError, ImportError):  # one without a name
        return ""


def _done(language: str, do: Callable[..., Answer], *given: object) -> Answer:
    """What came of it; a sentence and the end where it cannot be done."""
    from honmono.web.keeping.errors import KeepingError

    try:
        return do(*given)
    except KeepingError as error:
        complain(error.told(language))
        raise SystemExit(USAGE) from None

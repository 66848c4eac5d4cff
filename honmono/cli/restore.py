"""honmono restore: the desk as it was when a backup was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import SOME_UNREAD, USAGE, complain, home_folder
from honmono.cli.options import HomeOption, LangOption, PassphraseOption
from honmono.text import say


def restore(
    backup: Annotated[
        Path,
        typer.Argument(help="What `honmono backup` wrote.", show_default=False),
    ],
    *,
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Make a desk of a backup, in an empty home and an empty database.

    The database is the one that DATABASE_URL names, else the one in the home. Either all
    of it is there afterwards or nothing. Everybody has to sign in anew. An encrypted backup
    asks for its passphrase where you sit before it, or reads it from a file.

    For instance:

    * `honmono restore desk-2026-10-15.tar.gz --home /srv/desk`

    Exit status: 0 everything is there; 1 it is there, and some originals were damaged
    when the backup was written; 2 nothing was restored.
    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.configuration import Configuration
    from honmono.web.keeping.command import bring_back
    from honmono.web.keeping.errors import KeepingError

    folder = home_folder(home).absolute()
    language = Configuration(None, folder, lang).language
    try:
        done = bring_back(
            backup, folder, _passphrase(backup, passphrase_file, language)
        )
    except KeepingError as error:
        complain(error.told(language))
        raise SystemExit(USAGE) from None
    counts = {"rows": f"{done.rows:,}", "originals": f"{done.originals:,}"}
    typer.echo(say("web/keeping", "restored", language, home=folder, **counts))
    if done.damaged:
        values = {"count": len(done.damaged), "first": done.damaged[0]}
        complain(say("web/keeping", "originals-damaged", language, **values))
        raise typer.Exit(SOME_UNREAD)


def _passphrase(backup: Path, file: Path | None, language: str) -> str:
    """That of the file, else what somebody types; empty where none is needed.

    Raises:
        KeepingError: a file cannot be read, or nobody is there to ask.

    """
    from honmono.web.keeping.container import is_locked
    from honmono.web.keeping.errors import KeepingError
    from honmono.web.keeping.passphrase import of_file

    if not backup.is_file() or not is_locked(backup):
        return ""
    if file is not None:
        return of_file(file)
    if not sys.stdin.isatty():
        raise KeepingError("needs-passphrase", file=backup)
    asked: str = typer.prompt(
        say("web/keeping", "ask-passphrase", language), hide_input=True, err=True
    )
    return asked.strip()

"""honmono restore: the desk as it was when a backup was written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import SOME_UNREAD, USAGE, complain, home_folder
from honmono.cli.options import HomeOption, LangOption
from honmono.text import say


def restore(
    backup: Annotated[
        Path,
        typer.Argument(help="What `honmono backup` wrote.", show_default=False),
    ],
    *,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Make a desk of a backup, in an empty home and an empty database.

    The database is the one that DATABASE_URL names, else the one in the home. Either all
    of it is there afterwards or nothing. Everybody has to sign in anew.

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
        done = bring_back(backup, folder)
    except KeepingError as error:
        complain(error.told(language))
        raise SystemExit(USAGE) from None
    counts = {"rows": f"{done.rows:,}", "originals": f"{done.originals:,}"}
    typer.echo(say("web/keeping", "restored", language, home=folder, **counts))
    if done.damaged:
        values = {"count": len(done.damaged), "first": done.damaged[0]}
        complain(say("web/keeping", "originals-damaged", language, **values))
        raise typer.Exit(SOME_UNREAD)

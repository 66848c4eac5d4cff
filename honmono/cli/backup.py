"""honmono backup: the whole desk in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import SOME_UNREAD, USAGE, complain, home_folder
from honmono.cli.options import HomeOption, LangOption, PassphraseOption
from honmono.text import say


def backup(
    out: Annotated[
        Path,
        typer.Argument(help="The file to write: desk.tar.gz.", show_default=False),
    ],
    *,
    passphrase_file: PassphraseOption = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Do not encrypt it, whatever settings.toml says."),
    ] = False,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Write everything that the desk knows into one file.

    Rows of the database, originals, files that wait for a job, honmono.toml, settings.toml
    and the key that signs evidence bundles. The desk may go on meanwhile: what is written
    is how it was at one moment. Not in it: sessions and the key that signs them, bundles
    and folders that were made for others, half of an upload, mailboxes and their index
    (`honmono index` makes it anew). It has its name when it was read back, and not before.
    With a passphrase it is encrypted, in the form of age (`age -d` opens it). Without one,
    whoever has it can read everything and sign bundles in your name. It is also the way
    from the embedded database to PostgreSQL and back: `honmono restore` writes into
    whatever DATABASE_URL names.

    For instance:

    * `honmono backup /mnt/backup/desk-2026-10-15.tar.gz`
    * `honmono backup /mnt/backup/desk.tar.gz.age --passphrase-file ~/passphrase.txt`

    Exit status: 0 everything is in it; 1 an original was missing or damaged, all else is
    in it; 2 nothing was written.
    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.configuration import Configuration
    from honmono.web.keeping.command import back_up
    from honmono.web.keeping.errors import KeepingError
    from honmono.web.keeping.passphrase import of_file

    folder = home_folder(home).absolute()
    configuration = Configuration(None, folder, lang)
    language = configuration.language
    said = configuration.settings.backup.passphrase_file
    file = None if plain else passphrase_file or (Path(said) if said else None)
    try:
        done = back_up(out, folder, of_file(file) if file else "")
    except KeepingError as error:
        complain(error.told(language))
        raise SystemExit(USAGE) from None
    counts = {"rows": f"{done.rows:,}", "originals": f"{done.originals:,}"}
    key = "backed-up-locked" if file else "backed-up"
    typer.echo(say("web/keeping", key, language, file=out, **counts))
    if done.lost:
        values = {"count": len(done.lost), "first": done.lost[0]}
        complain(say("web/keeping", "originals-lost", language, **values))
        raise typer.Exit(SOME_UNREAD)

"""honmono keys: keep the keys of signatures, so that old mail stays verifiable."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import home_folder, organization_file, stop
from honmono.cli.check import Language

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

_HOME = typer.Option(
    envvar="HONMONO_HOME",
    help="Folder of keys.sqlite and settings.toml. Default: ~/.local/share/honmono.",
    show_default=False,
)
_ORG = typer.Option(
    help="Who we are. Default: ./honmono.toml, then the home's.", show_default=False
)
_LANG = typer.Option(help="Default: the organization's.", show_default=False)


@app.callback()
def keys() -> None:
    """Keys of signatures, as the DNS showed them: learn, list, forget."""


@app.command("learn")
def learn(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Mail whose signatures' keys are fetched; anything that `check` reads.",
            show_default=False,
        ),
    ],
    *,
    org: Annotated[Path | None, _ORG] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="Keys of every signer, not of our domains alone."),
    ] = False,
    lang: Annotated[Language | None, _LANG] = None,
    home: Annotated[Path | None, _HOME] = None,
) -> None:
    """Fetch the keys of signatures from the DNS and keep them.

    Run it from time to time over mail of ours: a key that was seen once stays known when
    its owner takes it out of the DNS. Only answers of the DNS are kept, nothing that a
    mail says. The name server learns which signers are asked for.

    For instance:

    * `honmono keys learn ~/Maildir`
    * `honmono keys learn --all archive.mbox`

    Exit status: 0 every key was asked for, whether or not it is still there; 1 something
    could not be read or nobody answered (run it again); 2 usage or configuration error.

    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.keys_learn import run
    from honmono.config import ConfigError, load_organization, load_settings

    folder = home_folder(home)
    path = organization_file(org, folder)
    try:
        settings = load_settings(folder)
        us = None if all_ else load_organization(path)
    except ConfigError as error:
        stop(str(error))
    language = _language(lang, path, folder)
    raise typer.Exit(run(sources, us, settings, folder, language))


@app.command("list")
def list_(
    *,
    org: Annotated[Path | None, _ORG] = None,
    lang: Annotated[Language | None, _LANG] = None,
    home: Annotated[Path | None, _HOME] = None,
) -> None:
    """Print every key that is kept: name, since when, last seen, and whether revoked."""
    from honmono.cli.verifying import KEY_FILE, MAX_NAME
    from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
    from honmono.text import harmless, say

    folder = home_folder(home)
    language = _language(lang, org, folder)
    try:
        known = KeyFile(folder / KEY_FILE).all()
    except KeyFileError as error:
        stop(str(error))
    for key in known:
        state = say("keys", "revoked" if key.revoked else "usable", language)
        typer.echo(
            f"{key.first_seen:%Y-%m-%d} {key.last_seen:%Y-%m-%d} {state} "
            f"{key.learned} {harmless(key.name, MAX_NAME)}"
        )
    typer.echo(say("keys", "listed", language, count=f"{len(known):,}"))


@app.command("forget")
def forget(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="As `list` prints it, such as s1._domainkey.example.co.jp.",
            show_default=False,
        ),
    ],
    *,
    org: Annotated[Path | None, _ORG] = None,
    lang: Annotated[Language | None, _LANG] = None,
    home: Annotated[Path | None, _HOME] = None,
) -> None:
    """Drop keys: one whose private half became known must prove nothing any more."""
    from honmono.cli.verifying import KEY_FILE
    from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
    from honmono.text import say

    folder = home_folder(home)
    language = _language(lang, org, folder)
    file = KeyFile(folder / KEY_FILE)
    try:
        for name in names:
            count = file.forget(name.lower().rstrip("."))
            key = "dropped" if count else "not-known"
            typer.echo(say("keys", key, language, name=name, count=count))
    except KeyFileError as error:
        stop(str(error))


def _language(lang: Language | None, org: Path | None, home: Path) -> str:
    from honmono.cli.language import language_of

    return lang.value if lang else language_of(organization_file(org, home))

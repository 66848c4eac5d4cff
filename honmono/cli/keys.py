"""honmono keys: keep the keys of signatures, so that old mail stays verifiable."""

from __future__ import annotations

from typing import Annotated

import typer

from honmono.cli._core import stop
from honmono.cli.options import HomeOption, LangOption, OrgOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


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
    org: OrgOption = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="Keys of every signer, not of our domains alone."),
    ] = False,
    lang: LangOption = None,
    home: HomeOption = None,
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
    from honmono.cli.configuration import Configuration
    from honmono.cli.keys_learn import run

    configuration = Configuration(org, home, lang)
    settings = configuration.settings
    us = None if all_ else configuration.organization
    raise typer.Exit(
        run(sources, us, settings, configuration.home, configuration.language)
    )


@app.command("list")
def list_(
    *,
    org: OrgOption = None,
    lang: LangOption = None,
    home: HomeOption = None,
) -> None:
    """Print every key that is kept: name, since when, last seen, and whether revoked."""
    from honmono.cli.configuration import Configuration
    from honmono.cli.verifying import KEY_FILE, MAX_NAME
    from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
    from honmono.text import harmless, say

    configuration = Configuration(org, home, lang)
    folder, language = configuration.home, configuration.language
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
    org: OrgOption = None,
    lang: LangOption = None,
    home: HomeOption = None,
) -> None:
    """Drop keys: one whose private half became known must prove nothing any more."""
    from honmono.cli.configuration import Configuration
    from honmono.cli.verifying import KEY_FILE
    from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
    from honmono.text import say

    configuration = Configuration(org, home, lang)
    folder, language = configuration.home, configuration.language
    file = KeyFile(folder / KEY_FILE)
    try:
        for name in names:
            count = file.forget(name.lower().rstrip("."))
            key = "dropped" if count else "not-known"
            typer.echo(say("keys", key, language, name=name, count=count))
    except KeyFileError as error:
        stop(str(error))

"""The commands, each a module of its name; only the one that was called is loaded.

A new command: `cli/NAME.py` with a function NAME, or with a Typer `app` where the command
has commands of its own; its test; a line in `COMMANDS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from honmono import __version__

COMMANDS: Final = (
    *("check", "init", "doctor", "index", "trace"),
    *("serve", "backup", "restore"),
    *("desk", "case", "document", "evidence", "sweep"),
    *("org", "keys", "bench"),
)


def app_for(words: Sequence[str]) -> typer.Typer:
    """Make the application for a command line, with all commands if none is in it."""
    if words[:1] == ["--version"]:
        return app_with(())
    called = next((word for word in words if not word.startswith("-")), "")
    return app_with([called] if called in COMMANDS else COMMANDS)


def app_with(names: Iterable[str]) -> typer.Typer:
    """Make the application with these commands."""
    app = typer.Typer(
        name="honmono",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(honmono)
    for name in names:
        module = import_module(f"honmono.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"honmono {__version__}")
        raise typer.Exit


def honmono(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and end.",
            callback=lambda wanted: _print_version(wanted=wanted),
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Is this mail really ours? (本物, the genuine article)

    For organizations in whose name forged mail is sent. Say who you are in a file
    `honmono.toml` (names, domains, people), then ask about any mail:

        honmono check --org honmono.toml suspicious.eml
    """  # noqa: D415 - the first line is a question, and help shows it as it is

"""The commands and what `honmono --help` says; a command is loaded when it is called.

A command's own file imports little at its top: whoever asks for help waits for all.
"""

from __future__ import annotations

from typing import Annotated

import typer

from honmono import __version__
from honmono.cli import check, doctor

app = typer.Typer(
    name="honmono",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"honmono {__version__}")
        raise typer.Exit


@app.callback()
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

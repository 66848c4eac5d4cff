"""Door: one file per command: parse, call one function, print."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from honmono import __version__
from honmono.cli import check, doctor, org
from honmono.cli._core import SOME_UNREAD

app = typer.Typer(
    name="honmono",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)
app.add_typer(org.app, name="org")


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


def main() -> None:
    """Run the command line.  Output is UTF-8 everywhere, also in a Windows pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        # `honmono check … | head`: the reader has seen enough.  Python would complain
        # once more when it flushes at exit, so the descriptor is pointed elsewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(SOME_UNREAD) from None

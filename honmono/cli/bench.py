"""honmono bench: answer a labelled set, so that anybody can score it.

`trace` reads scenarios of forged mails and prints one answer a line; the truth is read by
whoever scores.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import stop
from honmono.cli.options import Knowledge

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def bench() -> None:
    """Answer labelled sets, for whoever scores the answers."""


@app.command("trace")
def trace(
    *,
    set_: Annotated[
        Path,
        typer.Option(
            "--set",
            metavar="DIR/NAME",
            help="A set of tables: DIR/NAME.scenarios.jsonl and DIR/archives/NAME. With "
            "--archive a set of raw mail: DIR/NAME/NAME.scenarios.jsonl, honmono.toml.",
            show_default=False,
        ),
    ],
    level: Annotated[
        Knowledge, typer.Option(help="How much of the archive may be looked at.")
    ] = Knowledge.full,
    archive: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="What `honmono index` made of a raw set's mailboxes.",
            show_default=False,
        ),
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The key of a keyed --archive.", show_default=False
        ),
    ] = None,
    keyed: Annotated[
        bool,
        typer.Option(
            "--keyed", help="Key the archive first, as `honmono index --keyed` does."
        ),
    ] = False,
) -> None:
    """Say for each scenario whose mailbox was stolen: one JSON object a line.

    For instance:

    * `honmono bench trace --set trace/dev-synth --level full > answers.jsonl`
    * `honmono bench trace --set trace/e2e-dev --archive index > answers.jsonl`

    Exit status: 0 every scenario was answered; 2 the set is not there or broken.

    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.benched import answered, of_raw

    if archive and keyed:
        stop("--keyed: an --archive is keyed already, or it is not")
    if key_file and not archive:
        stop("--key-file: say --archive as well")
    lines = (
        of_raw(set_, level.value, archive, key_file)
        if archive
        else answered(set_, level.value, keyed=keyed)
    )
    for line in lines:
        typer.echo(json.dumps(line, ensure_ascii=False))

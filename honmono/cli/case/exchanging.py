"""Commands that read and write the forms of others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.case._core import By, Door, Lang


class Other(StrEnum):
    """A form of others."""

    notice = "notice"


_Format = Annotated[
    Other, typer.Option("--format", help="`notice`: records of published notices.")
]


def import_(
    file: Annotated[
        Path, typer.Argument(help="One record a line.", show_default=False)
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder for ID.json of each.", show_default=False
        ),
    ],
    form: _Format = Other.notice,
    by: By = "",
    lang: Lang = None,
) -> None:
    """Make an incident of every record.

    A line that is no record is named with its number, and the rest goes on. An incident
    that is there already is never overwritten.

    Exit status: 0 all are there; 1 a line could not be used; 2 nothing could be done.

    """
    del form  # there is one
    from honmono.cli.case.exchanges import import_notices

    raise typer.Exit(import_notices(Door(lang, by=by), file, out))


def export(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="Incident files.", show_default=False),
    ],
    *,
    form: _Format = Other.notice,
    lang: Lang = None,
) -> None:
    """Print a record of every incident in a folder, one JSON object a line.

    Exit status: 0 all are printed; 1 a file is no incident file (the rest is printed);
    2 there is no such folder.

    """
    del form
    from honmono.cli.case.exchanges import export_notices

    raise typer.Exit(export_notices(Door(lang), folder))

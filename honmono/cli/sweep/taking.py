"""Commands that take results in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.options import HomeOption, LangOption, OrgOption
from honmono.cli.sweep._core import CaseName

Host = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The PC that the results are about, where neither they nor their names "
        "say so.",
        show_default=False,
    ),
]
Columns = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What the columns of a CSV file mean: JSON such as "
        '{"host": "コンピューター名", "result": "結果"}.',
        show_default=False,
    ),
]


def import_(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Files of results, ZIP files and folders of them, or `-` for what is "
            "pasted.",
            show_default=False,
        ),
    ] = None,
    *,
    inventory: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="The list of all PCs, taken in first: those that are new are added, "
            "what it says of others is brought up to date.",
            show_default=False,
        ),
    ] = None,
    host: Host = "",
    columns: Columns = None,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Take in results of scanners, and the list of PCs.

    Reads what EmoCheck, Microsoft Defender and other scanners write; what a file is, its
    content tells. Every file is kept as it came; what cannot be read is kept, named, and
    counts for nothing. The same file counts once, however often it comes.

    For instance:

    * `honmono sweep import --inventory pcs.csv results/`
    * `honmono sweep import --host TKY-PC014 console.txt`

    Exit status: 0 everything was read; 1 something could not be read, the rest was taken
    in; 2 usage or configuration error, nothing was taken in.
    """
    from honmono.cli.sweep._core import Desk
    from honmono.cli.sweep.importing import run

    desk = Desk(org, home, lang, make=True)
    if not paths and inventory is None:
        desk.stop("import-what")
    raise typer.Exit(run(desk, paths or [], inventory, host, columns, case))


def watch(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder or share to watch.", show_default=False
        ),
    ],
    *,
    every: Annotated[
        float,
        typer.Option(min=0.2, max=3600, help="Seconds between two looks."),
    ] = 10.0,
    columns: Columns = None,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Take in whatever comes into a folder, until Ctrl-C.

    A file is read when it has stayed the same for two looks; it stays where it is.

    Exit status: 0 ended by Ctrl-C; 1 something could not be read; 2 usage error.
    """
    from honmono.cli.sweep._core import Desk

    desk = Desk(org, home, lang, make=True)
    from honmono.cli.sweep.watching import run

    raise typer.Exit(run(desk, folder, every, columns, case))

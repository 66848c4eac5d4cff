"""Commands that show how PCs stand, and what scans are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.options import HomeOption, LangOption, OrgOption
from honmono.cli.sweep._core import CaseName, Form, How

AsOf = Annotated[
    str,
    typer.Option(
        metavar="TIME",
        help="As it was then, such as 2022-05-19T18:00. Default: now. The list of PCs "
        "is that of today.",
        show_default=False,
    ),
]
Time = Annotated[str, typer.Option(metavar="TIME", show_default=False)]


def status(
    *,
    as_of: AsOf = "",
    how: How = Form.text,
    every: Annotated[
        bool, typer.Option("--all", help="Name every PC that is missing, however many.")
    ] = False,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Show how many of all PCs are covered, and what is missing, PC by PC.

    A PC is covered when two independent scanners have looked at it after the first forged
    mail. Without an incident and without `honmono sweep rule --since` nobody can check
    that, and nothing is called complete.

    Exit status: 0; 2 usage or configuration error.
    """
    from honmono.cli.sweep._core import Desk
    from honmono.cli.sweep.standing import show

    show(Desk(org, home, lang), as_of, case, as_json=how is Form.json, every=every)


def list_(
    *,
    office: Annotated[
        str,
        typer.Option(metavar="ID", help="Of this office alone.", show_default=False),
    ] = "",
    how: How = Form.text,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Show the list of PCs, and how each stands.

    Exit status: 0; 2 usage or configuration error.
    """
    from honmono.cli.sweep._core import Desk
    from honmono.cli.sweep.listing import show

    show(Desk(org, home, lang), office, case, as_json=how is Form.json)


def yara(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files that were collected, or folders of them.",
            show_default=False,
        ),
    ],
    *,
    rules: Annotated[
        Path,
        typer.Option(
            metavar="PATH",
            help="Your YARA rules: a file, or a folder of .yar and .yara files.",
            show_default=False,
        ),
    ],
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Hold collected files against your own YARA rules.

    Nothing is run and nothing is put on record: what fits is for somebody to look at. That
    no rule fits is no scan of a PC.

    For instance:

    * `honmono sweep yara --rules rules/ collected/TKY-PC014/`

    Exit status: 0 looked at every file, no rule fits; 1 a rule fits, or a file could not be
    looked at; 2 usage error, or rules that cannot be used.
    """
    from honmono.cli.configuration import Configuration
    from honmono.cli.sweep.yara import run

    raise typer.Exit(run(paths, rules, Configuration(org, home, lang).language))


def rule(
    *,
    since: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="When the first forged mail came.", show_default=False
        ),
    ] = "",
    first_report: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="When somebody told us of one.", show_default=False
        ),
    ] = "",
    style: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="What mail it is: a code of `honmono case kinds styles`.",
            show_default=False,
        ),
    ] = "",
    how: How = Form.text,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Show what scans are held against; say it where there is no incident.

    With an incident its facts are the rule: the first forged mail among its events, the
    first report, its style. Change it there, and all PCs are judged anew.

    For instance:

    * `honmono sweep rule --since 2022-05-18T08:40 --style emotet`

    Exit status: 0; 2 usage or configuration error, nothing was changed.
    """
    from honmono.cli.sweep._core import Desk

    given = {"since": since, "first_report": first_report, "style": style}
    desk = Desk(org, home, lang, make=any(given.values()))
    from honmono.cli.sweep.ruling import run  # its modules need Django

    run(desk, given, case, as_json=how is Form.json)

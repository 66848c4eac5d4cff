"""Commands that make what is handed to an office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.options import HomeOption, LangOption, OrgOption
from honmono.cli.sweep._core import CaseName

Office = Annotated[
    str, typer.Option(metavar="ID", help="The office.", show_default=False)
]
Out = Annotated[
    Path, typer.Option(metavar="FILE", help="The file to write.", show_default=False)
]


def kit(
    *,
    office: Office,
    out: Out,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Write what an office needs to scan its PCs: the scanner, instructions, its token.

    The token lets results of this office in, until it ends; hand the file to nobody else.

    Exit status: 0; 2 usage or configuration error, nothing was written.
    """
    from honmono.cli.sweep._core import Desk
    from honmono.cli.sweep.kits import write_kit

    write_kit(Desk(org, home, lang), office, out, case)


def sheet(
    *,
    office: Office,
    out: Out,
    case: CaseName = "",
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """Write the sheet that an office signs (PDF): each PC, its two scans, what is missing.

    Exit status: 0; 2 usage or configuration error, nothing was written.
    """
    from honmono.cli.sweep._core import Desk
    from honmono.cli.sweep.sheets import write_sheet

    write_sheet(Desk(org, home, lang), office, out, case)

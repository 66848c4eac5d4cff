"""honmono evidence: originals are kept, handed over in one signed file, and checked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import home_folder
from honmono.cli.options import Language

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Case = Annotated[
    Path, typer.Option(help="The incident file.", metavar="FILE", show_default=False)
]
By = Annotated[
    str, typer.Option(help="Who does it. Default: the login name.", show_default=False)
]
Lang = Annotated[
    Language | None,
    typer.Option(help="Default: the organization's.", show_default=False),
]
Home = Annotated[
    Path | None,
    typer.Option(
        envvar="HONMONO_HOME",
        help="Folder of the signing key. Default: ~/.local/share/honmono.",
        show_default=False,
    ),
]


class Answer(StrEnum):
    """How the answer of `verify` is printed."""

    text = "text"
    json = "json"


@app.callback()
def evidence() -> None:
    """Evidence of an incident: add originals, export a bundle, verify one.

    With `HONMONO_EVIDENCE_KEY=FILE` originals are encrypted as they are added; FILE comes
    from `honmono evidence key --make FILE`.
    """


@app.command("add")
def add(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Files, or folders that are searched deep. Each file is kept as it is.",
            show_default=False,
        ),
    ],
    *,
    case: Case,
    by: By = "",
    lang: Lang = None,
    home: Home = None,
) -> None:
    """Keep files as originals of an incident, and log it.

    Prints the SHA-256 of each, by which the incident file cites it.

    For instance:

    * `honmono evidence add --case cases/n001.json report.eml scans/`

    Exit status: 0 all are kept; 1 something could not be read (the rest is kept); 2
    nothing was kept.

    """
    from honmono.cli.evidence_run import Door

    raise typer.Exit(Door(home_folder(home), lang, by).add(case, paths))


@app.command("export")
def export(
    *,
    case: Case,
    out: Annotated[
        Path,
        typer.Option(help="The bundle; must not be there yet.", show_default=False),
    ],
    sealed: Annotated[
        bool,
        typer.Option("--sealed", help="Leave encrypted originals encrypted."),
    ] = False,
    by: By = "",
    lang: Lang = None,
    home: Home = None,
) -> None:
    """Write originals, log, incident and documents into one signed file (a ZIP).

    Prints the fingerprint of the key that signed. Tell it to the other side by another
    way than the bundle: without it a bundle shows that nothing was changed by anybody
    who lacks the key, and not whose key it is.

    For instance:

    * `honmono evidence export --case cases/n001.json --out n001-2026-04-06.zip`

    Exit status: 0 written; 1 written, but an original could not be read; 2 not written.

    """
    from honmono.cli.evidence_run import Door

    door = Door(home_folder(home), lang, by)
    raise typer.Exit(door.export(case, out, sealed=sealed))


@app.command("verify")
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", show_default=False)],
    *,
    key: Annotated[
        str,
        typer.Option(
            metavar="FINGERPRINT|FILE",
            help="The key that must have signed it: fingerprint or public key (PEM).",
            show_default=False,
        ),
    ] = "",
    case: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The incident as it is today: has its log been rewritten since, and "
            "what was erased?",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Answer, typer.Option("--format", help="How it is printed.")] = (
        Answer.text
    ),
    lang: Lang = None,
    home: Home = None,
) -> None:
    """Is a bundle as it was signed? Each difference stands on a line.

    Needs nothing but the bundle; nothing is unpacked.

    For instance:

    * `honmono evidence verify n001-2026-04-06.zip`
    * `honmono evidence verify n001-2026-04-06.zip --key "3f2a 91c0 …"`

    Exit status: 0 intact; 1 changed; 2 no bundle, or it could not be read.

    """
    from honmono.cli.evidence_run import Door

    door = Door(home_folder(home), lang, "")
    raise typer.Exit(door.verify(bundle, key, case, as_json=form is Answer.json))


@app.command("erase")
def erase(
    originals: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SHA256...", help="Originals to destroy.", show_default=False
        ),
    ] = None,
    *,
    case: Case,
    names_before: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Also names (who did it, file names) in entries before this day, UTC.",
            show_default=False,
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    by: By = "",
    lang: Lang = None,
    home: Home = None,
) -> None:
    """Erase originals, or names in the log, for good; the log still verifies.

    An encrypted original is erased by destroying its key, in every copy without keys too.
    Bundles that were handed out before keep what is in them.

    For instance:

    * `honmono evidence erase --case cases/n001.json 3f9a…`
    * `honmono evidence erase --case cases/n001.json --names-before 2027-04-01`

    Exit status: 0 erased; 1 you said no, or there was nothing to erase; 2 not possible.

    """
    from honmono.cli.evidence_run import Door

    door = Door(home_folder(home), lang, by)
    raise typer.Exit(door.erase(case, originals or [], names_before, yes=yes))


@app.command("key")
def key(
    *,
    make: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Make a key that encrypts originals, for HONMONO_EVIDENCE_KEY.",
            show_default=False,
        ),
    ] = None,
    public: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the public half of the signing key (PEM), for `verify --key`.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = None,
    home: Home = None,
) -> None:
    """Show the fingerprint of the signing key; make the key that encrypts originals.

    Exit status: 0 done; 2 not possible.
    """
    from honmono.cli.evidence_run import Door

    raise typer.Exit(Door(home_folder(home), lang, "").key(make, public))

"""honmono document: notices, reports and letters, written from an incident."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.options import Language

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


class Form(StrEnum):
    """How a document is written."""

    txt = "txt"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    json = "json"


_KIND = typer.Argument(
    metavar="KIND", help="As `honmono document kinds` names it.", show_default=False
)
_LANG = typer.Option(help="Language of the document.")
_DATE = typer.Option(
    metavar="DATE",
    help="The day that stands on it (2022-06-10). Default: today.",
    show_default=False,
)
_STAGE = typer.Option(
    metavar="STAGE",
    help="Of a kind with stages: first-alert, follow-up, report, final.",
    show_default=False,
)
_CLIENT = typer.Option(
    metavar="NAME",
    help="The client whose persons it is about, where data are handled for others.",
    show_default=False,
)
_TEMPLATES = typer.Option(
    metavar="DIR",
    help="Folder of your own words: files such as notice.toml.",
    show_default=False,
)


@app.callback()
def document() -> None:
    """Notices, reports and letters; every sentence names the facts it follows from."""


@app.command("make")
def make(
    kind: Annotated[str, _KIND],
    *,
    case: Annotated[
        Path, typer.Option(metavar="FILE", help="The incident.", show_default=False)
    ],
    lang: Annotated[Language, _LANG] = Language.ja,
    format_: Annotated[
        Form,
        typer.Option(
            "--format",
            help="Mail, web page, Word file, PDF; json for genuine-register alone.",
        ),
    ] = Form.txt,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Where it is written. Default: standard output.",
            show_default=False,
        ),
    ] = None,
    trace: Annotated[
        bool,
        typer.Option(
            "--trace",
            help="Print each sentence with its facts and where its words stand; the "
            "document itself is written with `--out` alone.",
        ),
    ] = False,
    stage: Annotated[str, _STAGE] = "",
    date: Annotated[str, _DATE] = "",
    client: Annotated[str | None, _CLIENT] = None,
    templates: Annotated[Path | None, _TEMPLATES] = None,
) -> None:
    """Write a document of an incident.

    It says what is on record, and 調査中 (under investigation) where nothing is; what the
    rules of wording forbid for this incident is not written at all. Read it before you
    sign it: `--trace` shows what each sentence rests on.

    For instance:

    * `honmono document make first-notice --case incident.json`
    * `honmono document make public-notice --case incident.json --format pdf --out n.pdf`
    * `honmono document make public-notice --case incident.json --trace`

    Exit status: 0 written; 1 it could not be written to `--out`; 2 the incident, the
    templates or an option is wrong, or the wording is forbidden: nothing was written.

    """
    from honmono.cli.documented import Wish, run

    wish = Wish(kind, lang.value, stage, date, client, templates)
    raise typer.Exit(run(wish, case, form=format_.value, out=out, trace=trace))


class Listed(StrEnum):
    """How a list is shown."""

    text = "text"
    json = "json"


@app.command("lacking")
def lacking(
    kind: Annotated[str, _KIND],
    *,
    case: Annotated[
        Path, typer.Option(metavar="FILE", help="The incident.", show_default=False)
    ],
    lang: Annotated[Language, _LANG] = Language.ja,
    format_: Annotated[
        Listed, typer.Option("--format", help="Lines to read, or JSON.")
    ] = Listed.text,
    stage: Annotated[str, _STAGE] = "",
    date: Annotated[str, _DATE] = "",
    client: Annotated[str | None, _CLIENT] = None,
    templates: Annotated[Path | None, _TEMPLATES] = None,
) -> None:
    """List the facts that a document lacks, the most important first.

    Each one with the part of the incident file that would tell it, the record that lacks
    it where there is one, and the sentences that say 調査中 (under investigation) for want
    of it.

    For instance:

    * `honmono document lacking ppc-preliminary --case incident.json`
    * `honmono document lacking public-notice --case incident.json --format json`

    Exit status: 0 it lacks none; 1 it lacks some; 2 the incident, the templates or an
    option is wrong, or the wording is forbidden.

    """
    from honmono.cli.document_lacking import run
    from honmono.cli.documented import Wish

    wish = Wish(kind, lang.value, stage, date, client, templates)
    raise typer.Exit(run(wish, case, as_json=format_ is Listed.json))


@app.command("kinds")
def kinds(*, lang: Annotated[Language, _LANG] = Language.ja) -> None:
    """List the kinds of documents, in the order in which an incident needs them."""
    from honmono.cli.paragraphs import tell
    from honmono.incident.documents.kinds import NAMES
    from honmono.text import say

    width = max(map(len, NAMES)) + 2
    for name in NAMES:
        words = say("document", f"kind-{name}", lang.value)
        tell(words, head=name, indent=width)


@app.command("compare")
def compare(
    kind: Annotated[str, _KIND],
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The incident as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The incident as it is.")],
    *,
    lang: Annotated[Language, _LANG] = Language.ja,
    stage: Annotated[str, _STAGE] = "",
    date: Annotated[str, _DATE] = "",
    client: Annotated[str | None, _CLIENT] = None,
    templates: Annotated[Path | None, _TEMPLATES] = None,
) -> None:
    """Show which facts changed between two incidents, and which sentences with them.

    For instance:

    * `honmono document compare public-notice published.json incident.json`

    Exit status: 0 nothing changed; 1 something did; 2 a file or an option is wrong.

    """
    from honmono.cli.document_compared import run
    from honmono.cli.documented import Wish

    wish = Wish(kind, lang.value, stage, date, client, templates)
    raise typer.Exit(run(wish, old, new))

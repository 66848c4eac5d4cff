"""honmono check: is this mail ours?  Any file or mailbox, one answer for each message."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.check.batch import judge_one, prepare
from honmono.check.record import Record, record_of_unreadable
from honmono.check.verdict import Answer
from honmono.cli._core import (
    INTERRUPTED,
    SOME_UNREAD,
    home_folder,
    organization_file,
    stop,
)
from honmono.cli.printers import Format, Progress, printer
from honmono.config import ConfigError, load_organization, load_settings
from honmono.engine import EngineError, Failed, spread
from honmono.mail.source import RawMail, Trouble, Unreadable, read
from honmono.text import say


class Language(StrEnum):
    """In which language `text` speaks."""

    ja = "ja"
    en = "en"


class Engine(StrEnum):
    """Who does the work."""

    local = "local"
    ray = "ray"


def check(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="A message (.eml, .emlx), an mbox, a Maildir, a folder of these "
            "(searched deep), or - for one message on standard input. What a file is "
            "is told by its content, not by its name.",
            show_default=False,
        ),
    ],
    *,
    org: Annotated[
        Path | None,
        typer.Option(
            help="Who we are. Default: ./honmono.toml, then the home's.",
            show_default=False,
        ),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(help="Not in this version: needs `honmono index`."),
    ] = None,
    reports: Annotated[
        bool,
        typer.Option("--reports", help="Not in this version: unwraps reported mail."),
    ] = False,
    format_: Annotated[
        Format,
        typer.Option("--format", help="For people, for programs, for a spreadsheet."),
    ] = Format.text,
    only: Annotated[
        str,
        typer.Option(
            metavar="ANSWERS",
            help="Print only these answers, for instance `forged,unproven`. "
            "Counts and exit status are of all mails.",
            show_default=False,
        ),
    ] = "",
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Language of `text`. Default: the organization's.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, help="Processes that judge at the same time.")
    ] = 1,
    engine: Annotated[
        Engine, typer.Option(help="Where they run; `ray` is not in this version.")
    ] = Engine.local,
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="HONMONO_HOME",
            help="Folder of settings.toml. Default: ~/.local/share/honmono.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Is this mail ours? One answer for each message, with reasons.

    * **ours** - proved to be sent by us
    * **forged** - shows itself as us, and is not
    * **unproven** - shows itself as us; neither could be shown
    * **unrelated** - does not show itself as us (which does not mean it is safe)

    For instance:

    * `honmono check suspicious.eml`
    * `honmono check --org honmono.toml --only forged,unproven ~/Maildir`
    * `honmono check --format jsonl --jobs 4 archive.mbox > answers.jsonl`

    Exit status: 0 everything was read; 1 something could not be read (the rest was
    judged and printed); 2 usage or configuration error, nothing was judged.

    """
    _refuse_what_is_not_there(archive, reports=reports, engine=engine)
    wanted = _answers(only)
    folder = home_folder(home)
    try:
        organization = load_organization(organization_file(org, folder))
        settings = load_settings(folder)
    except ConfigError as error:
        stop(str(error))
    language = lang.value if lang else organization.language

    output = printer(format_, language)
    unread = count = 0
    try:
        with Progress(sources, language) as progress:
            for result in spread(
                judge_one,
                progress.watch(_read_all(sources)),
                jobs=jobs,
                initializer=prepare,
                initargs=(organization, settings.prior),
            ):
                record = _lost(result) if isinstance(result, Failed) else result
                count += 1
                unread += record["error"] is not None
                output.add(record, visible=_visible(record, wanted))
        output.end()
    except EngineError as error:
        stop(f"--jobs {jobs}: {error}")
    except KeyboardInterrupt:
        output.end()
        typer.echo(say("cli", "interrupted", language, count=count), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if unread:
        raise typer.Exit(SOME_UNREAD)


def _read_all(sources: list[str]) -> Iterator[RawMail | Unreadable]:
    for source in sources:
        yield from read(source)


def _lost(failed: Failed[RawMail | Unreadable]) -> Record:
    """Make the row of a mail whose worker died twice: it is not silently missing."""
    item = failed.item
    detail = f"its worker process died ({failed.reason}); please report this mail"
    return record_of_unreadable(
        Unreadable(item.source, Trouble.INTERNAL, detail, item.sha256)
    )


def _visible(record: Record, wanted: frozenset[str]) -> bool:
    """Is it printed?  What could not be read always is."""
    return not wanted or record["answer"] in wanted or record["error"] is not None


def _answers(only: str) -> frozenset[str]:
    """`forged,unproven` → a set; an unknown word is a usage error."""
    known = {answer.value for answer in Answer}
    wanted = frozenset(word.strip() for word in only.split(",") if word.strip())
    if unknown := sorted(wanted - known):
        stop(f"--only: unknown answer {unknown[0]!r} (known: {', '.join(known)})")
    return wanted


def _refuse_what_is_not_there(
    archive: Path | None, *, reports: bool, engine: Engine
) -> None:
    """Say plainly what this version cannot do, instead of doing less in silence."""
    if archive:
        stop("--archive needs `honmono index`, which this version does not have")
    if reports:
        stop("--reports is not in this version; give the reported mail itself")
    if engine is Engine.ray:
        stop("--engine ray is not in this version; use --jobs N")

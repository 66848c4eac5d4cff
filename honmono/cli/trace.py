"""honmono trace: whose mailbox was stolen, what leaked, and who is next."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import archive_folder
from honmono.cli.options import (
    CaFileOption,
    Engine,
    EngineOption,
    HomeOption,
    KeyFileOption,
    Knowledge,
    LangOption,
    OrgOption,
)


class TraceFormat(StrEnum):
    """How the answer is printed."""

    text = "text"
    jsonl = "jsonl"


Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="REPORT...",
        help="Forged mails as they were reported: files, folders or ZIPs of them, "
        "forwards, Outlook's .msg, or imap://USER@HOST/FOLDER.",
        show_default=False,
    ),
]
Archive = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="What `honmono index` made. Default: the folder `archive` in the home.",
        show_default=False,
    ),
]
Level = Annotated[
    Knowledge, typer.Option(help="How much of our mail may be looked at.")
]
AsOf = Annotated[
    str,
    typer.Option(
        metavar="DATE",
        help="Nothing newer in our mail counts. Default: a day after the newest report.",
        show_default=False,
    ),
]
As = Annotated[TraceFormat, typer.Option("--format", help="For people, for programs.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Tell every report in full (in `text`).")
]
Picture = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.svg|FILE.png",
        help="Draw mailbox, threads, forged mails and recipients.",
        show_default=False,
    ),
]
Contained = Annotated[
    str,
    typer.Option(
        metavar="DATE",
        help="When the theft was ended: newer mail did not leak. A day means its end.",
        show_default=False,
    ),
]
ExposureFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Write lists of what leaked (addresses, persons, subjects, messages): "
        "CSV, with `--format jsonl` JSONL.",
        show_default=False,
    ),
]
WithSubjects = Annotated[
    bool,
    typer.Option(
        "--with-subjects", help="Subjects may stand in these lists; else numbers."
    ),
]
LedgerFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Keep what leaked in this file, and show what changed since the last time.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        min=1,
        max=256,
        help="Processes that ask the archive's partitions, if it has any.",
    ),
]


def trace(
    reports: Reports,
    *,
    archive: Archive = None,
    org: OrgOption = None,
    level: Level = Knowledge.full,
    as_of: AsOf = "",
    format_: As = TraceFormat.text,
    explain: Explain = False,
    picture: Picture = None,
    contained: Contained = "",
    exposure: ExposureFolder = None,
    with_subjects: WithSubjects = False,
    ledger: LedgerFile = None,
    jobs: Jobs = 1,
    engine: EngineOption = Engine.local,
    lang: LangOption = None,
    key_file: KeyFileOption = None,
    ca_file: CaFileOption = None,
    home: HomeOption = None,
) -> None:
    """Say whose mailbox was stolen: ours, a partner's, both, our server, or none.

    Compares forged mails that were reported with our own mail (`honmono index`). Each
    answer is a probability with the evidence for it, and no proof; below 0.9 it is
    "undecided", and says what would decide most.

    For instance:

    * `honmono trace reports/`
    * `honmono trace --picture trace.png --explain reports/`
    * `honmono trace --exposure leaked --ledger leaked.json reports/`
    * `honmono trace --archive our-mail --format jsonl reports/ > answer.jsonl`

    Exit status: 0 every report was read; 1 a report could not be read, or a file not be
    written (the rest was done); 2 usage or configuration error, nothing was traced.

    """
    from honmono.cli.access import access_for
    from honmono.cli.archive_key import key_of
    from honmono.cli.cluster import engine_of
    from honmono.cli.configuration import Configuration
    from honmono.cli.tracing import Errand, run

    configuration = Configuration(org, home, lang)
    us, settings = configuration.organization, configuration.settings
    folder, language = configuration.home, configuration.language
    archive = archive or archive_folder(folder)
    errand = Errand(
        reports=tuple(reports),
        archive=archive,
        org=us,
        level=level.value,
        language=language,
        as_of=as_of,
        contained=contained,
        for_programs=format_ is TraceFormat.jsonl,
        explain=explain,
        picture=picture,
        exposure=exposure,
        with_subjects=with_subjects,
        ledger=ledger,
        key=key_of(archive, key_file, folder, language),
        jobs=jobs,
        engine=engine_of(jobs if jobs > 1 else 0) if engine is Engine.ray else None,
    )
    access = access_for(errand.reports, settings, ca_file, language)
    raise typer.Exit(run(errand, access))

"""honmono trace: whose mailbox was stolen, what leaked, and who is next."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import archive_folder, home_folder, organization_file, stop
from honmono.cli.bench import Knowledge
from honmono.cli.check import Engine, Language


class TraceFormat(StrEnum):
    """How the answer is printed."""

    text = "text"
    jsonl = "jsonl"


def trace(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT...",
            help="Forged mails as they were reported: files, folders or ZIPs of them, "
            "forwards, Outlook's .msg, or imap://USER@HOST/FOLDER.",
            show_default=False,
        ),
    ],
    *,
    archive: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="What `honmono index` made. Default: the folder `archive` in the home.",
            show_default=False,
        ),
    ] = None,
    org: Annotated[
        Path | None,
        typer.Option(
            help="Who we are. Default: ./honmono.toml, then the home's.",
            show_default=False,
        ),
    ] = None,
    level: Annotated[
        Knowledge, typer.Option(help="How much of our mail may be looked at.")
    ] = Knowledge.full,
    as_of: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Nothing newer in our mail counts. Default: the day of the newest report.",
            show_default=False,
        ),
    ] = "",
    format_: Annotated[
        TraceFormat, typer.Option("--format", help="For people, for programs.")
    ] = TraceFormat.text,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell every report in full (in `text`).")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.svg|FILE.png",
            help="Draw mailbox, threads, forged mails and recipients.",
            show_default=False,
        ),
    ] = None,
    contained: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="When the theft was ended: newer mail did not leak. A day means its end.",
            show_default=False,
        ),
    ] = "",
    exposure: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write lists of what leaked (addresses, persons, subjects, messages): "
            "CSV, with `--format jsonl` JSONL.",
            show_default=False,
        ),
    ] = None,
    with_subjects: Annotated[
        bool,
        typer.Option(
            "--with-subjects", help="Subjects may stand in these lists; else numbers."
        ),
    ] = False,
    ledger: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keep what leaked in this file, and show what changed since the last "
            "time.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            min=1,
            max=256,
            help="Processes that ask the archive's partitions, if it has any.",
        ),
    ] = 1,
    engine: Annotated[
        Engine,
        typer.Option(
            help="Where they run: on this machine, or on a Ray cluster (`$RAY_ADDRESS`, "
            "else one that is started here)."
        ),
    ] = Engine.local,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Language of `text` and picture. Default: the organization's.",
            show_default=False,
        ),
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The key of a keyed archive. Default: archive.key in the home.",
            show_default=False,
        ),
    ] = None,
    ca_file: Annotated[
        Path | None,
        typer.Option(
            help="Certificates (PEM) of the authorities that mail servers are believed "
            "by. Default: those of the system, or of $SSL_CERT_FILE.",
            show_default=False,
        ),
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="HONMONO_HOME",
            help="Folder of settings.toml. Default: ~/.local/share/honmono.",
            show_default=False,
        ),
    ] = None,
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
    from honmono.cli.tracing import Errand, run
    from honmono.config import ConfigError, load_organization, load_settings

    folder = home_folder(home)
    try:
        organization = load_organization(organization_file(org, folder))
        settings = load_settings(folder)
    except ConfigError as error:
        stop(str(error))
    language = lang.value if lang else organization.language
    archive = archive or archive_folder(folder)
    errand = Errand(
        reports=tuple(reports),
        archive=archive,
        org=organization,
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
        key=key_of(archive, key_file, folder),
        jobs=jobs,
        engine=engine_of(jobs if jobs > 1 else 0) if engine is Engine.ray else None,
    )
    access = access_for(errand.reports, settings, ca_file, language)
    raise typer.Exit(run(errand, access))

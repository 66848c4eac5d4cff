"""honmono index: our own mail, indexed, so that a trace can ask it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import archive_folder, secrets_hidden, stop
from honmono.cli.options import (
    CaFileOption,
    Engine,
    EngineOption,
    HomeOption,
    KeyFileOption,
    LangOption,
    OrgOption,
)

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        help="What `check` reads: a message, an mbox, a Maildir, an Outlook data file, "
        "a ZIP archive, a folder of these, or imap://USER@HOST/FOLDER.",
        show_default=False,
    ),
]
Archive = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Where the index lies; made when it is not there. Default: the folder "
        "`archive` in the home.",
        show_default=False,
    ),
]
Mailbox = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Whose mailbox the sources are. Without it each folder (or data file) in "
        "a SOURCE is a mailbox, whose owner its name or its mail tells.",
        show_default=False,
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        help="Leave out what was written before this day (UTC).",
        show_default=False,
    ),
]
HeadersOnly = Annotated[
    bool,
    typer.Option(
        "--headers-only",
        help="Read header fields alone: who wrote to whom, when, about what. A quote "
        "is then not found.",
    ),
]
Status = Annotated[
    bool, typer.Option("--status", help="Say what the archive holds, and end.")
]
Forget = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="Take this mailbox out of the archive, and end. What nobody else holds "
        "is gone from the disk.",
        show_default=False,
    ),
]
Keyed = Annotated[
    bool,
    typer.Option(
        "--keyed",
        help="Store no address, name, subject or id that anybody can read: only MACs, "
        "by a key that is made with the archive.",
    ),
]
Resolve = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="Say what an id of a keyed archive is, and end: it is looked for in the "
        "SOURCEs, which may be an open archive, too. May be given several times.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int, typer.Option(min=1, max=256, help="Processes that read at the same time.")
]
Partitions = Annotated[
    int,
    typer.Option(
        min=0,
        max=100_000,
        help="Make the archive of so many partitions, each written by a process of its "
        "own: for millions of mails; `--engine ray` needs them. Said once; 0 for one "
        "store, or as it was made.",
    ),
]


def index(
    sources: Sources = None,
    *,
    archive: Archive = None,
    org: OrgOption = None,
    mailbox: Mailbox = "",
    since: Since = None,
    headers_only: HeadersOnly = False,
    status: Status = False,
    forget: Forget = "",
    keyed: Keyed = False,
    key_file: KeyFileOption = None,
    resolve: Resolve = None,
    lang: LangOption = None,
    jobs: Jobs = 1,
    engine: EngineOption = Engine.local,
    partitions: Partitions = 0,
    ca_file: CaFileOption = None,
    home: HomeOption = None,
) -> None:
    """Index our own mail, for `honmono trace`.

    Texts are not kept: only fingerprints by which a quote is recognised, besides dates,
    people, subjects and Message-IDs. Running it again adds what is new; it may be
    stopped at any moment, and the next run goes on.

    For instance:

    * `honmono index --mailbox sato@example.co.jp sato.pst`
    * `honmono index --jobs 4 /backup/mailboxes`
    * `honmono index --status`
    * `honmono index --archive our-mail --forget sato@example.co.jp`
    * `honmono index --archive keyed --keyed --jobs 4 /backup/mailboxes`
    * `honmono index --archive keyed --resolve 9f3c0a51b7e24d66 /backup/mailboxes`
    * `honmono index --archive large --partitions 8 --jobs 8 /backup/mailboxes`

    Exit status: 0 everything was read; 1 something could not be read, or stored (the
    rest was); 2 usage or configuration error, nothing was stored.

    """
    if jobs > 1 and sources and engine is Engine.local:
        from honmono.engine import get_ready

        with secrets_hidden():
            get_ready(("honmono.trace.archive.indexing",))
    from honmono.cli import indexed, indexed_parts
    from honmono.cli.access import access_for
    from honmono.cli.archive_key import key_of, key_to_write
    from honmono.cli.configuration import Configuration
    from honmono.trace.archive.database import ArchiveError
    from honmono.trace.archive.manifest import manifest_in

    configuration = Configuration(org, home, lang)
    if resolve and not sources:
        configuration.refuse("resolve-where")
    if sum((status, bool(forget), bool(sources))) != 1:
        configuration.refuse("index-what")
    if mailbox and "@" not in mailbox:
        configuration.refuse("no-address", mailbox=mailbox)
    us, settings = configuration.organization_if_any, configuration.settings
    folder, language = configuration.home, configuration.language
    archive = archive or archive_folder(folder)
    try:
        parts = partitions or manifest_in(archive)
    except ArchiveError as error:
        stop(error.told(language))
    if engine is Engine.ray and sources and not parts:
        configuration.refuse("ray-needs-partitions")
    where = tuple(sources or ())
    if resolve:
        from honmono.cli.resolving import run

        key = key_of(archive, key_file, folder, language)
        access = access_for(where, settings, ca_file, language)
        raise typer.Exit(run(archive, key, resolve, where, us, access, language))
    if status:
        key = key_of(archive, key_file, folder, language)
        raise typer.Exit(indexed.tell_status(archive, language, us, key))
    if forget:
        key = key_of(archive, key_file, folder, language)
        raise typer.Exit(indexed.forget_mailbox(archive, forget, language, key))
    errand = indexed.Errand(
        archive,
        where,
        mailbox.lower(),
        us,
        int(since.replace(tzinfo=UTC).timestamp()) if since else 0,
        headers_only,
        jobs,
        language,
        key_to_write(archive, key_file, folder, language, keyed=keyed),
        partitions,
        engine is Engine.ray,
    )
    access = access_for(where, settings, ca_file, language)
    if parts:
        raise typer.Exit(indexed_parts.run(errand, access))
    raise typer.Exit(indexed.run(errand, access))

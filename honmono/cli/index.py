"""honmono index: our own mail, indexed, so that a trace can ask it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import (
    archive_folder,
    home_folder,
    organization_file,
    secrets_hidden,
    stop,
)
from honmono.cli.check import Engine, Language


def index(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="What `check` reads: a message, an mbox, a Maildir, an Outlook data file, "
            "a ZIP archive, a folder of these, or imap://USER@HOST/FOLDER.",
            show_default=False,
        ),
    ] = None,
    *,
    archive: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where the index lies; made when it is not there. Default: the folder "
            "`archive` in the home.",
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
    mailbox: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Whose mailbox the sources are. Without it each folder (or data file) in "
            "a SOURCE is a mailbox, whose owner its name or its mail tells.",
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Leave out what was written before this day (UTC).",
            show_default=False,
        ),
    ] = None,
    headers_only: Annotated[
        bool,
        typer.Option(
            "--headers-only",
            help="Read header fields alone: who wrote to whom, when, about what. A quote "
            "is then not found.",
        ),
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Say what the archive holds, and end.")
    ] = False,
    forget: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Take this mailbox out of the archive, and end. What nobody else holds "
            "is gone from the disk.",
            show_default=False,
        ),
    ] = "",
    keyed: Annotated[
        bool,
        typer.Option(
            "--keyed",
            help="Store no address, name, subject or id that anybody can read: only MACs, "
            "by a key that is made with the archive.",
        ),
    ] = False,
    key_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The key of a keyed archive. Default: archive.key in the home.",
            show_default=False,
        ),
    ] = None,
    resolve: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Say what an id of a keyed archive is, and end: it is looked for in the "
            "SOURCEs, which may be an open archive, too. May be given several times.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(help="Language. Default: the organization's.", show_default=False),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, help="Processes that read at the same time.")
    ] = 1,
    engine: Annotated[
        Engine,
        typer.Option(
            help="Where they run: on this machine, or on a Ray cluster (`$RAY_ADDRESS`, "
            "else one that is started here), for an archive in partitions."
        ),
    ] = Engine.local,
    partitions: Annotated[
        int,
        typer.Option(
            min=0,
            max=100_000,
            help="Make the archive of so many partitions, each written by a process of its "
            "own: for millions of mails. Said once; 0 for one store, or as it was made.",
        ),
    ] = 0,
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
    if resolve and not sources:
        stop("--resolve: say in which SOURCE the ids are looked for")
    if sum((status, bool(forget), bool(sources))) != 1:
        stop("say one of: SOURCE..., --status, --forget ADDRESS")
    if mailbox and "@" not in mailbox:
        stop(f"--mailbox {mailbox}: not an address; say NAME@DOMAIN")
    if jobs > 1 and sources and engine is Engine.local:
        from honmono.engine import get_ready

        with secrets_hidden():
            get_ready(("honmono.trace.archive.indexing",))
    from honmono.cli import indexed, indexed_parts
    from honmono.cli.access import access_for
    from honmono.config import ConfigError, load_organization, load_settings
    from honmono.trace.archive.database import ArchiveError
    from honmono.trace.archive.manifest import manifest_in

    folder = home_folder(home)
    archive = archive or archive_folder(folder)
    file = organization_file(org, folder)
    try:
        known = load_organization(file) if org or file.exists() else None
        settings = load_settings(folder)
    except ConfigError as error:
        stop(str(error))
    language = lang.value if lang else known.language if known else "en"
    try:
        parts = partitions or manifest_in(archive)
    except ArchiveError as error:
        stop(error.told(language))
    if engine is Engine.ray and sources and not parts:
        stop("--engine ray: the archive needs partitions; say --partitions N")
    from honmono.cli.archive_key import key_of, key_to_write

    if resolve:
        from honmono.cli.resolving import run

        key = key_of(archive, key_file, folder)
        access = access_for(tuple(sources or ()), settings, ca_file, language)
        asked, where = tuple(resolve), tuple(sources or ())
        raise typer.Exit(run(archive, key, asked, where, known, access, language))
    if status:
        key = key_of(archive, key_file, folder)
        raise typer.Exit(indexed.tell_status(archive, language, known, key))
    if forget:
        key = key_of(archive, key_file, folder)
        raise typer.Exit(indexed.forget_mailbox(archive, forget, language, key))
    errand = indexed.Errand(
        archive,
        tuple(sources or ()),
        mailbox.lower(),
        known,
        int(since.replace(tzinfo=UTC).timestamp()) if since else 0,
        headers_only,
        jobs,
        language,
        key_to_write(archive, key_file, folder, keyed=keyed),
        partitions,
        engine is Engine.ray,
    )
    access = access_for(errand.sources, settings, ca_file, language)
    if parts:
        raise typer.Exit(indexed_parts.run(errand, access))
    raise typer.Exit(indexed.run(errand, access))

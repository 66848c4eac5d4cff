"""honmono check: is this mail ours?  Any file or mailbox, one answer for each message."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import (
    Format,
    home_folder,
    organization_file,
    secrets_hidden,
    stop,
)


class Language(StrEnum):
    """In which language `text` speaks."""

    ja = "ja"
    en = "en"


class Verify(StrEnum):
    """How far our own look goes."""

    off = "off"
    keys = "keys"
    dns = "dns"


class Engine(StrEnum):
    """Who does the work."""

    local = "local"
    ray = "ray"


def check(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="A message (.eml, .emlx, .msg, winmail.dat), an mbox, a Maildir, an "
            "Outlook data file (.pst), a ZIP archive or folder of these (searched "
            "deep), imap://USER@HOST/FOLDER, or - for one message on standard input. "
            "What a file is is told by its content, not by its name.",
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
        typer.Option(
            metavar="DIR",
            help="What `honmono index` made of our own mail: who wrote to us before, and "
            "to whom the quoted mail went.",
            show_default=False,
        ),
    ] = None,
    reports: Annotated[
        bool,
        typer.Option(
            "--reports",
            help="The sources are reports: judge the mails inside them, attached or "
            "forwarded inline, instead of them.",
        ),
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
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show every finding with its weight, and the sum (in `text`; `jsonl` "
            "always has the findings).",
        ),
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Language of `text`. Default: the organization's.",
            show_default=False,
        ),
    ] = None,
    verify: Annotated[
        Verify | None,
        typer.Option(
            help="Verify DKIM, ARC, SPF and DMARC ourselves, beside what trusted hosts "
            "say: `keys` with the keys that `honmono keys learn` keeps, without any "
            "network; `dns` asks the DNS, which then knows what is looked at. Default: "
            "settings.toml, else `off`.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=256,
            help="Processes that judge at the same time. Default: 1; with `ray` as many "
            "as there are CPUs.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            help="Where they run: on this machine, or on the Ray cluster of "
            "$RAY_ADDRESS (without that: one that is started here for this run)."
        ),
    ] = Engine.local,
    follow: Annotated[
        bool,
        typer.Option(
            "--follow",
            help="Go on with what comes into the folder, until Ctrl-C (imap:// alone).",
        ),
    ] = False,
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
    """Is this mail ours? One answer for each message, with reasons.

    * **ours** - proved to be sent by us
    * **forged** - shows itself as us, and is not
    * **unproven** - shows itself as us; neither could be shown
    * **unrelated** - does not show itself as us (which does not mean it is safe)

    For instance:

    * `honmono check suspicious.eml`
    * `honmono check --org honmono.toml --only forged,unproven ~/Maildir`
    * `honmono check --format jsonl --jobs 4 archive.mbox > answers.jsonl`
    * `honmono check --reports reports/`
    * `honmono check --archive archive/ suspicious.eml`
    * `honmono check imap://taro@imap.example.co.jp/INBOX`

    Exit status: 0 everything was read; 1 something could not be read (the rest was
    judged and printed); 2 usage or configuration error, nothing was judged.

    """
    if follow and (engine is Engine.ray or (jobs or 1) > 1):
        stop("--follow judges each mail as it comes; leave --jobs and --engine out")
    if engine is Engine.local and (jobs or 1) > 1:
        from honmono.engine import get_ready

        with secrets_hidden():
            get_ready(("honmono.cli.run",))
    # Only now, when the worker processes are loading the same things beside us.
    from honmono.check.batch import Errand
    from honmono.cli.access import access_for
    from honmono.cli.archive import past_of
    from honmono.cli.cluster import engine_of
    from honmono.cli.rows import Page
    from honmono.cli.run import run
    from honmono.cli.screen import layout_for
    from honmono.cli.verifying import verifier_of
    from honmono.config import ConfigError, load_organization, load_settings

    wanted = _answers(only)
    folder = home_folder(home)
    try:
        organization = load_organization(organization_file(org, folder))
        settings = load_settings(folder)
    except ConfigError as error:
        stop(str(error))
    language = lang.value if lang else organization.language
    access = access_for(sources, settings, ca_file, language, follow=follow)
    layout = replace(
        layout_for(format_, language),
        explain=explain,
        prior=settings.prior,
    )
    errand = Errand(
        organization,
        settings.prior,
        reports,
        verifier_of(settings, folder, verify),
        past_of(archive, organization, language) if archive else None,
    )
    page = Page(layout, wanted)
    staff = engine_of(jobs or 0) if engine is Engine.ray else None
    raise typer.Exit(
        run(
            *(sources, errand, page, access),
            jobs=jobs or 1,
            engine=staff,
            following=follow,
        )
    )


def _answers(only: str) -> frozenset[str]:
    """`forged,unproven` → a set; an unknown word is a usage error."""
    from honmono.check.verdict import Answer

    known = {answer.value for answer in Answer}
    wanted = frozenset(word.strip() for word in only.split(",") if word.strip())
    if unknown := sorted(wanted - known):
        stop(f"--only: unknown answer {unknown[0]!r} (known: {', '.join(known)})")
    return wanted

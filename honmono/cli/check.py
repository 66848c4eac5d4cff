"""honmono check: is this mail ours?  Any file or mailbox, one answer for each message."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from honmono.cli._core import Format, secrets_hidden
from honmono.cli.options import (
    CaFileOption,
    Engine,
    EngineOption,
    HomeOption,
    LangOption,
    OrgOption,
)

if TYPE_CHECKING:  # loaded when the worker processes are on their way
    from honmono.cli.configuration import Configuration


class Verify(StrEnum):
    """How far our own look goes."""

    off = "off"
    keys = "keys"
    dns = "dns"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="A message (.eml, .emlx, .msg, winmail.dat), an mbox, a Maildir, an "
        "Outlook data file (.pst), a ZIP archive or folder of these (searched "
        "deep), imap://USER@HOST/FOLDER, or - for one message on standard input. "
        "What a file is is told by its content, not by its name.",
        show_default=False,
    ),
]
Archive = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="What `honmono index` made of our own mail: who wrote to us before, and "
        "to whom the quoted mail went.",
        show_default=False,
    ),
]
Reports = Annotated[
    bool,
    typer.Option(
        "--reports",
        help="The sources are reports: judge the mails inside them, attached or "
        "forwarded inline, instead of them.",
    ),
]
As = Annotated[
    Format,
    typer.Option("--format", help="For people, for programs, for a spreadsheet."),
]
Only = Annotated[
    str,
    typer.Option(
        metavar="ANSWERS",
        help="Print only these answers, for instance `forged,unproven`. "
        "Counts and exit status are of all mails.",
        show_default=False,
    ),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Show every finding with its weight, and the sum (in `text`; `jsonl` "
        "always has the findings).",
    ),
]
Verified = Annotated[
    Verify | None,
    typer.Option(
        help="Verify DKIM, ARC, SPF and DMARC ourselves, beside what trusted hosts "
        "say: `keys` with the keys that `honmono keys learn` keeps, without any "
        "network; `dns` asks the DNS, which then knows what is looked at. Default: "
        "settings.toml, else `off`.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=256,
        help="Processes that judge at the same time. Default: 1; with `ray` as many "
        "as there are CPUs.",
        show_default=False,
    ),
]
Follow = Annotated[
    bool,
    typer.Option(
        "--follow",
        help="Go on with what comes into the folder, until Ctrl-C (imap:// alone).",
    ),
]


def check(
    sources: Sources,
    *,
    org: OrgOption = None,
    archive: Archive = None,
    reports: Reports = False,
    format_: As = Format.text,
    only: Only = "",
    explain: Explain = False,
    lang: LangOption = None,
    verify: Verified = None,
    jobs: Jobs = None,
    engine: EngineOption = Engine.local,
    follow: Follow = False,
    ca_file: CaFileOption = None,
    home: HomeOption = None,
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
    alone = follow or engine is Engine.ray or (jobs or 1) == 1
    if not alone:
        from honmono.engine import get_ready

        with secrets_hidden():
            get_ready(("honmono.cli.run",))
    # Only now, when the worker processes are loading the same things beside us.
    from honmono.check.batch import Errand
    from honmono.cli.access import access_for
    from honmono.cli.archive import past_of
    from honmono.cli.cluster import engine_of
    from honmono.cli.configuration import Configuration
    from honmono.cli.rows import Page
    from honmono.cli.run import run
    from honmono.cli.screen import layout_for
    from honmono.cli.verifying import verifier_of

    configuration = Configuration(org, home, lang)
    if follow and (engine is Engine.ray or (jobs or 1) > 1):
        configuration.refuse("follow-one-by-one")
    wanted = _answers(only, configuration)
    us, settings = configuration.organization, configuration.settings
    language = configuration.language
    access = access_for(sources, settings, ca_file, language, follow=follow)
    layout = replace(
        layout_for(format_, language), explain=explain, prior=settings.prior
    )
    errand = Errand(
        us,
        settings.prior,
        reports,
        verifier_of(settings, configuration.home, verify),
        past_of(archive, us, language) if archive else None,
    )
    raise typer.Exit(
        run(
            sources,
            errand,
            Page(layout, wanted),
            access,
            jobs=jobs or 1,
            engine=engine_of(jobs or 0) if engine is Engine.ray else None,
            following=follow,
        )
    )


def _answers(only: str, configuration: Configuration) -> frozenset[str]:
    """`forged,unproven` → a set; an unknown word is a usage error."""
    from honmono.check.verdict import Answer

    known = {answer.value for answer in Answer}
    wanted = frozenset(word.strip() for word in only.split(",") if word.strip())
    if unknown := sorted(wanted - known):
        named = {"answer": unknown[0], "known": ", ".join(known)}
        configuration.refuse("unknown-answer", **named)
    return wanted

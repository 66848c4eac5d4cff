"""honmono init: five questions, lists of people, our own mail → a first organization file.

The command line stands here; `run` does it.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.options import Language


class MailSystem(StrEnum):
    """Who runs our mail."""

    exchange_online = "exchange-online"
    google = "google"
    other = "other"


def init(
    *,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A name of the organization, the formal one first."),
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="A domain from which you send mail.")
    ] = None,
    people: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A list of your people: users CSV of Microsoft 365 or Google Workspace, "
            "LDIF, or any CSV with a name in each row.",
        ),
    ] = None,
    archive: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Sent and received mail of your own; anything that `check` reads. "
            "People, partners, lists and trusted hosts are proposed from it.",
        ),
    ] = None,
    mail_system: Annotated[
        MailSystem | None,
        typer.Option(help="Who takes mail in for you.", show_default=False),
    ] = None,
    authserv_id: Annotated[
        list[str] | None,
        typer.Option(
            help="Host that writes Authentication-Results into your mail, with `other`."
        ),
    ] = None,
    office: Annotated[
        list[str] | None,
        typer.Option(metavar="ID=NAME", help="An office, for instance tokyo=東京本社."),
    ] = None,
    org: Annotated[Path, typer.Option(help="The file that is written.")] = Path(
        "honmono.toml"
    ),
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", help="Ask nothing; take what is safe, leave the rest as comments."
        ),
    ] = False,
    lang: Annotated[
        Language, typer.Option(help="Of the questions, the comments and the answers.")
    ] = Language.ja,
) -> None:
    """Set up: ask who you are and write a first `honmono.toml`.

    Options may be given several times; what no option says is asked on the terminal. A
    file that is there is never overwritten: what is new is shown, put behind its last
    line, and the file as it was is kept beside it as `.bak`.

    For instance:

    * `honmono init`
    * `honmono init --name 例示株式会社 --people users.csv --archive ~/Maildir`
    * `honmono init --yes --domain example.co.jp --people users.csv`

    Exit status: 0 written, or you said no; 1 written, but something could not be read;
    2 usage error, or nobody could be asked: nothing was written.

    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.init.run import Wishes, run

    run(
        Wishes(
            names=tuple(name or ()),
            domains=tuple(domain or ()),
            people=tuple(people or ()),
            archive=tuple(archive or ()),
            mail_system=mail_system.value if mail_system else "",
            authserv_ids=tuple(authserv_id or ()),
            offices=tuple(office or ()),
        ),
        org,
        language=lang.value,
        yes=yes,
    )

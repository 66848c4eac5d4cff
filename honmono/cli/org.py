"""honmono org: what was missing for a right answer is added; weak spots are found.

`add` shows the change and which past answers change, and asks before it writes: `org_add`
does.  `check` says what in the file makes answers weak: `org_check` does.
"""

from __future__ import annotations

from typing import Annotated

import typer

from honmono.check.org.additions.model import Kind
from honmono.cli.options import HomeOption, LangOption, OrgOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def org() -> None:
    """The organization file: find what is weak, add what was missing."""


@app.command("add")
def add(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="What is added.",
            show_default=False,
        ),
    ],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="`service NAME DOMAIN…`, `list DOMAIN…`, `partner NAME DOMAIN…`, "
            "`private-address PERSON ADDRESS…`, `person NAME [ADDRESS…]`, "
            "`domain DOMAIN…`, `phone NUMBER…`.",
            show_default=False,
        ),
    ],
    *,
    org: OrgOption = None,
    mail: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Mails whose answers are compared, before and after; anything that "
            "`check` reads. May be given several times.",
            show_default=False,
        ),
    ] = None,
    kana: Annotated[str, typer.Option(help="Reading of a new person.")] = "",
    romaji: Annotated[str, typer.Option(help="The same in Latin letters.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    lang: LangOption = None,
    home: HomeOption = None,
) -> None:
    """Add a service, list, partner, address … to the organization file.

    Shows the change, what it weakens, and with `--mail` which past answers change; then
    asks. Comments and layout stay, and the file as it was is kept beside it as `.bak`.

    For instance:

    * `honmono org add service Backlog backlog.example`
    * `honmono org add list lists.example.org --mail ~/Maildir`
    * `honmono org add partner 北浜電機 kitahama.example`
    * `honmono org add private-address 山田太郎 taro.home@example.org`

    Exit status: 0 written, or you said no; 1 something in `--mail` could not be read
    (the rest was compared); 2 refused, or nobody could be asked: nothing was written.

    """
    # Not above: whoever asks another command for help would wait for all of it.
    from honmono.cli.configuration import Configuration
    from honmono.cli.org_add import Wish, run

    wish = Wish(kind, tuple(words), kana, romaji)
    run(wish, Configuration(org, home, lang), sources=mail or [], yes=yes)


@app.command("check")
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Sent and received mail of your own; anything that `honmono check` reads.",
            show_default=False,
        ),
    ] = None,
    *,
    org: OrgOption = None,
    lang: LangOption = None,
    home: HomeOption = None,
) -> None:
    """Find weak spots: in the file, and in what mail shows of it.

    For instance:

    * `honmono org check`
    * `honmono org check ~/Maildir`

    Exit status: 0 nothing is wrong (advice may stand there); 1 something is wrong, or
    could not be read; 2 the file cannot be used.

    """
    from honmono.cli.configuration import Configuration
    from honmono.cli.org_check import run

    run(Configuration(org, home, lang), sources or [])

"""Commands that look at an incident and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Final

import typer

from honmono.cli.case._core import AsOf, Case, Door, Form, How, Lang


class Answer(StrEnum):
    """How clocks are printed."""

    text = "text"
    json = "json"


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="One record, with its corrections.", show_default=False
        ),
    ] = "",
    *,
    case: Case,
    as_of: AsOf = "",
    lang: Lang = None,
) -> None:
    """Show an incident in short, or one record of it in full.

    Exit status: 0; 2 there is no such incident or record.

    """
    from honmono.cli.case.looks import show_case, show_record

    door = Door(lang, as_of=as_of)
    if id_:
        show_record(door, case, id_)
    else:
        show_case(door, case)


def check(
    *,
    case: Case,
    as_of: AsOf = "",
    how: How = Form.text,
    lang: Lang = None,
) -> None:
    """Find what cannot be so, and what somebody should look at.

    Unknown kinds, circles of tasks, records and originals that are cited and not there,
    moments that cannot be, facts without evidence, lists that are missing or changed.

    Exit status: 0 no error (warnings may stand there); 1 errors; 2 the file cannot be
    read (each mistake is named with its place).

    """
    from honmono.cli.case.looks import check_case

    raise typer.Exit(check_case(Door(lang, as_of=as_of), case, how))


def clocks(
    *,
    case: Case,
    as_of: AsOf = "",
    how: Annotated[
        Answer,
        typer.Option("--format", help="`text` for people, `json` for programs."),
    ] = Answer.text,
    lang: Lang = None,
) -> None:
    """Show what must be reported to whom, by when, and why. Not legal advice.

    Exit status: 0; 1 it cannot be told what is owed; 2 the file cannot be read.

    """
    from honmono.cli.case.looks import show_clocks

    door = Door(lang, as_of=as_of)
    raise typer.Exit(show_clocks(door, case, as_json=how is Answer.json))


def log(
    *,
    case: Case,
    how: How = Form.text,
    lang: Lang = None,
) -> None:
    """Show who did what, when; each entry is chained to the one before it.

    Where the chain does not hold, the place is named.

    Exit status: 0; 1 the chain does not hold; 2 there is no such incident.

    """
    from honmono.cli.case.logged import show_log

    raise typer.Exit(show_log(Door(lang), case, how))


def interview(
    *,
    case: Case,
    as_of: AsOf = "",
    lang: Lang = None,
) -> None:
    """Show what is to be answered to know which duties there are, and how to answer.

    Exit status: 0; 2 the file cannot be read.

    """
    from honmono.cli.case.words import show_open_questions

    show_open_questions(Door(lang, as_of=as_of), case)


def kinds(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[PART]",
            help="events, measures, affected …, or styles. None: list them.",
            show_default=False,
        ),
    ] = "",
    *,
    lang: Lang = None,
) -> None:
    """Show the words of a part (for --kind), and a record of it to copy and change.

    For instance:

    * `honmono case kinds events`

    Exit status: 0; 2 there is no such part.

    """
    from honmono.cli.case.words import show_kinds

    show_kinds(Door(lang), name)


def schema(
    *,
    list_: Annotated[
        str,
        typer.Option(
            "--list",
            help="Of the rows of a list instead: persons, exposure, mails.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Print the JSON Schema of incident files."""
    from honmono.cli.case.looks import show_schema

    show_schema(list_)


def _view(name: str, story: str) -> Callable[..., None]:
    """Make a command that prints one part of an incident."""

    def command(
        *,
        case: Case,
        as_of: AsOf = "",
        how: How = Form.text,
        lang: Lang = None,
    ) -> None:
        from honmono.cli.case.looks import show_view

        show_view(Door(lang, as_of=as_of), case, name, how)

    command.__name__ = name
    command.__doc__ = f"{story}\n\nExit status: 0; 2 the file cannot be read.\n"
    return command


VIEWS: Final = (
    _view("timeline", "Show what happened, in the order of time."),
    _view("tasks", "Show what is to do: overdue, ready, waiting, done."),
    _view("questions", "Show what must be found out, and what was."),
    _view("hypotheses", "Show how it may have come about, and what speaks for what."),
    _view("affected", "Show whose data may have leaked: at least, likely, at most."),
    _view("accounts", "Show accounts, and which passwords were changed since."),
    _view("coverage", "Show how many of all PCs were looked at."),
    _view("inquiries", "Show who asked, and whom to call back."),
    _view("measures", "Show measures against recurrence, planned and done."),
)
"""One command for each part that people look at."""

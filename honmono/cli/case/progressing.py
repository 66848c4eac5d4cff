"""Commands for the daily steps: a task is done, a question of the law is answered."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from honmono.cli.case._core import By, Case, Door, Lang


class Said(StrEnum):
    """What can be answered."""

    yes = "yes"
    no = "no"
    could_not_tell = "could-not-tell"


def done(
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="As tasks prints it.", show_default=False),
    ],
    *,
    case: Case,
    when: Annotated[
        str, typer.Option(help="Such as 2022-05-18T11:14. Default: today.")
    ] = "",
    proof: Annotated[
        list[str] | None,
        typer.Option(metavar="SHA256", help="An original that shows it."),
    ] = None,
    note: Annotated[str, typer.Option(help="What came out.")] = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Put on record that a task is done, when and by whom.

    For instance:

    * `honmono case done t-warn-staff --when 2022-05-18 --case n001.json`

    Exit status: 0 it is on record; 2 nothing was written.

    """
    from honmono.cli.case.progress import task_done

    fields = {"when": when, "proof": proof or [], "note": note}
    task_done(Door(lang, by=by), case, id_, fields)


def answer(
    question: Annotated[
        str, typer.Argument(help="As interview prints it.", show_default=False)
    ],
    said: Annotated[
        Said, typer.Argument(help="yes, no or could-not-tell.", show_default=False)
    ],
    *,
    case: Case,
    number: Annotated[
        int | None, typer.Option(help="Where it asks how many.", show_default=False)
    ] = None,
    client: Annotated[
        str,
        typer.Option(metavar="NAME", help="Whose data it is about. Default: our own."),
    ] = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Answer a question that decides a duty; an earlier answer is kept as a correction.

    For instance:

    * `honmono case answer my-number no --case n001.json`

    Exit status: 0 it is on record; 2 nothing was written.

    """
    from honmono.cli.case.progress import Given, reply

    given = Given(question, said.value, number, client or None)
    reply(Door(lang, by=by), case, given)

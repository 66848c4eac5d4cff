"""Commands that change an incident: new, start, set, add, correct, withdraw, attach."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from honmono.cli.case._core import By, Case, Door, Lang, Reason

_Record = Annotated[
    str,
    typer.Argument(
        metavar="[JSON]",
        help="The record as a JSON object; - reads it from standard input.",
        show_default=False,
    ),
]


def new(
    *,
    case: Case,
    name: Annotated[
        str,
        typer.Option(
            help="Formal name of the organization. Default: that of honmono.toml.",
            show_default=False,
        ),
    ] = "",
    name_en: Annotated[str, typer.Option(help="The same in English.")] = "",
    title: Annotated[str, typer.Option(help="What the incident is called.")] = "",
    style: Annotated[
        str,
        typer.Option(
            help="Such as emotet_style; adds the questions and tasks of its playbook.",
            show_default=False,
        ),
    ] = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Open an incident: write its file.

    For instance:

    * `honmono case new --case cases/2026-11.json --name 例示事務所 --style emotet_style`

    Exit status: 0 it is there; 2 nothing was written.

    """
    from honmono.cli.case.opening import Opening, open_case

    open_case(Door(lang, by=by), case, Opening(name, name_en, title, style))


def start(
    style: Annotated[
        str,
        typer.Argument(help="emotet_style, account_takeover …", show_default=False),
    ],
    *,
    case: Case,
    by: By = "",
    lang: Lang = None,
) -> None:
    """Say of which style it is, and add the questions and tasks of its playbook.

    What is there stays as it is; run it again when the style turns out to be another.

    Exit status: 0 they are there; 2 nobody knows the style, or nothing was written.

    """
    from honmono.cli.case.opening import start_playbook

    start_playbook(Door(lang, by=by), case, style)


def set_(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help="Such as desk.phone=03-5555-0132; an empty value takes one away. "
            "None: print every field and what it says.",
            show_default=False,
        ),
    ] = None,
    *,
    case: Case,
    reason: Reason = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Say who we are (name, desk, offices, who signs) and what the incident is called.

    For instance:

    * `honmono case set --case n001.json` prints every field
    * `honmono case set "representative.name=山田 太郎" --case n001.json`
    * `honmono case set desk.phone=03-5555-0132 "desk.hours.en=9 to 17" --case n001.json`
    * `honmono case set offices.tokyo=東京オフィス --case n001.json`

    A text goes to the language of its letters, or to that of `.ja` or `.en`. What a field
    said, who changed it, when and why stays in the log. Exit status: 0 it is set; 2
    nothing was written.

    """
    from honmono.cli.case.naming import set_fields, show_fields

    door = Door(lang, by=by)
    if given:
        set_fields(door, case, given, reason)
    else:
        show_fields(door, case)


def add(
    part: Annotated[
        str,
        typer.Argument(
            help="events, figures, tasks, questions, affected …", show_default=False
        ),
    ],
    record: _Record = "",
    *,
    case: Case,
    id_: Annotated[
        str, typer.Option("--id", help="Name of the record. Default: made.")
    ] = "",
    kind: Annotated[str, typer.Option(help="A row of the part's kinds.")] = "",
    when: Annotated[
        str,
        typer.Option(
            help="As precisely as known: 2022-05-18, 2022-05-18T11:14, 2022-06-early, "
            "2022-06, 2022-06-10~ (about)."
        ),
    ] = "",
    note: Annotated[str, typer.Option(help="More about it, for documents.")] = "",
    office: Annotated[
        list[str] | None,
        typer.Option(help="Office that it is about; may be given several times."),
    ] = None,
    value: Annotated[
        int | None, typer.Option(help="Of a figure: how many.", show_default=False)
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="SHA256", help="An original that shows it."),
    ] = None,
    by: By = "",
    lang: Lang = None,
) -> None:
    """Add a record.

    For instance:

    * `honmono case add events --kind scan_all_pcs --when 2022-05-18 --case n001.json`
    * `honmono case add figures '{"kind": "offices", "value": 3}' --case n001.json`

    Prints the record's id. What it makes doubtful is told, too. Exit status: 0 it is on
    record; 2 nothing was written.

    """
    from honmono.cli.case.changes import add_record

    plain = {
        "id": id_, "kind": kind, "when": when, "note": note, "value": value,
        "evidence": evidence, "scope": {"offices": office} if office else None,
    }  # fmt: skip
    add_record(Door(lang, by=by), case, part, record, plain)


def correct(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The record.", show_default=False)
    ],
    changes: Annotated[
        str,
        typer.Argument(
            metavar="JSON",
            help="The fields that change, as a JSON object; null takes one away; - "
            "reads it from standard input.",
            show_default=False,
        ),
    ],
    *,
    case: Case,
    reason: Reason = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Correct a record; the old one is kept, with who changed it, when and why.

    For instance:

    * `honmono case correct event-1 '{"when": "2022-05-17"}' --case n001.json`

    Exit status: 0 it is corrected; 2 nothing was written.

    """
    from honmono.cli.case.changes import correct_record

    correct_record(Door(lang, by=by), case, id_, changes, reason)


def withdraw(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The record.", show_default=False)
    ],
    *,
    case: Case,
    reason: Reason = "",
    by: By = "",
    lang: Lang = None,
) -> None:
    """Take a record back; what it said is kept.

    Exit status: 0 it is taken back; 2 nothing was written.

    """
    from honmono.cli.case.changes import withdraw_record

    withdraw_record(Door(lang, by=by), case, id_, reason)


def attach(
    name: Annotated[
        str, typer.Argument(help="persons, exposure or mails.", show_default=False)
    ],
    file: Annotated[
        Path,
        typer.Argument(help="Rows: one JSON object a line.", show_default=False),
    ],
    *,
    case: Case,
    by: By = "",
    lang: Lang = None,
) -> None:
    """Put a long list beside the incident; it is copied and named by its SHA-256.

    Exit status: 0 it is attached; 2 rows of it mean nothing (each is named), or it
    cannot be read: nothing was attached.

    """
    from honmono.cli.case.changes import attach_list

    attach_list(Door(lang, by=by), case, name, file)

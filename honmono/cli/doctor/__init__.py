"""honmono doctor: what is set up, what is missing, and the one line that mends it.

A new check: a function in a file of this folder, and a line in `ALL`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final

import typer

from honmono.cli._core import SOME_UNREAD
from honmono.cli.configuration import Configuration
from honmono.cli.doctor._core import Check, Diagnosis, Patient, State
from honmono.cli.doctor.archive import archive
from honmono.cli.doctor.desk import desk
from honmono.cli.doctor.home import home as _home
from honmono.cli.doctor.home import settings
from honmono.cli.doctor.installed import python, time_zones
from honmono.cli.doctor.mailboxes import mailboxes
from honmono.cli.doctor.optional_parts import optional_parts
from honmono.cli.doctor.organization import organization
from honmono.cli.doctor.own_proof import own_proof
from honmono.cli.doctor.walls import walls
from honmono.cli.options import HomeOption, LangOption, OrgOption
from honmono.cli.paragraphs import tell
from honmono.text import say

ALL: Final[tuple[Check, ...]] = (
    python,
    time_zones,
    _home,
    settings,
    organization,
    own_proof,
    mailboxes,
    archive,
    desk,
    walls,
    optional_parts,
)
"""In the order in which people see them."""

_INDENT: Final = 8
"""Columns of a state, and a blank."""


def doctor(
    *,
    org: OrgOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
    ask_dns: Annotated[
        bool,
        typer.Option(
            "--ask-dns",
            help="Also ask the name servers for a record of our own first domain.",
        ),
    ] = False,
) -> None:
    """Check the set-up and say what to do.

    Nothing is fetched, and no server is asked but the database of the desk, where
    DATABASE_URL names one, and name servers where you say --ask-dns.

    Exit status: 0 nothing is wrong (advice may stand there); 1 something is wrong.
    """
    given = Configuration(org, home, lang)
    patient = Patient(given.home, given.file, given.language, ask_dns)
    wrong = False
    for each in ALL:  # printed one by one, since a name server may take its time
        lines = tuple(each(patient))
        print_diagnoses(lines, patient.language)
        wrong = wrong or any(line.state is State.WRONG for line in lines)
    if wrong:
        raise typer.Exit(SOME_UNREAD)


def print_diagnoses(diagnoses: Iterable[Diagnosis], language: str) -> None:
    """Each with its state, and below it what to do."""
    for line in diagnoses:
        state = say("doctor", f"state-{line.state.value}", language)
        tell(f"{line.what}: {line.found}", head=state, indent=_INDENT)
        if line.mend:
            tell(line.mend, head=" " * _INDENT + "→ ", indent=_INDENT + 2)

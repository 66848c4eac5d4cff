"""honmono doctor: what is set up, what is missing, and the one line that mends it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from honmono import __version__
from honmono.check.org import Organization
from honmono.cli._core import SOME_UNREAD, home_folder, organization_file
from honmono.config import ConfigError, load_organization, load_settings


class State(Enum):
    """How a check came out.  Not there is not the same as wrong."""

    OK = "ok"
    ADVICE = "advice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the doctor's answer."""

    what: str
    state: State
    found: str
    mend: str = ""


def doctor(
    *,
    org: Annotated[
        Path | None, typer.Option(help="Who we are.", show_default=False)
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option(envvar="HONMONO_HOME", help="The home.", show_default=False),
    ] = None,
) -> None:
    """Check the set-up and say what to do.

    Exit status: 0 nothing is wrong (advice may stand there); 1 something is wrong.
    """
    folder = home_folder(home)
    diagnoses = [
        *_system(),
        *_home(folder),
        *_organization(organization_file(org, folder)),
    ]
    for line in diagnoses:
        typer.echo(f"{line.state.value:7} {line.what}: {line.found}")
        if line.mend:
            typer.echo(f"        → {line.mend}")
    if any(line.state is State.WRONG for line in diagnoses):
        raise typer.Exit(SOME_UNREAD)


def _system() -> Iterator[Diagnosis]:
    """Python and what Windows does not bring along."""
    found = f"{platform.python_version()} on {platform.system()}"
    new_enough = sys.version_info >= (3, 11)
    yield Diagnosis(
        f"honmono {__version__}, Python",
        State.OK if new_enough else State.WRONG,
        found,
        "" if new_enough else "install Python 3.11 or newer",
    )
    try:
        ZoneInfo("Asia/Tokyo")
        yield Diagnosis("time zones", State.OK, "found")
    except ZoneInfoNotFoundError:
        yield Diagnosis("time zones", State.WRONG, "missing", "pip install tzdata")


def _home(folder: Path) -> Iterator[Diagnosis]:
    """The folder of the state, and the settings in it."""
    if not folder.exists():
        yield Diagnosis("home", State.OK, f"{folder} is not there yet; not needed")
        return
    usable = os.access(folder, os.R_OK | os.W_OK)
    yield Diagnosis(
        "home",
        State.OK if usable else State.WRONG,
        str(folder),
        "" if usable else "make it readable and writable for you",
    )
    try:
        settings = load_settings(folder)
        yield Diagnosis("settings.toml", State.OK, f"prior = {settings.prior}")
    except ConfigError as error:
        yield Diagnosis("settings.toml", State.WRONG, str(error), "mend that line")


def _organization(path: Path) -> Iterator[Diagnosis]:
    """Who we are: can it be read, and what makes answers weak?"""
    try:
        org = load_organization(path)
    except ConfigError as error:
        mend = "write the file (see docs/tutorial.md), or give --org PATH"
        yield Diagnosis("organization", State.WRONG, str(error), mend)
        return
    yield Diagnosis(
        "organization",
        State.OK,
        f"{org.names[0]}: {len(org.domains)} domains, {len(org.people)} people ({path})",
    )
    for found, mend in _weak_spots(org):
        yield Diagnosis("organization", State.ADVICE, found, mend)


def _weak_spots(org: Organization) -> Iterator[tuple[str, str]]:
    """What is missing in the file, and what that costs."""
    if not org.authserv_ids:
        yield (
            "no authserv_ids: our own mail can never be proved, only left unproven",
            "name the host that writes Authentication-Results into your mail",
        )
    if not org.people:
        yield (
            "no [[people]]: forged names of colleagues are not recognized",
            "add a [[people]] table for everybody who writes to customers",
        )
    unspoken = [p.name for p in org.people if not p.kana and not p.romaji]
    silent = [name for name in unspoken if not name.isascii()]
    if silent:
        yield (
            f"{len(silent)} people have neither kana nor romaji, e.g. {silent[0]}",
            "add kana = or romaji =, so that their names are known in Latin letters",
        )

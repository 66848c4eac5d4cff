"""Options that several commands share: each is said once, with the help that it shows.

    honmono check --org honmono.toml --lang en suspicious.eml
    honmono trace --org honmono.toml --lang en reports/

An option that means something of its own in a command is described in that command's file.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from honmono.cli._core import stop


class Language(StrEnum):
    """In which language people are spoken to."""

    ja = "ja"
    en = "en"


class Engine(StrEnum):
    """Who does the work."""

    local = "local"
    ray = "ray"


class Knowledge(StrEnum):
    """How much of our mail may be looked at."""

    full = "full"
    meta = "meta"
    addressbook = "addressbook"


OrgOption = Annotated[
    Path | None,
    typer.Option(
        help="The file that says who we are. Default: ./honmono.toml, then the home's.",
        show_default=False,
    ),
]

PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="A file whose first line is the passphrase of the backup.",
        show_default=False,
    ),
]


def _readable(context: typer.Context, given: Path | None) -> Path | None:
    """End with a sentence where the home is somebody else's; one not there yet is fine."""
    try:
        is_ours = given is None or not given.exists() or os.access(given, os.R_OK)
    except OSError:  # nor can the folder above it be looked into
        is_ours = False
    if not is_ours:
        from honmono.text import LANGUAGES, say  # only when it is needed

        lang = context.params.get("lang")
        languages = [lang] if lang else LANGUAGES
        told = (say("usage", "home-unreadable", each, home=given) for each in languages)
        stop("\n".join(told))
    return given


HomeOption = Annotated[
    Path | None,
    typer.Option(
        envvar="HONMONO_HOME",
        readable=False,  # we say it ourselves
        callback=_readable,
        help="The home: the folder of settings.toml, keys and archive. "
        "Default: ~/.local/share/honmono.",
        show_default=False,
    ),
]

LangOption = Annotated[
    Language | None,
    typer.Option(
        help="Language of what people read. Default: the organization's.",
        show_default=False,
    ),
]

CaFileOption = Annotated[
    Path | None,
    typer.Option(
        help="Certificates (PEM) of the authorities that mail servers are believed "
        "by. Default: those of the system, or of $SSL_CERT_FILE.",
        show_default=False,
    ),
]

KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The key of a keyed archive. Default: archive.key in the home.",
        show_default=False,
    ),
]

EngineOption = Annotated[
    Engine,
    typer.Option(
        help="Where the processes run: on this machine, or on the Ray cluster of "
        "$RAY_ADDRESS (without that: one that is started here for this run)."
    ),
]

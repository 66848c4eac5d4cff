"""What every command shares: where the state lives, and how an error ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, NoReturn

SOME_UNREAD: Final = 1
"""Something could not be read; the rest was judged and printed."""

USAGE: Final = 2
"""Usage or configuration error; nothing was judged."""

INTERRUPTED: Final = 130
"""Ended by Ctrl-C, as shells count it: 128 + SIGINT."""


IMAP_PASSWORD: Final = "HONMONO_IMAP_PASSWORD"
ZIP_PASSWORD: Final = "HONMONO_ZIP_PASSWORD"


@contextmanager
def secrets_hidden() -> Iterator[None]:
    """While this lasts a process that is started inherits no password."""
    names = (IMAP_PASSWORD, ZIP_PASSWORD)
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


class Format(StrEnum):
    """How answers are printed."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


def home_folder(given: Path | None) -> Path:
    """`--home`, else $HONMONO_HOME, else ~/.local/share/honmono."""
    if given:
        return given
    if from_environment := os.environ.get("HONMONO_HOME"):
        return Path(from_environment)
    return Path.home() / ".local" / "share" / "honmono"


def archive_folder(home: Path) -> Path:
    """Where the index of our mail lies, unless somebody says another place."""
    return home / "archive"


def organization_file(given: Path | None, home: Path) -> Path:
    """`--org`, else ./honmono.toml, else the home's."""
    if given:
        return given
    here = Path("honmono.toml")
    return here if here.exists() else home / "honmono.toml"


def complain(message: str) -> None:
    """Say one clear line on standard error."""
    from honmono.cli.paragraphs import page_width, paragraph  # only when it is needed

    lines = paragraph(f"honmono: {message}", page_width(sys.stderr))
    sys.stderr.write("\n".join(lines) + "\n")


def stop(message: str) -> NoReturn:
    """End with one clear line and the status of a usage error."""
    complain(message)
    raise SystemExit(USAGE)

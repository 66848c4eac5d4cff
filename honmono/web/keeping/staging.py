"""The folder in an empty home in which a desk is made before it has its place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from honmono.web.keeping.errors import KeepingError

STAGE: Final = ".restoring"
"""Nothing is served from a home while it is there."""


def stage(home: Path) -> Path:
    """Make it.  Django is loaded after that, and takes it for the home.

    Raises:
        KeepingError: the home holds something already.

    """
    place = home / STAGE
    try:
        there = {each.name for each in home.iterdir()} if home.exists() else set()
        if there - {STAGE}:
            raise KeepingError("home-not-empty", home=home)
        shutil.rmtree(place, ignore_errors=True)  # of one that was cut short
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(mode=0o700)
    except OSError as error:
        raise KeepingError("not-written", file=home, why=error.strerror) from None
    return place


def clear(home: Path) -> None:
    """Take away what a restore that failed has left."""
    shutil.rmtree(home / STAGE, ignore_errors=True)

"""A code for the first account, where the desk can be reached by others than its owner.

$HONMONO_HOME/first-account.txt    0600; gone when the account is made

Whoever can read that file sits at the server; whoever only reached the page does not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

NAME: Final = "first-account.txt"
_LONG: Final = 24
"""Hexadecimal digits: nobody guesses 96 bits."""


def is_asked() -> bool:
    """Can others reach the first page?"""
    return bool(settings.HOSTS_CONFIGURED)


def put_down() -> None:
    """Write the code into its file; the same one, whichever process does it."""
    path = _path()
    own = path.with_name(f".{NAME}.{os.getpid()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{_code()}\n")
    own.replace(path)


def is_right(given: str) -> bool:
    """Was it read from the file?  Blanks and hyphens are how people write it down."""
    typed = "".join(given.split()).replace("-", "").lower()
    return constant_time_compare(typed, _code())


def take_away() -> None:
    """Nobody needs it any more."""
    _path().unlink(missing_ok=True)


def _code() -> str:
    """Of this desk alone, and the same in all its processes: made of its secret key."""
    told = salted_hmac("honmono.first-account", "code", algorithm="sha256")
    return told.hexdigest()[:_LONG]


def _path() -> Path:
    return Path(settings.HOME) / NAME

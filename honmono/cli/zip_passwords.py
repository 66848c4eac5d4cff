"""Passwords of ZIP archives: from the environment, or asked for on a terminal; never kept.

    letters.zip is locked. Password (Enter skips it): ▁

An archive takes `$HONMONO_ZIP_PASSWORD`, then what was typed for the archive before,
which mostly has the same; then it is asked for, `ASKED` times.  Without a terminal nobody
is asked, and the archive becomes a line that says what to do.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Final, TextIO

from honmono.cli._core import ZIP_PASSWORD
from honmono.text import say

ASKED: Final = 3
"""Times that somebody may mistype."""


def type_on_terminal(prompt: str) -> str | None:
    """Ask whoever sits there; None when nobody does, or does not want to."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stderr)):
        return None
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


@dataclass(slots=True)
class ZipPasswords:
    """What is known to this run of the command; `password_for` is for `Access`."""

    language: str
    aside: Callable[[], AbstractContextManager[None]] = nullcontext
    """Gives the terminal free while somebody types."""

    typed: Callable[[str], str | None] = type_on_terminal

    _given: str = field(
        default_factory=lambda: os.environ.pop(ZIP_PASSWORD, ""), repr=False
    )
    """Taken out of the environment, so that no other program inherits it."""

    _last: str = field(default="", repr=False)
    _asked: Counter[str] = field(default_factory=Counter)
    _tried: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def password_for(self, what: str) -> str | None:
        """Say a password that was not said for it before; None when there is none."""
        for known in (self._given, self._last):
            if known and (what, known) not in self._tried:
                self._tried.add((what, known))
                return known
        if self._asked[what] == ASKED:
            return None
        key = "zip-password-again" if self._asked[what] else "zip-password"
        self._asked[what] += 1
        with self.aside():
            password = self.typed(say("cli", key, self.language, what=what))
        if password:
            self._last = password
            self._tried.add((what, password))
        return password

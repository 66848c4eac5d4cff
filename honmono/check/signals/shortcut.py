"""Shortcut attached: it looks like a document and starts a command.

    photo.zip with photo.jpg.lnk

Windows never shows the ending .lnk, and the shortcut brings its own icon.  Emotet came
this way from April 2022.  Links that open a foreign server's folder (.url,
.library-ms, .search-ms) are used alike.

It leaves alone: where the shortcut leads; nothing is opened.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import first_that_does

NAME: Final = "shortcut"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first such file, attached or named in the directory of a zip."""
    return first_that_does(NAME, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a shortcut attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)

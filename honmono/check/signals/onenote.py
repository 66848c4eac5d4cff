"""OneNote file attached: a page with a picture of a button, and a program under it.

    議事録.one

Its pages hold files that start with a double click; Emotet came this way in March 2023.
Few firms mail OneNote files to each other.

It leaves alone: what lies on its pages; nothing is opened.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import first_that_does

NAME: Final = "onenote"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first such file, attached or named in the directory of a zip."""
    return first_that_does(NAME, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a OneNote file attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
